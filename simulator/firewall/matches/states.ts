/** What connection tracking can say of a packet, in the order iptables prints. */
export const STATES = ['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED'] as const;
export type CtState = (typeof STATES)[number];

/** A list of states with commas between, in any case; put in order, each once. A text says what is wrong. */
export function readStates<S extends string>(text: string, known: readonly S[]): readonly S[] | string {
  const found = new Set<S>();
  for (const part of text.split(',')) {
    const state = known.find((name) => part !== '' && name.startsWith(part.toUpperCase()));
    if (!state) return `"${part}" is not a state: ${known.join(', ')}.`;
    found.add(state);
  }
  return known.filter((state) => found.has(state));
}
