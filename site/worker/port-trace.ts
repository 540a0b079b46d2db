import { unreachable } from '../../engine/base/invariant.ts';
import type { EventBody, EventId, TraceEvent, TraceLog } from '../../engine/trace/index.ts';

/** The port whose story is wanted. */
export interface WantedPort {
  readonly address: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

/** Stands for every event of another story, so that ids stay what they are. */
const FORGOTTEN: TraceEvent = { id: 0, at: 0, host: '', because: [], kind: 'timer', name: '' };
/** The type of ARP in an Ethernet header. */
const ARP = '0806';
const ARP_AT = 24;

/**
 * A trace that keeps the story of one port: its probes and all that came of them, with the ids that the whole trace
 * would give. The whole trace of 65,535 ports would take half a gigabyte.
 */
export function createPortTrace({ address, protocol, port }: WantedPort): TraceLog & {
  /** The last verdict about the port; 0 where there is none. */
  readonly verdict: EventId;
} {
  const events: TraceEvent[] = [];
  const kept = new Set<EventId>();
  const inHex = port.toString(16).padStart(4, '0');
  let verdict = 0;
  const belongs = (body: EventBody, because: readonly EventId[]): boolean => {
    switch (body.kind) {
      case 'verdict':
      case 'probe':
        return body.port === port && body.protocol === protocol && body.target === address;
      case 'connect':
        return body.port === port && body.address === address;
      // Ports stand in the header, or in the quotation of an ICMP error.
      case 'frame':
        return body.hex.includes(inHex) || (body.link === 'ethernet' && body.hex.startsWith(ARP, ARP_AT));
      // Facts are there before what follows from them; which port they concern is told by their effects alone.
      case 'fact':
        return true;
      case 'rule':
      case 'transition':
      case 'timer':
      case 'ignored':
        return because.some((id) => kept.has(id));
      case 'phase':
      case 'pace':
      case 'discovery':
        return false;
      default:
        return unreachable(body);
    }
  };
  return {
    events,
    get verdict() {
      return verdict;
    },
    append(at, host, because, body) {
      const id = events.length + 1;
      if (!belongs(body, because)) {
        events.push(FORGOTTEN);
        return id;
      }
      kept.add(id);
      if (body.kind === 'verdict') verdict = id;
      events.push({ id, at, host, because: because.filter((cause) => cause !== 0), ...body });
      return id;
    },
  };
}
