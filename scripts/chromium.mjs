// Which browser looks at the site.
import { existsSync } from 'node:fs';

/** Debian's builds. The one without windows, which opens a page with two thirds of the work, comes first. */
const PROGRAMS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

export const CHROMIUM_MISSING = 'Chromium is not installed: apt-get install chromium-headless-shell';

/** HALFOPEN_CHROMIUM, or what is installed by now; undefined where nothing is. */
export const findChromium = () => process.env.HALFOPEN_CHROMIUM || PROGRAMS.find((path) => existsSync(path));

/** The same for who cannot do without. */
export function chromiumPath() {
  const path = findChromium();
  if (path === undefined) throw new Error(CHROMIUM_MISSING);
  return path;
}
