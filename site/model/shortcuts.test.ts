import { describe, expect, it } from 'vitest';
import { commandOf, type Pressed, SHORTCUTS, sliderCommandOf } from './shortcuts.ts';

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

describe('keys', () => {
  it.each(SHORTCUTS.map((shortcut) => [shortcut.shown, shortcut] as const))(
    '%s does what the help says',
    (_, { key, shift, command }) => {
      expect(commandOf(press(key, { shiftKey: shift ?? false }))).toEqual(command);
    },
  );

  it('are each given once', () => {
    const keys = SHORTCUTS.map(({ key, shift = false }) => `${shift} ${key}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(['ctrlKey', 'altKey', 'metaKey'] as const)('leave %s to the browser', (held) => {
    expect(SHORTCUTS.map(({ key }) => commandOf(press(key, { [held]: true }))).filter(Boolean)).toEqual([]);
  });

  it('take a sign with or without Shift: layouts differ', () => {
    expect(commandOf(press('?', { shiftKey: true }))).toEqual({ does: 'change', what: 'help' });
    expect(commandOf(press('+', { shiftKey: true }))).toEqual({ does: 'change', what: 'faster' });
  });

  it('go event by event on the slider', () => {
    expect(sliderCommandOf(press('ArrowRight'))).toEqual({ does: 'step', by: 'event', forward: true });
    expect(sliderCommandOf(press('ArrowRight', { shiftKey: true }))).toEqual({
      does: 'step',
      by: 'rule',
      forward: true,
    });
  });
});
