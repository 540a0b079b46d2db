import type { Ipv4 } from '../packet/index.ts';
import type { Vantage, VantageInterface } from '../scan/index.ts';
import { type InterfaceFacts, type Loss, lossOf } from './interface-watch.ts';
import { RouteWatch } from './route-watch.ts';

/** What a scan uses of the system's network, and whether it is still as it was. */
export class LinkWatch {
  readonly #facts: InterfaceFacts;
  readonly #routes: RouteWatch;
  readonly #interfaces = new Map<string, VantageInterface>();
  readonly #destinations = new Set<Ipv4>();

  constructor(vantage: Vantage, facts: InterfaceFacts) {
    this.#facts = facts;
    this.#routes = new RouteWatch(vantage, facts);
  }

  uses(out: VantageInterface, destination?: Ipv4): void {
    this.#interfaces.set(out.name, out);
    if (destination !== undefined) this.#destinations.add(destination);
  }

  /** What is in the way at this moment; undefined: nothing. */
  loss(): Loss | undefined {
    const loss = lossOf(this.#interfaces.values(), this.#facts);
    if (loss !== undefined) return loss;
    const message = this.#routes.changeFor(this.#destinations);
    return message === undefined ? undefined : { message, mayReturn: true };
  }
}
