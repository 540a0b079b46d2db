import type { Page } from 'playwright-core';

/** Opens a page whose scripts do not come before the function is called that this gives back. */
export async function openWithoutScripts(page: Page, address: URL): Promise<() => void> {
  let come = (): void => {};
  const asked = new Promise<void>((resolve) => {
    come = resolve;
  });
  await page.route('**/*.js', (route) => asked.then(() => route.continue()));
  await page.goto(address.href, { waitUntil: 'commit' });
  return come;
}
