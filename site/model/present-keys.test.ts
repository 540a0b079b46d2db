import { expect, it } from 'vitest';
import { PRESENT_KEYS, presentCommandOf } from './present-keys.ts';

const press = (key: string, more = {}) =>
  presentCommandOf({ key, ctrlKey: false, altKey: false, metaKey: false, repeat: false, ...more });

it.each([
  ['PageDown', 'next'],
  ['PageUp', 'back'],
  ['.', 'blank'],
  ['F5', 'full-screen'],
])('%s of a clicker is %s', (key, does) => {
  expect(press(key)).toBe(does);
});

it('letters are the same with the Caps Lock on', () => {
  expect(press('H')).toBe('hide');
  expect(press('F')).toBe('freeze');
});

it('a key with Ctrl, Alt or the system key is for others', () => {
  for (const held of ['ctrlKey', 'altKey', 'metaKey']) expect(press('f', { [held]: true })).toBeUndefined();
});

it('a key that is held down makes one step, and type larger and larger', () => {
  expect(press('PageDown', { repeat: true })).toBeUndefined();
  expect(press('+', { repeat: true })).toBe('larger');
});

it('no key means two things', () => {
  const keys = PRESENT_KEYS.flatMap((row) => row.keys);
  expect(new Set(keys).size).toBe(keys.length);
});
