/**
 * Where the files of the site begin, with a slash at the end. A lesson that was packed for an LMS has them in its own
 * folder, wherever that is, and says so in its page.
 */
export const siteRoot = (): string => document.documentElement.dataset.siteRoot ?? '/';
