/** What a key does to a presentation. */
export type PresentCommand =
  | 'next'
  | 'back'
  | 'hide'
  | 'freeze'
  | 'blank'
  | 'larger'
  | 'smaller'
  | 'full-screen'
  | 'help';

export interface PresentKey {
  /** As `KeyboardEvent.key` names them. */
  readonly keys: readonly string[];
  /** As they stand in the help. */
  readonly shown: string;
  readonly text: string;
  readonly does: PresentCommand;
}

/**
 * The keys, in the order of the help. A presenter's clicker sends Page Down, Page Up, the full stop and F5, as it would
 * to slides.
 */
export const PRESENT_KEYS: readonly PresentKey[] = [
  {
    keys: ['PageDown', 'ArrowRight', ' ', 'Enter'],
    shown: 'Page Down, →, Space, Enter',
    text: 'Next step',
    does: 'next',
  },
  { keys: ['PageUp', 'ArrowLeft'], shown: 'Page Up, ←', text: 'Step before', does: 'back' },
  { keys: ['h'], shown: 'H', text: 'Hide the states, or reveal them', does: 'hide' },
  { keys: ['f'], shown: 'F', text: 'Freeze on the packet, or let go', does: 'freeze' },
  { keys: ['b', '.'], shown: 'B, full stop', text: 'Blank screen, and back', does: 'blank' },
  { keys: ['+', '='], shown: '+', text: 'Larger type', does: 'larger' },
  { keys: ['-'], shown: '−', text: 'Smaller type', does: 'smaller' },
  { keys: ['F5'], shown: 'F5', text: 'Full screen; Escape leaves it', does: 'full-screen' },
  { keys: ['?'], shown: '?', text: 'This list', does: 'help' },
];

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  /** Whether the key is held down. */
  readonly repeat: boolean;
}

/** A key that is held down makes type larger and larger; it does not run through the steps. */
export function presentCommandOf({
  key,
  ctrlKey,
  altKey,
  metaKey,
  repeat,
}: Pressed): PresentCommand | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  const named = key.length === 1 ? key.toLowerCase() : key;
  const does = PRESENT_KEYS.find(({ keys }) => keys.includes(named))?.does;
  return repeat && does !== 'larger' && does !== 'smaller' ? undefined : does;
}
