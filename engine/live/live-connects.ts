import type { Us } from '../base/time.ts';
import { formatIpv4, type Ipv4 } from '../packet/index.ts';
import { type Path, pathTo, type ScanInput, type Vantage } from '../scan/index.ts';
import type { EventId } from '../trace/index.ts';
import { type ConnectEnd, Connector } from './connector.ts';
import type { LiveLog, TracedConnect } from './live-log.ts';
import type { Scope } from './scope.ts';

export interface LiveConnectsEvents {
  ended(input: Extract<ScanInput, { type: 'connected' }>): void;
  uses(path: Path, destination: Ipv4): void;
  refused(what: string): void;
  stuck(message: string): void;
}

export interface LiveConnectsSettings {
  readonly scope: Scope;
  readonly vantage: Vantage;
  readonly log: LiveLog;
  readonly now: () => Us;
  /** How many there will be, as far as that is known. */
  readonly expected: number;
}

/** The connect() calls of a scan: each asks the guard, is traced, and ends as an input of the scanner. */
export class LiveConnects {
  readonly #settings: LiveConnectsSettings;
  readonly #events: LiveConnectsEvents;
  readonly #connector: Connector;
  readonly #begun = new Map<number, TracedConnect>();

  constructor(settings: LiveConnectsSettings, events: LiveConnectsEvents) {
    this.#settings = settings;
    this.#events = events;
    const ends = { ended: (end: ConnectEnd) => this.#ended(end), stuck: events.stuck };
    this.#connector = new Connector(ends, { expected: settings.expected });
  }

  connect(id: number, address: Ipv4, port: number, because: EventId): void {
    const { scope, vantage, log, now } = this.#settings;
    const name = formatIpv4(address);
    if (!scope.allowed.has(address)) {
      this.#events.refused(`a connection to ${name}`);
      return;
    }
    const path = pathTo(vantage, address);
    if (path?.gateway !== undefined && !scope.routed) {
      this.#events.refused(`a connection to ${name}, behind the gateway ${formatIpv4(path.gateway)}`);
      return;
    }
    if (path !== undefined) this.#events.uses(path, address);
    const begun = log.connect('begun', { address, port, because }, now());
    this.#begun.set(id, { address, port, because: begun });
    this.#connector.connect(id, address, port);
  }

  abandon(id: number): void {
    const begun = this.#begun.get(id);
    if (begun === undefined) return;
    this.#begun.delete(id);
    this.#connector.abandon(id);
    const { log, now } = this.#settings;
    log.connect('abandoned', begun, now());
  }

  close(): void {
    this.#connector.close();
  }

  #ended({ id, errno }: ConnectEnd): void {
    const begun = this.#begun.get(id);
    if (begun === undefined) return;
    this.#begun.delete(id);
    const { log, now } = this.#settings;
    const at = now();
    const because = log.connect(errno === undefined ? 'connected' : 'failed', begun, at, errno);
    const input = { type: 'connected', at, id, because } as const;
    this.#events.ended(errno === undefined ? input : { ...input, errno });
  }
}
