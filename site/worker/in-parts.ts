import { PART_LENGTH } from './protocol.ts';

/** A long list in pieces that the page can take in without stopping. */
export function* inParts<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += PART_LENGTH) yield items.slice(at, at + PART_LENGTH);
}
