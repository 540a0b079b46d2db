import { SECOND_IN_US, type Us } from '../../../engine/base/time.ts';
import { flagLetters, ICMP_TYPE, parseQuoted, TCP_FLAG, type TcpView } from '../../../engine/packet/index.ts';
import type { EventId } from '../../../engine/trace/index.ts';
import type { SeenPacket } from './seen.ts';

/** When an alarm is raised. A detector like these is simple on purpose: one sees what it hears, and what it misses. */
export const DETECTOR_RULES = {
  manyPorts: {
    name: 'Many ports',
    says: 'More than 15 distinct ports were asked by one source within 5 s.',
    moreThan: 15,
    withinUs: 5 * SECOND_IN_US,
  },
  oddFlags: {
    name: 'Odd flags',
    says: 'A TCP segment had no flags, FIN alone, or FIN, PSH and URG: no connection has such segments.',
    sets: [0, TCP_FLAG.FIN, TCP_FLAG.FIN | TCP_FLAG.PSH | TCP_FLAG.URG],
  },
  strayAck: {
    name: 'ACK without a connection',
    says: 'A TCP ACK came for a connection of which no SYN was seen.',
  },
  halfOpen: {
    name: 'Half-open connection',
    says: 'A SYN was answered, and the answer was reset instead of acknowledged.',
  },
  emptyConnection: {
    name: 'Empty connection',
    says: 'A connection was opened and closed, and its client sent no data.',
  },
  closedUdp: {
    name: 'Closed UDP ports',
    says: 'More than 5 distinct closed UDP ports were asked by one source within 5 s.',
    moreThan: 5,
    withinUs: 5 * SECOND_IN_US,
  },
} as const;

export type DetectorRuleName = keyof typeof DETECTOR_RULES;

export interface Alarm {
  readonly rule: DetectorRuleName;
  /** The event at which it was raised. */
  readonly event: EventId;
  readonly at: Us;
  readonly source: string;
  /** What exactly, `port 22`, `FIN, PSH, URG`. */
  readonly what: string;
}

/** All alarms over the packets of one host, in their order. Of one kind, a source raises each `what` once. */
export function alarmsOver(packets: readonly SeenPacket[]): readonly Alarm[] {
  const alarms: Alarm[] = [];
  const raised = new Set<string>();
  const raise = (rule: DetectorRuleName, { event, at }: SeenPacket, source: string, what: string): void => {
    const key = `${rule} ${source} ${what}`;
    if (raised.has(key)) return;
    raised.add(key);
    alarms.push({ rule, event, at, source, what });
  };
  const ports = createWindows(DETECTOR_RULES.manyPorts);
  const closed = createWindows(DETECTOR_RULES.closedUdp);
  const connections = new Map<string, Connection>();
  for (const seen of packets) {
    const { way, source, destination, at, packet } = seen;
    const { tcp, udp, icmp } = packet;
    if (way === 'in' && (tcp ?? udp) !== undefined) {
      const port = `${tcp === undefined ? 'udp' : 'tcp'} ${(tcp ?? udp)?.destinationPort}`;
      if (ports.note(source, port, at)) raise('manyPorts', seen, source, 'more than 15 ports within 5 s');
    }
    if (way === 'out' && icmp?.typeNumber === ICMP_TYPE.UNREACHABLE && icmp.code === PORT_UNREACHABLE) {
      const quoted = parseQuoted(icmp.quoted());
      const port = quoted.ok ? String(quoted.value.destinationPort) : '';
      if (closed.note(destination, port, at))
        raise('closedUdp', seen, destination, 'more than 5 closed ports');
    }
    if (tcp !== undefined) follow(tcp, seen);
  }
  return alarms;

  function follow(tcp: TcpView, seen: SeenPacket): void {
    const { way, source, destination, packet } = seen;
    const isIn = way === 'in';
    const [peer, theirs, ours] = isIn
      ? [source, tcp.sourcePort, tcp.destinationPort]
      : [destination, tcp.destinationPort, tcp.sourcePort];
    const key = `${peer}:${theirs} ${ours}`;
    const { flags } = tcp;
    const has = (flag: number): boolean => (flags & flag) !== 0;
    if (isIn && ODD.has(flags)) raise('oddFlags', seen, peer, flagLetters(flags) || 'no flags');
    const known = connections.get(key);
    if (has(TCP_FLAG.SYN)) {
      if (known === undefined || !has(TCP_FLAG.ACK))
        connections.set(key, { by: way, state: 'asked', dataBytes: 0 });
      else if (known.by !== way) known.state = 'answered';
      return;
    }
    if (known === undefined) {
      if (isIn && flags === TCP_FLAG.ACK) raise('strayAck', seen, peer, 'no SYN came before');
      return;
    }
    if (known.by !== 'in' || !isIn) return;
    known.dataBytes += (packet.ip?.totalLength ?? 0) - (packet.ip?.headerLength ?? 0) - tcp.headerLength;
    const ends = has(TCP_FLAG.RST) || has(TCP_FLAG.FIN);
    if (known.state === 'answered' && has(TCP_FLAG.RST)) raise('halfOpen', seen, peer, `port ${ours}`);
    else if (known.state === 'open' && ends && known.dataBytes === 0)
      raise('emptyConnection', seen, peer, `port ${ours}`);
    if (ends) connections.delete(key);
    else if (known.state === 'answered' && has(TCP_FLAG.ACK)) known.state = 'open';
  }
}

/** RFC 792. */
const PORT_UNREACHABLE = 3;
const ODD: ReadonlySet<number> = new Set(DETECTOR_RULES.oddFlags.sets);

interface Connection {
  /** Whose SYN was first. */
  readonly by: SeenPacket['way'];
  state: 'asked' | 'answered' | 'open';
  /** Sent by the client. */
  dataBytes: number;
}

/** Counts distinct things of each source in a window of time that ends now. */
function createWindows({ moreThan, withinUs }: { readonly moreThan: number; readonly withinUs: Us }) {
  /** When each thing was last seen, the longest ago first. */
  const sources = new Map<string, Map<string, Us>>();
  return {
    /** True where that are now more than allowed. */
    note(source: string, what: string, at: Us): boolean {
      const last = sources.get(source) ?? new Map<string, Us>();
      sources.set(source, last);
      last.delete(what);
      last.set(what, at);
      for (const [other, then] of last) {
        if (at - then <= withinUs) break;
        last.delete(other);
      }
      return last.size > moreThan;
    },
  };
}
