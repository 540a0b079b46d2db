import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { KNOWN_DIFFERENCES } from '../../engine/compare/index.ts';
import { ROOT } from '../root.ts';

it.each(KNOWN_DIFFERENCES)('FIDELITY.md explains $id', ({ id }) => {
  expect(readFileSync(join(ROOT, 'FIDELITY.md'), 'utf8')).toMatch(new RegExp(`^\\| \`${id}\` \\|`, 'm'));
});
