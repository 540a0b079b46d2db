import { join } from 'node:path';
import { ROOT } from '../../cli/root.ts';

/** Where the program built from `source` is; `source` counts from the project's folder: `test/wire/programs/scan.ts`. */
export const builtProgram = (source: string): string => join(ROOT, 'dist', source.replace(/\.ts$/, '.js'));
