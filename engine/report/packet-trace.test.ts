import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../packet/index.ts';
import type { TraceEvent } from '../trace/index.ts';
import { createPacketFilter } from './packet-filter.ts';
import { packetText } from './packet-text.ts';
import { packetTraceLine } from './packet-trace.ts';
import { FLAGS, frame, phase, probeSent, type Step, scannerTrace, tcpHex } from './testing/traces.ts';

const lines = readFileSync(new URL('./testing/packet-trace.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const pairs = lines.flatMap((hex, index) => (index % 2 === 0 ? [{ hex, line: lines[index + 1] ?? '' }] : []));

const event = (body: object): TraceEvent =>
  ({ id: 1, at: 60_250, host: 'scanner', because: [], ...body }) as unknown as TraceEvent;

describe('a packet trace line', () => {
  it.each(pairs)('is nmap 7.93’s: $line', ({ hex, line }) => {
    const what = line.startsWith('SENT') ? 'sent' : 'received';
    const written = packetTraceLine(event({ kind: 'frame', what, interface: 'lan', link: 'ethernet', hex }));
    expect(written).toBe(line.replace(/^(SENT|RCVD)/, '$1 (0.0602s)'));
  });

  it.each([
    ['begun', undefined, 'Operation now in progress'],
    ['connected', undefined, 'Connected'],
    ['failed', 'ECONNREFUSED', 'Connection refused'],
    ['failed', 'EHOSTUNREACH', 'No route to host'],
    ['failed', 'ESTRANGE', 'ESTRANGE'],
  ])('tells a connect() that is %s (%s)', (what, errno, text) => {
    const body = { kind: 'connect', what, address: '198.18.10.28', port: 22, ...(errno && { errno }) };
    expect(packetTraceLine(event(body))).toBe(`CONN (0.0602s) TCP localhost > 198.18.10.28:22 => ${text}`);
  });

  it.each([
    { kind: 'connect', what: 'abandoned', address: '198.18.10.28', port: 22 },
    { kind: 'timer', name: 'x' },
    { kind: 'frame', what: 'lost', interface: 'lan', link: 'raw', hex: '45' },
    { kind: 'frame', what: 'sent', interface: 'lan', link: 'raw', hex: '45' },
    { kind: 'frame', what: 'sent', interface: 'lan', link: 'raw', hex: 'no hex' },
  ])('is not there for %o', (body) => {
    expect(packetTraceLine(event(body))).toBeUndefined();
  });

  it('prints the edges of SACK blocks as numbers, where nmap prints them in the wrong byte order', () => {
    const sack = { kind: 'sack', blocks: [[1, 2]] } as const;
    const hex = tcpHex('10.0.0.1:1 > 10.0.0.2:2', FLAGS.ACK, {
      options: [{ kind: 'nop' }, { kind: 'nop' }, sack],
    });
    expect(packetText('raw', fromHex(hex) ?? new Uint8Array())).toMatch(/<nop,nop,sack 1 \{1:2\}>$/);
  });

  it('names a later fragment and an unknown protocol without ports', () => {
    const later = '4500001c0000000b4006000001020304010203050000000000000000';
    const text = (hex: string) => packetText('raw', fromHex(hex) ?? new Uint8Array());
    expect(text(later)).toBe('TCP 1.2.3.4:?? > 1.2.3.5:?? ?? ttl=64 id=0 iplen=28 frag offset=88 ');
    expect(text(later.replace('4006', '4011'))).toBe(
      'UDP 1.2.3.4:?? > 1.2.3.5:?? ttl=64 id=0 iplen=28 frag offset=88 ',
    );
    expect(text(later.replace('4006', '40ff'))).toBe(
      'unknown (255) 1.2.3.4 > 1.2.3.5: ttl=64 id=0 iplen=28 frag offset=88 ',
    );
  });
});

describe('the packet filter', () => {
  const reply = (from: string): string => tcpHex(`${from}:22 > 198.18.10.2:40000`, FLAGS.SYN | FLAGS.ACK);
  const shown = (name: string, step: Step) => {
    const { events } = scannerTrace([phase(name, [0, 1000], [0], 1), step]);
    const filter = createPacketFilter(events);
    return events.filter((one) => filter(one)).map((one) => one.id);
  };

  it('shows a probe and its answer, not the kernel’s reset', () => {
    const ids = shown('SYN Stealth Scan', (log) => {
      probeSent(log, 0, tcpHex('198.18.10.2:40000 > 198.18.10.28:22', FLAGS.SYN), { port: 22 }); // 2 and 3
      const answer = log.append(1, 'scanner', [], frame('received', reply('198.18.10.28'))); // 4
      log.append(
        2,
        'scanner',
        [answer],
        frame('sent', tcpHex('198.18.10.2:40000 > 198.18.10.28:22', FLAGS.RST)),
      );
    });
    expect(ids).toEqual([3, 4]);
  });

  it('shows nothing of other hosts, and no TCP from strangers', () => {
    const ids = shown('SYN Stealth Scan', (log) => {
      log.append(1, 'target', [], frame('sent', reply('198.18.10.28')));
      log.append(1, 'scanner', [], frame('received', reply('198.18.10.99')));
    });
    expect(ids).toEqual([]);
  });

  it('shows no frame during a connect scan', () => {
    const ids = shown('Connect Scan', (log) => {
      probeSent(log, 0, tcpHex('198.18.10.2:40000 > 198.18.10.28:22', FLAGS.SYN), {
        port: 22,
        technique: 'connect',
      });
      log.append(1, 'scanner', [], frame('received', reply('198.18.10.28')));
      log.append(1, 'scanner', [], { kind: 'connect', what: 'connected', address: '198.18.10.28', port: 22 });
    });
    expect(ids).toEqual([3, 5]);
  });
});
