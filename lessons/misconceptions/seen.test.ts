import { describe, expect, it } from 'vitest';
import { invariant } from '../../engine/base/invariant.ts';
import type { Card } from './card.ts';
import type { MisconceptionId } from './ids.ts';
import { CARDS } from './index.ts';
import { seenIn } from './seen.ts';

describe('what is seen in a world', () => {
  it('counts packets by all their flags: the RST/ACK that ends a connection is no RST without ACK', () => {
    const card = cardOf('syn-completes');
    const counted = (packets: Record<string, number>): unknown =>
      Object.entries(packets).map(([what, count]) => ({ kind: 'count', what, count }));
    expect(seenIn(card.real, card)).toEqual(
      counted({ 'RSTs without ACK to port 80 sent by scanner': 1, 'ACKs to port 80 sent by scanner': 0 }),
    );
    expect(seenIn(card.implied, card)).toEqual(
      counted({ 'RSTs without ACK to port 80 sent by scanner': 0, 'ACKs to port 80 sent by scanner': 1 }),
    );
  });

  it('is looked up in this world where only the other asserts it', () => {
    const card = cardOf('state-belongs-to-port');
    const real = { ...card.real, shows: [] };
    expect(seenIn(real, { real, implied: card.implied })).toMatchObject([
      { kind: 'port', from: 'guest', row: { state: 'open' } },
    ]);
  });
});

function cardOf(id: MisconceptionId): Card {
  const card = CARDS.find((one) => one.id === id);
  invariant(card !== undefined, `there is a card for ${id}`);
  return card;
}
