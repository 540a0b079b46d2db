import type { WatchedPage } from './site.ts';

/** Requests, from now on, to anywhere but the site; what a page makes of its own data goes nowhere. */
export function strangers(page: WatchedPage, address: string): string[] {
  const seen: string[] = [];
  page.context().on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(address).origin) seen.push(request.url());
  });
  return seen;
}

/** What the policy has refused. */
export const refusals = (page: WatchedPage): readonly string[] =>
  page.complaints.filter((text) => /content security policy/i.test(text));
