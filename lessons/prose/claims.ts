import { PORT_STATES, REASONS } from '../../engine/technique/index.ts';
import { COMPUTED, type Lesson } from './blocks.ts';
import type { Problem } from './problem.ts';
import { sentencesOf } from './sentences.ts';

const escaped = (text: string): string => text.replace(/[|]/g, '\\|');
const STATE = `(?<![|\\w])(?:${PORT_STATES.map(escaped).join('|')})(?![|\\w])`;
const REASON = `(?<![\\w-])(?:${Object.keys(REASONS).join('|')})(?![\\w-])`;
const PORT = '(?:\\b\\d{1,5}/(?:tcp|udp)\\b|\\b[Pp]orts? (?:number )?\\d{1,5}\\b)';

/**
 * What only a run can say: a state or a reason of a port that is named by its number, an answer's TTL, a packet. In a
 * lesson such a thing is computed by a component (`<Says .../>`, `<Output .../>`), so that it cannot be wrong.
 */
const CLAIMS: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'the state of a port is not computed', pattern: new RegExp(`${PORT}[\\s\\S]*?${STATE}`) },
  { what: 'the reason of a port is not computed', pattern: new RegExp(`${PORT}[\\s\\S]*?${REASON}`) },
  { what: 'a reason with its TTL is not computed', pattern: new RegExp(`${REASON} ttl \\d+`) },
  {
    what: 'a packet is not computed',
    pattern: /(?:\d{1,3}\.){3}\d{1,3}:\d+ > (?:\d{1,3}\.){3}\d{1,3}:\d+|\b(?:SENT|RCVD) \(\d/,
  },
];

/** A question claims nothing, nor does what is only supposed. */
const isClaim = (text: string): boolean => !text.endsWith('?') && !/^(?:If|Suppose|Imagine)\b/.test(text);

/** Sentences that claim what is not computed. */
export function claimProblems({ path, blocks }: Lesson): Problem[] {
  return blocks
    .flatMap(sentencesOf)
    .filter(({ text }) => isClaim(text) && !text.includes(COMPUTED))
    .flatMap(({ text, line }) => {
      const claim = CLAIMS.find(({ pattern }) => pattern.test(text));
      return claim === undefined ? [] : [{ path, line, what: claim.what, words: text }];
    });
}
