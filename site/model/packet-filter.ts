import type { PacketRow } from './packet-row.ts';

/**
 * Whether a row has every word that was asked for: a host or its address, a port, a flag or kind of packet, a fate
 * (`dropped`), a rule. A number stands for itself alone: `22` finds no 220.
 */
export function matchesWords(row: PacketRow, names: string, words: readonly string[]): boolean {
  const text =
    `${names} ${row.source} ${row.destination} ${row.protocol} ${row.name} ${row.info} ${row.fate}`.toLowerCase();
  return words.every((word) => (/^\d+$/.test(word) ? hasNumber(text, word) : text.includes(word)));
}

export const wordsOfFilter = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

const hasNumber = (text: string, number: string): boolean =>
  new RegExp(`(?<![\\d.])${number}(?![\\d.])`).test(text);
