import type { TcpFields } from '../../packet/index.ts';
import type { ReportInput } from '../input.ts';
import { FLAGS, frame, phase, probeSent, scannerTrace, tcpHex } from './traces.ts';

/** ICMP 3/13 from 198.18.10.28, TTL 64, id 4923, quoting the SYN to port 1041. */
const PROHIBITED =
  '45c00048133b000040011111c6120a1cc6120a02030d000000000000' +
  '4500002cb814000025061111c6120a02c6120a1c' +
  'b6b0041180841c5d000000006002040011110000020405b4';

/** The packets of `real/pt.txt`, and beside them what nmap's capture never shows: the kernel's RST. */
export function packetTraceEvents(): ReportInput['events'] {
  const mss = { options: [{ kind: 'mss', value: 1460 }] } satisfies Pick<TcpFields, 'options'>;
  return scannerTrace([
    phase('SYN Stealth Scan', [36, 1240], [0], 4),
    (log) => {
      const syn = (at: number, port: number, ttl: number, id: number): void => {
        const hex = tcpHex(`198.18.10.2:46768 > 198.18.10.28:${port}`, FLAGS.SYN, {
          ...mss,
          ttl,
          id,
          sequence: 2_156_135_069,
        });
        probeSent(log, at, hex, { port });
      };
      const got = (at: number, hex: string): number => log.append(at, 'scanner', [], frame('received', hex));
      syn(36_200, 139, 43, 53_462);
      syn(36_300, 22, 48, 19_543);
      syn(36_300, 23, 43, 8_268);
      syn(36_400, 1041, 37, 47_124);
      const accepted = tcpHex('198.18.10.28:22 > 198.18.10.2:46768', FLAGS.SYN | FLAGS.ACK, {
        ...mss,
        sequence: 1_286_609_263,
        window: 64_240,
      });
      const reset = tcpHex('198.18.10.2:46768 > 198.18.10.28:22', FLAGS.RST, { window: 0 });
      log.append(36_310, 'scanner', [got(36_300, accepted)], frame('sent', reset));
      got(
        36_300,
        tcpHex('198.18.10.28:23 > 198.18.10.2:46768', FLAGS.RST | FLAGS.ACK, { sequence: 0, window: 0 }),
      );
      got(36_400, PROHIBITED);
      const retry = tcpHex('198.18.10.2:46770 > 198.18.10.28:139', FLAGS.SYN, {
        ...mss,
        ttl: 54,
        id: 12_462,
        sequence: 2_156_266_143,
      });
      probeSent(log, 1_137_500, retry, { port: 139, attempt: 1 });
    },
  ]).events;
}

export function connectEvents(): ReportInput['events'] {
  const address = '198.18.10.28';
  return scannerTrace([
    phase('Connect Scan', [10, 1200], [0], 3),
    (log) => {
      const note = (
        at: number,
        what: 'begun' | 'connected' | 'failed' | 'abandoned',
        port: number,
        errno?: string,
      ) =>
        log.append(at, 'scanner', [], { kind: 'connect', what, address, port, ...(errno ? { errno } : {}) });
      for (const port of [22, 23, 139]) note(17_300, 'begun', port);
      note(17_300, 'connected', 22);
      note(17_300, 'failed', 23, 'ECONNREFUSED');
      note(117_300, 'abandoned', 139);
      note(1_118_200, 'begun', 139);
      note(1_200_000, 'abandoned', 139);
    },
  ]).events;
}
