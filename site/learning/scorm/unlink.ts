/** Where a link leads to a page of the site, which no package has, its words stay and the link goes. */
export function unlinkPages(root: ParentNode & Node): void {
  const unlink = (): void => {
    for (const link of root.querySelectorAll('a[href^="/"]')) link.removeAttribute('href');
  };
  unlink();
  new MutationObserver(unlink).observe(root, { childList: true, subtree: true, attributeFilter: ['href'] });
}
