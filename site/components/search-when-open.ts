/** What Starlight makes on every page as soon as it is idle; Pagefind's dialog comes when the search is opened. */
export class PagefindUI {
  constructor(options: object) {
    const dialog = document.querySelector<HTMLDialogElement>('site-search dialog');
    if (dialog === null) return;
    const observer = new MutationObserver(() => void open());
    const open = async (): Promise<void> => {
      if (!dialog.open) return;
      observer.disconnect();
      // @ts-expect-error: the package has no types.
      const { PagefindUI: Search } = await import('@pagefind/default-ui');
      new Search(options);
      dialog.querySelector('input')?.focus();
    };
    observer.observe(dialog, { attributeFilter: ['open'] });
    void open();
  }
}
