// Which browser looks at the site.
import { existsSync } from 'node:fs';

/** Debian's builds. The one without windows, which opens a page with two thirds of the work, comes first. */
const PROGRAMS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** HALFOPEN_CHROMIUM, or what is installed; undefined where nothing is. */
export const CHROMIUM = process.env.HALFOPEN_CHROMIUM || PROGRAMS.find((path) => existsSync(path));

export const CHROMIUM_MISSING = 'Chromium is not installed: apt-get install chromium-headless-shell';
