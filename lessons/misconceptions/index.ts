import type { Card } from './card.ts';
import { FIREWALL_CARDS } from './cards/firewalls.ts';
import { STATE_CARDS } from './cards/states.ts';
import { TECHNIQUE_CARDS } from './cards/techniques.ts';
import { UDP_AND_HOST_CARDS } from './cards/udp-and-hosts.ts';
import { MISCONCEPTION_IDS } from './ids.ts';

const BY_ID = new Map(
  [...STATE_CARDS, ...FIREWALL_CARDS, ...TECHNIQUE_CARDS, ...UDP_AND_HOST_CARDS].map((card) => [
    card.id,
    card,
  ]),
);

/** All cards in the order of how often the belief is met. */
export const CARDS: readonly Card[] = MISCONCEPTION_IDS.flatMap((id) => BY_ID.get(id) ?? []);
