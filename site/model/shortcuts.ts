import type { EventId } from '../../engine/trace/index.ts';
import { nextOf, previousOf, type StepKind, type Timeline } from './timeline.ts';

/** What a key does to the timeline: moves its cursor, or something else. */
export type Command =
  | Move
  | { readonly does: 'change'; readonly what: 'play' | 'slower' | 'faster' | 'help' };

export type Move =
  | { readonly does: 'go'; readonly to: 'first' | 'last' }
  | { readonly does: 'step'; readonly by: StepKind | 'event'; readonly forward: boolean };

/** Where a move leads to; undefined where it leads nowhere. */
export function destinationOf(timeline: Timeline, cursor: EventId, move: Move): EventId | undefined {
  if (move.does === 'go') return move.to === 'first' ? 0 : timeline.length;
  const { by, forward } = move;
  if (by !== 'event') return (forward ? nextOf : previousOf)(timeline, by, cursor);
  const to = cursor + (forward ? 1 : -1);
  return to < 0 || to > timeline.length ? undefined : to;
}

type ShortcutText =
  | 'keyPlay'
  | 'theBeginning'
  | 'theEnd'
  | 'faster'
  | 'slower'
  | 'thisList'
  | `${'next' | 'previous'}${'Packet' | 'Rule' | 'Transition' | 'Verdict' | 'Event'}`;

export interface Shortcut {
  /** As `KeyboardEvent.key` names it. */
  readonly key: string;
  readonly shift?: boolean;
  /** As it stands in the help. */
  readonly shown: string;
  /** What it does, by its key in the texts of the views. */
  readonly says: ShortcutText;
  readonly command: Command;
}

const step = (by: StepKind | 'event', forward: boolean): Command => ({ does: 'step', by, forward });
const change = (what: 'play' | 'slower' | 'faster' | 'help'): Command => ({ does: 'change', what });

/**
 * The keys, in the order of the help. None needs Ctrl or Alt, which belong to browsers and screen readers; each
 * is on every layout of a keyboard.
 */
export const SHORTCUTS: readonly Shortcut[] = [
  { key: ' ', shown: 'Space', says: 'keyPlay', command: change('play') },
  { key: 'ArrowRight', shown: '→', says: 'nextPacket', command: step('packet', true) },
  { key: 'ArrowLeft', shown: '←', says: 'previousPacket', command: step('packet', false) },
  { key: 'ArrowRight', shift: true, shown: 'Shift →', says: 'nextRule', command: step('rule', true) },
  { key: 'ArrowLeft', shift: true, shown: 'Shift ←', says: 'previousRule', command: step('rule', false) },
  { key: '.', shown: '.', says: 'nextTransition', command: step('transition', true) },
  { key: ',', shown: ',', says: 'previousTransition', command: step('transition', false) },
  { key: 'v', shown: 'V', says: 'nextVerdict', command: step('verdict', true) },
  { key: 'V', shift: true, shown: 'Shift V', says: 'previousVerdict', command: step('verdict', false) },
  { key: 'n', shown: 'N', says: 'nextEvent', command: step('event', true) },
  { key: 'b', shown: 'B', says: 'previousEvent', command: step('event', false) },
  { key: 'Home', shown: 'Home', says: 'theBeginning', command: { does: 'go', to: 'first' } },
  { key: 'End', shown: 'End', says: 'theEnd', command: { does: 'go', to: 'last' } },
  { key: '+', shown: '+', says: 'faster', command: change('faster') },
  { key: '-', shown: '−', says: 'slower', command: change('slower') },
  { key: '?', shown: '?', says: 'thisList', command: change('help') },
];

/** A key that was pressed, as `KeyboardEvent` tells it. */
export interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** Signs that need Shift on some keyboards and none on others are taken either way. */
const isSign = (key: string): boolean =>
  key.length === 1 && key.toLowerCase() === key.toUpperCase() && key !== ' ';

export function commandOf(pressed: Pressed): Command | undefined {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return undefined;
  return SHORTCUTS.find(
    ({ key, shift = false }) => key === pressed.key && (isSign(key) || shift === pressed.shiftKey),
  )?.command;
}

/** The same, for who moves the slider: there an arrow is one event, as the pattern for sliders has it. */
export function sliderCommandOf(pressed: Pressed): Command | undefined {
  const plain = !pressed.ctrlKey && !pressed.altKey && !pressed.metaKey && !pressed.shiftKey;
  return (plain ? SLIDER[pressed.key] : undefined) ?? commandOf(pressed);
}

const SLIDER: Readonly<Record<string, Command>> = {
  ArrowRight: step('event', true),
  ArrowUp: step('event', true),
  ArrowLeft: step('event', false),
  ArrowDown: step('event', false),
  PageUp: step('packet', true),
  PageDown: step('packet', false),
};
