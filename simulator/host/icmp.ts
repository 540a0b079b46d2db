import {
  ICMP_TYPE,
  type IcmpView,
  type Ipv4View,
  icmpPacket,
  internetChecksum,
  type Packet,
  PROTOCOL,
  parseQuoted,
  type QuotedPacket,
} from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import type { Arrival } from './arrival.ts';
import type { EchoClient } from './echo-client.ts';
import type { IpIdent } from './ip-ident.ts';
import type { IpOutput } from './ip-output.ts';
import type { Kernel } from './kernel.ts';

export interface Icmp {
  receive(arrival: Arrival, icmp: IcmpView): void;
}

export interface IcmpSurroundings {
  readonly output: IpOutput;
  readonly ident: IpIdent;
  readonly echo: Pick<EchoClient, 'reply' | 'error'>;
  /** An error about a packet of this host has come. */
  tellTransport(typeNumber: number, code: number, quoted: QuotedPacket, because: EventId): void;
  drop(arrival: Arrival, note: string): void;
}

const DAY_MS = 86_400_000;

/** ICMP as a host takes it in: echo and timestamps are answered, errors told to the transport concerned. */
export function createIcmp(
  kernel: Kernel,
  { output, ident, echo, tellTransport, drop }: IcmpSurroundings,
): Icmp {
  const answer = (arrival: Arrival, ip: Ipv4View, icmp: IcmpView): void => {
    const fields = answerTo(icmp, kernel.clock.now);
    if (fields === undefined) {
      drop(arrival, 'ICMP timestamp request is too short');
      return;
    }
    const header = {
      tos: ip.tos,
      id: ident(ip.source, PROTOCOL.ICMP, kernel.clock.now),
      ttl: kernel.profile.ttl,
      source: ip.destination,
      destination: ip.source,
    };
    output.send(icmpPacket(header, fields), [arrival.because]);
  };

  return {
    receive(arrival, icmp) {
      const { ip } = arrival.packet as Packet & { ip: Ipv4View };
      const { bytes, start, end } = icmp.span;
      if (internetChecksum(bytes, start, end) !== 0) {
        drop(arrival, 'wrong ICMP checksum');
        return;
      }
      switch (icmp.typeNumber) {
        case ICMP_TYPE.ECHO_REQUEST:
        case ICMP_TYPE.TIMESTAMP_REQUEST:
          if (arrival.isBroadcast) drop(arrival, 'ICMP query to all (icmp_echo_ignore_broadcasts)');
          else answer(arrival, ip, icmp);
          return;
        case ICMP_TYPE.ECHO_REPLY:
          if (!echo.reply(ip, icmp)) drop(arrival, notAnswered(icmp));
          return;
        case ICMP_TYPE.UNREACHABLE:
        case ICMP_TYPE.TIME_EXCEEDED:
        case ICMP_TYPE.PARAMETER_PROBLEM: {
          const quoted = parseQuoted(icmp.quoted());
          if (quoted.ok) {
            echo.error(ip.source, icmp, quoted.value);
            tellTransport(icmp.typeNumber, icmp.code, quoted.value, arrival.because);
          } else drop(arrival, 'ICMP error quotes no packet');
          return;
        }
        default:
          drop(arrival, notAnswered(icmp));
      }
    },
  };
}

const notAnswered = ({ typeNumber }: IcmpView): string => `ICMP type ${typeNumber} is not answered`;

/** Linux copies an echo request's code into its reply, and answers timestamp requests of any code with code 0. */
function answerTo(icmp: IcmpView, at: number) {
  const fields = icmp.fields();
  if (!fields.ok) return undefined;
  if (fields.value.type === 'echo-request') return { ...fields.value, type: 'echo-reply' } as const;
  if (fields.value.type !== 'timestamp-request') return undefined;
  const now = Math.floor(at / 1000) % DAY_MS;
  return { ...fields.value, type: 'timestamp-reply', receive: now, transmit: now } as const;
}
