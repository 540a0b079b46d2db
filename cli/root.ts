import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder: the nearest one above this file, bundled or not, that has a package.json. */
export const ROOT = ((): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
})();

/** The built command, to be started again inside a lab. */
export const PROGRAM = join(ROOT, 'dist', 'halfopen.js');

/** The labs of the lessons. */
export const LABS = join(ROOT, 'lessons', 'labs');
