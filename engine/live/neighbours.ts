import { SECOND_IN_US, type Us } from '../base/time.ts';
import type { Ipv4, Mac } from '../packet/index.ts';
import type { EventId } from '../trace/index.ts';

/** A neighbour's address on one interface, as `ip neigh` or an ARP reply tells it. */
export interface Neighbour {
  readonly interface: string;
  readonly address: Ipv4;
  readonly mac: Mac;
}

/** A packet that waits until its neighbour's address is known. */
export interface Parked {
  readonly bytes: Uint8Array;
  readonly because: EventId;
}

interface Search {
  readonly interface: string;
  readonly address: Ipv4;
  tries: number;
  nextAt: Us;
  readonly parked: Parked[];
}

/** What the passing of time asks for. */
export interface Due {
  /** Neighbours to be asked for (again) by ARP, with the packet that waits longest. */
  readonly ask: readonly { interface: string; address: Ipv4; because: EventId }[];
  /** Packets that no neighbour took, after all tries. */
  readonly abandoned: readonly { interface: string; address: Ipv4; packets: readonly Parked[] }[];
}

const MOST_TRIES = 3;
const BETWEEN_TRIES = SECOND_IN_US;
/** As many as the kernel would hold for an unresolved neighbour (unres_qlen of older kernels), and some. */
const MOST_PARKED = 64;

/** Which neighbour has which Ethernet address; and the packets that wait to learn it. Knows no clock. */
export class Neighbours {
  readonly #known = new Map<string, Mac>();
  readonly #searches = new Map<string, Search>();

  constructor(known: readonly Neighbour[] = []) {
    for (const one of known) this.#known.set(keyOf(one.interface, one.address), one.mac);
  }

  /** Knows nobody any more; what waited is gone. */
  forget(): void {
    this.#known.clear();
    this.#searches.clear();
  }

  macOf(device: string, address: Ipv4): Mac | undefined {
    return this.#known.get(keyOf(device, address));
  }

  /** An ARP reply came: gives back the packets that waited for it. */
  learn({ interface: device, address, mac }: Neighbour): readonly Parked[] {
    const key = keyOf(device, address);
    this.#known.set(key, mac);
    const search = this.#searches.get(key);
    this.#searches.delete(key);
    return search?.parked ?? [];
  }

  /** Keeps a packet until its neighbour is known; the search begins with it. */
  park(device: string, address: Ipv4, packet: Parked, now: Us): void {
    const key = keyOf(device, address);
    const search = this.#searches.get(key) ?? {
      interface: device,
      address,
      tries: 0,
      nextAt: now,
      parked: [],
    };
    this.#searches.set(key, search);
    if (search.parked.length === MOST_PARKED) search.parked.shift();
    search.parked.push(packet);
  }

  /** When `due` has something to say; undefined: nobody is being searched for. */
  get nextAt(): Us | undefined {
    let earliest: Us | undefined;
    for (const { nextAt } of this.#searches.values()) earliest = Math.min(earliest ?? nextAt, nextAt);
    return earliest;
  }

  due(now: Us): Due {
    const ask: { interface: string; address: Ipv4; because: EventId }[] = [];
    const abandoned: { interface: string; address: Ipv4; packets: readonly Parked[] }[] = [];
    for (const [key, search] of this.#searches) {
      if (search.nextAt > now) continue;
      const { interface: device, address, parked } = search;
      if (search.tries === MOST_TRIES) {
        this.#searches.delete(key);
        abandoned.push({ interface: device, address, packets: parked });
        continue;
      }
      search.tries++;
      search.nextAt = now + BETWEEN_TRIES;
      ask.push({ interface: device, address, because: parked[0]?.because ?? 0 });
    }
    return { ask, abandoned };
  }
}

const keyOf = (device: string, address: Ipv4): string => `${device}/${address}`;
