import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../root.ts';
import { KNOWN_DIFFERENCES } from './known.ts';

it.each(KNOWN_DIFFERENCES)('FIDELITY.md explains $id', ({ id }) => {
  expect(readFileSync(join(ROOT, 'FIDELITY.md'), 'utf8')).toMatch(new RegExp(`^\\| \`${id}\` \\|`, 'm'));
});
