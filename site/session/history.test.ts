import { expect, it } from 'vitest';
import { changed, firstVersion, redone, undone } from './history.ts';

const edited = changed(changed(firstVersion('a'), 'b'), 'c');

it.each([
  ['an edit', edited, 'c'],
  ['undo', undone(edited), 'b'],
  ['undo of everything', undone(undone(undone(edited))), 'a'],
  ['redo after undo', redone(undone(edited)), 'c'],
  ['redo of nothing', redone(edited), 'c'],
  ['an edit after undo', changed(undone(edited), 'd'), 'd'],
])('%s', (_, versions, present) => {
  expect(versions.present).toBe(present);
});

it('an edit after undo leaves nothing to redo', () => {
  expect(redone(changed(undone(edited), 'd')).present).toBe('d');
});

it('the same value again is no edit: what was undone can still be redone', () => {
  expect(redone(changed(undone(edited), 'b')).present).toBe('c');
});

it('forgets what lies more than a hundred edits back', () => {
  let versions = firstVersion(0);
  for (let value = 1; value <= 500; value++) versions = changed(versions, value);
  for (let step = 0; step < 500; step++) versions = undone(versions);
  expect(versions.present).toBe(400);
});
