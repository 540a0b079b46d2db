import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  flagLetters,
  type Ipv4Fields,
  icmpPacket,
  ipv4Packet,
  parseFlagLetters,
  TCP_FLAG,
  type TcpFields,
  toHex,
} from '../../engine/packet/index.ts';
import {
  type Answer,
  address,
  datagram,
  HOST,
  type KernelBench,
  kernelBench,
  PEER,
  segment,
} from '../../test/support/kernel-bench.ts';
import { ip } from '../../test/support/lab.ts';

/** What Linux did, recorded by testing/record-kernel.py; every line is repeated here on the simulated stack. */
const RECORDED = readFileSync(new URL('testing/kernel.recorded.txt', import.meta.url), 'utf8');
const part = (title: string): string[] => {
  const lines = RECORDED.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`# ${title}`));
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith('#'));
  return lines.slice(start + 1, length < 0 ? -1 : start + 1 + length);
};

const { SYN, ACK } = TCP_FLAG;
const SERVICES = [
  'tcp/80',
  { protocol: 'tcp', port: 22, banner: new TextEncoder().encode('SSH-2.0-x\r\n') },
] as const;
const host = () =>
  kernelBench({ on: { lan: '198.18.10.28', dmz: '198.18.20.1' }, forward: true, services: SERVICES });
const silentOr = (answers: readonly string[]): string => answers.join(' | ') || 'silent';

function tcpOf({ packet: { tcp } }: Answer) {
  if (tcp === undefined) throw new Error('no TCP');
  return tcp;
}

describe('flags', () => {
  it.each(part('flags'))('%s', (line) => {
    const [port, letters = ''] = line.split(' ');
    const bench = host();
    const flags = parseFlagLetters(letters === '-' ? '' : letters) ?? 0;
    bench.give(segment({ destinationPort: Number(port), flags }));
    const answers = bench.take().map((answer) => {
      const tcp = tcpOf(answer);
      if (tcp.flags === (SYN | ACK)) return 'SA';
      return `${flagLetters(tcp.flags)} seq ${tcp.sequence} ack ${tcp.acknowledgment} win ${tcp.window}`;
    });
    expect(`${port} ${letters} -> ${silentOr(answers)}`).toBe(inOurOrder(line));
  });
  /** The recording writes flags in the order of their bits, nmap and we SYN first. */
  const inOurOrder = (line: string): string =>
    line.replace(/-> ([A-Z]+)/, (_, letters: string) => `-> ${flagLetters(parseFlagLetters(letters) ?? 0)}`);
});

describe('rates', () => {
  it.each(part('rates'))('%s', (line) => {
    const [, count, gapMs, expected] = /^(\d+) (\d+) -> (.*)$/.exec(line) ?? [];
    const bench = host();
    const answered: number[] = [];
    for (let port = 0; port < Number(count); port++) {
      bench.give(datagram({ destinationPort: 1000 + port }));
      for (let heard = bench.take(Number(gapMs) * 1000).length; heard > 0; heard--) answered.push(port);
    }
    expect(answered.join(' ')).toBe(expected);
  });
});

describe('errors', () => {
  const IP = { id: 1, ttl: 50, source: PEER, destination: HOST };
  const probe = (name: string): Uint8Array => {
    const [kind, value] = name.split(' ');
    if (kind === 'udp' && value === 'tos') {
      const tos = Number.parseInt(name.slice(8, 10), 16);
      return datagram({ payload: new Uint8Array(1) }, { tos, dontFragment: true });
    }
    if (kind === 'udp') return datagram({ payload: new Uint8Array(Number(value)) });
    if (kind === 'protocol') return ipv4Packet({ ...IP, protocol: Number(value) }, new Uint8Array(20));
    if (name === 'echo') return icmpPacket(IP, { type: 'echo-request', id: 1, sequence: 0 });
    if (name === 'echo code 9')
      return icmpPacket(
        { ...IP, tos: 4 },
        { type: 'echo-request', code: 9, id: 1, sequence: 2, data: new Uint8Array(6) },
      );
    if (name === 'timestamp')
      return icmpPacket(IP, {
        type: 'timestamp-request',
        id: 1,
        sequence: 0,
        originate: 0,
        receive: 0,
        transmit: 0,
      });
    if (name === 'mask')
      return icmpPacket(IP, { type: 'mask-request', id: 1, sequence: 0, mask: ip('0.0.0.0') });
    const far: Partial<Ipv4Fields> =
      name === 'no route' ? { destination: ip('203.0.113.5') } : { destination: ip('198.18.20.5'), ttl: 1 };
    return segment({ flags: SYN }, far);
  };
  it.each(part('errors'))('%s', (line) => {
    const [name = ''] = line.split(' -> ');
    const bench = host();
    bench.give(probe(name));
    const answers = bench.take().map(({ packet: { ip: header, icmp } }) => {
      const { totalLength, id, dontFragment, ttl, tos } = header ?? {
        totalLength: 0,
        id: 0,
        dontFragment: true,
        ttl: 0,
        tos: 0,
      };
      const service = tos.toString(16).padStart(2, '0');
      return `${icmp?.typeNumber}/${icmp?.code} len ${totalLength} id ${id === 0 ? '0' : 'n'} ${dontFragment ? 'DF' : '--'} ttl ${ttl} tos ${service} from 198.18.10.28`;
    });
    expect(`${name} -> ${silentOr(answers)}`).toBe(line);
  });

  it('of a router about a dead neighbour', () => {
    const bench = kernelBench(
      { on: { lan: '198.18.10.28', dmz: '198.18.20.1' }, forward: true },
      (target) => target === PEER,
    );
    for (let port = 4000; port < 4008; port++)
      bench.give(segment({ flags: SYN, sourcePort: port }, { destination: ip('198.18.20.78') }));
    const answers = bench.take(5_000_000);
    const recorded = part('dead neighbour').map((line) => line.split(' '));
    expect(answers).toHaveLength(recorded.length);
    for (const [time, , code] of recorded) {
      expect(code).toBe('3/1');
      // Linux's timers are late by up to an eighth; ours are on time.
      expect(Number(time)).toBeCloseTo((answers[0]?.at ?? 0) / 1e6, 0);
    }
  });
});

const ISS = 100_000;
const NEXT = ISS + 1;
type Give = (flags: number, sequence: number, acknowledgment: number, more?: Partial<TcpFields>) => void;
const abc = { payload: new TextEncoder().encode('abc') };

/** The events of the recording, by their names there. */
const EVENTS: Record<string, Record<string, (give: Give, expected: number) => void>> = {
  'SYN-RECV': {
    'RST next': (give) => give(4, NEXT, 0),
    'RST in window': (give) => give(4, NEXT + 1, 0),
    'RST below': (give) => give(4, NEXT - 1, 0),
    'RST beyond': (give) => give(4, NEXT + 100_000, 0),
    'RST+ACK wrong ack': (give, expected) => give(20, NEXT, expected + 5),
    'same SYN': (give) => give(2, ISS, 0),
    'same SYN+FIN': (give) => give(3, ISS, 0),
    'SYN in window': (give) => give(2, ISS + 10, 0),
    'SYN below': (give) => give(2, ISS - 1000, 0),
    'SYN+ACK': (give, expected) => give(18, ISS, expected),
    ACK: (give, expected) => give(16, NEXT, expected),
    'ACK ack+1': (give, expected) => give(16, NEXT, expected + 1),
    'ACK ack-1': (give, expected) => give(16, NEXT, expected - 1),
    'ACK seq+1': (give, expected) => give(16, NEXT + 1, expected),
    'ACK beyond': (give, expected) => give(16, NEXT + 100_000, expected),
    'ACK data': (give, expected) => give(24, NEXT, expected, abc),
    'FIN+ACK': (give, expected) => give(17, NEXT, expected),
    FIN: (give) => give(1, NEXT, 0),
    'no flags': (give) => give(0, NEXT, 0),
  },
  ESTAB: {
    'RST next': (give) => give(4, NEXT, 0),
    'RST in window': (give) => give(4, NEXT + 10, 0),
    'RST below': (give) => give(4, NEXT - 1, 0),
    SYN: (give) => give(2, ISS, 0),
    'ACK again': (give, expected) => give(16, NEXT, expected),
    'ACK unsent': (give, expected) => give(16, NEXT, expected + 100),
    'ACK old': (give, expected) => give(16, NEXT, expected - 1000),
    'ACK below': (give, expected) => give(16, NEXT - 1, expected),
    'ACK beyond': (give, expected) => give(16, NEXT + 100_000, expected),
    'no flags': (give) => give(0, NEXT, 0),
    data: (give, expected) => give(24, NEXT, expected, abc),
    'data beyond a gap': (give, expected) => give(24, NEXT + 10, expected, abc),
    'FIN+ACK': (give, expected) => give(17, NEXT, expected),
  },
  'LAST-ACK': {
    'ACK of FIN': (give, expected) => give(16, NEXT + 1, expected + 1),
    'FIN again': (give, expected) => give(17, NEXT, expected),
    RST: (give) => give(4, NEXT + 1, 0),
    'ACK of less': (give, expected) => give(16, NEXT + 1, expected),
    SYN: (give) => give(2, ISS, 0),
  },
};

/** States that only a service which closes first can reach are the machine's own test. */
const reachable = part('states').filter((line) => EVENTS[line.split(' ')[0] ?? ''] !== undefined);

describe('states', () => {
  it.each(reachable)('%s', (line) => {
    const [, state = '', event = ''] = /^(\S+) (.*) -> /.exec(line) ?? [];
    const bench = host();
    const give: Give = (flags, sequence, acknowledgment, more = {}) =>
      bench.give(segment({ flags, sequence, acknowledgment: acknowledgment >>> 0, ...more }));
    give(2, ISS, 0);
    const irs = bench.take()[0]?.packet.tcp?.sequence ?? 0;
    const expected = (irs + 1) >>> 0;
    if (state !== 'SYN-RECV') give(16, NEXT, expected);
    if (state === 'LAST-ACK') give(17, NEXT, expected);
    bench.take();
    EVENTS[state]?.[event]?.(give, expected);
    const answers = bench.take().map((answer) => stateText(answer, irs));
    expect(`${state} ${event} -> ${silentOr(answers)} => ${stateOf(bench)}`).toBe(
      line.replace(
        /-> ([A-Z]+) seq/,
        (_, letters: string) => `-> ${flagLetters(parseFlagLetters(letters) ?? 0)} seq`,
      ),
    );
  });

  const stateOf = (bench: KernelBench): string =>
    bench.host.sockets().find(({ peer }) => peer === '198.18.10.77:40000')?.state ?? 'gone';
  function stateText(answer: Answer, irs: number): string {
    const tcp = tcpOf(answer);
    const relative = (name: string, n: number) => `${name}${n < 0 ? '' : '+'}${n}`;
    const near = Math.abs((tcp.sequence - irs) | 0) < 5_000_000;
    const sequence = near ? relative('irs', (tcp.sequence - irs) | 0) : `${tcp.sequence}`;
    const acknowledgment =
      (tcp.flags & ACK) === 0 ? tcp.acknowledgment : relative('iss', tcp.acknowledgment - ISS);
    const options = toHex(tcp.optionsSpan);
    return `${flagLetters(tcp.flags)} seq ${sequence} ack ${acknowledgment} win ${tcp.window}${options ? ` <${options}>` : ''}`;
  }
});

describe('connect()', () => {
  it.each(part('connect: ICMP'))('%s', (line) => {
    const [, type, code, expected] = /^(\d+) (\d+) -> (\w+)$/.exec(line) ?? [];
    const bench = kernelBench();
    const outcome: string[] = [];
    bench.host.connect(PEER, 5000, 0, (errno) => outcome.push(errno ?? 'connected'));
    const body = new Uint8Array([0, 0, 5, 0xdc, ...(bench.take(1000)[0]?.frame.slice(14) ?? [])]);
    const error = { type: 'other', typeNumber: Number(type), code: Number(code), body } as const;
    bench.give(icmpPacket({ id: 1, ttl: 64, source: address(250), destination: HOST }, error));
    // Linux gives ENOTSUP and EOPNOTSUPP the same number.
    const text = (outcome[0] ?? 'pending').replace('EOPNOTSUPP', 'ENOTSUP');
    expect(text).toBe(expected);
  });

  it('its SYN, and when it is repeated', () => {
    const [head = '', repeated = ''] = part('connect: its SYN');
    const bench = kernelBench();
    bench.host.connect(PEER, 5000, 0, () => {});
    const [syn, ...more] = bench.take(12_000_000);
    if (syn === undefined) throw new Error('no SYN');
    const options = toHex(tcpOf(syn).optionsSpan);
    const masked = `${options.slice(0, 16)}????????${options.slice(24)}`;
    expect(`len ${syn.packet.ip?.totalLength} id n DF ttl ${syn.packet.ip?.ttl} tos 00 S ${masked}`).toBe(
      head,
    );
    expect(`repeated after ${more.map(({ at }) => at / 1e6).join(' ')}`).toBe(repeated);
  });
});
