import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decode,
  decodeFrame,
  ethernetFrame,
  flagLetters,
  formatIpv4,
  type Ipv4,
  TCP_FLAG,
  tcpPacket,
  udpPacket,
} from '../../engine/packet/index.ts';
import { createTraceLog, UNTRACED } from '../../engine/trace/index.ts';
import { host, ip, lab, network } from '../../test/support/lab.ts';
import type { HostSpec, Network } from '../lab/index.ts';
import type { WorldEffect, WorldInput } from './transport.ts';
import { createWorld, type World } from './world.ts';

const SCANNER = ip('198.18.10.2');
const TARGET = ip('198.18.10.28');
const SECOND = 1_000_000;
const { SYN } = TCP_FLAG;

const scanner = host('scanner', { on: { lan: '198.18.10.2' } });
const target = host('target', {
  on: { lan: '198.18.10.28' },
  services: ['tcp/22', { protocol: 'tcp', port: 80, banner: new TextEncoder().encode('hi') }],
  firewall: 'iptables -A INPUT -p tcp --dport 139 -j DROP',
});
const simple = (more: Partial<Network> = {}, hosts: readonly HostSpec[] = [scanner, target], seed = 7) =>
  lab([network('lan', '198.18.10.0/24', more)], hosts, seed);

const syn = (destinationPort: number, destination = TARGET): WorldEffect => ({
  type: 'send-ip',
  because: 0,
  bytes: tcpPacket(
    { id: destinationPort, ttl: 50, source: SCANNER, destination },
    {
      sourcePort: 40_000,
      destinationPort,
      sequence: 1000,
      acknowledgment: 0,
      flags: SYN,
      window: 1024,
      options: [{ kind: 'mss', value: 1460 }],
    },
  ),
});

/** Sends all at once, and gives back what was told until `forUs` later. */
function scan(world: World, effects: readonly WorldEffect[], forUs = 3 * SECOND): WorldInput[] {
  const inputs: WorldInput[] = [];
  world.transport().run((input) => {
    // Captured bytes are not to be kept: a copy is.
    inputs.push(input.type === 'captured' ? { ...input, bytes: input.bytes.slice() } : input);
    if (input.type === 'start') return [...effects, { type: 'wake', at: input.at + forUs }];
    return input.type === 'woke' ? [{ type: 'finished' }] : [];
  });
  return inputs;
}
const heard = (inputs: readonly WorldInput[]): string[] =>
  inputs.flatMap((input) => {
    if (input.type !== 'captured') return [];
    const { arp, tcp, ip: header, icmp } = decode(input.link, input.bytes);
    if (arp !== undefined) return [`arp ${arp.operation}`];
    const from = formatIpv4(header?.source ?? SCANNER);
    if (icmp !== undefined) return [`${from} icmp ${icmp.typeNumber}/${icmp.code}`];
    return tcp === undefined ? ['?'] : [`${from}:${tcp.sourcePort} ${flagLetters(tcp.flags)}`];
  });

describe('a SYN scan of a world', () => {
  it('hears SYN+ACK from open, RST+ACK from closed, nothing from dropped ports', () => {
    const inputs = scan(createWorld(simple(), { trace: UNTRACED }), [syn(22), syn(81), syn(139)]);
    expect(heard(inputs)).toEqual(['arp 2', '198.18.10.28:22 SA', '198.18.10.28:81 RA']);
    expect(inputs.map(({ type, at }) => [type, at])).toEqual([
      ['start', 0],
      ['captured', 14_000],
      ['captured', 28_000],
      ['captured', 28_000],
      ['woke', 3 * SECOND],
    ]);
  });

  it('leaves nothing half open: the scanner’s kernel resets', () => {
    const trace = createTraceLog();
    const world = createWorld(simple(), { trace });
    scan(world, [syn(22)]);
    expect(
      world
        .host('target')
        ?.sockets()
        .map(({ state }) => state),
    ).toEqual(['LISTEN', 'LISTEN']);
    const moves = trace.events.flatMap((event) =>
      event.kind === 'transition' && event.machine === 'tcp-endpoint' ? [`${event.from} -> ${event.to}`] : [],
    );
    expect(moves).toEqual(['listen -> synReceived', 'synReceived -> closed']);
  });

  it('traces each frame at both its ends, with its causes', () => {
    const trace = createTraceLog();
    scan(createWorld(simple(), { trace }), [syn(81)]);
    const frames = trace.events.flatMap((event) =>
      event.kind === 'frame' ? [`${event.host} ${event.what}`] : [],
    );
    expect(frames).toEqual([
      'scanner sent',
      'target received',
      'target sent',
      'scanner received',
      'scanner sent',
      'target received',
      'target sent',
      'scanner received',
    ]);
    const [received] = trace.events.filter((event) => event.host === 'target');
    expect(received?.because).toEqual([1]);
  });

  it('goes on in time from scan to scan, and asks no ARP twice', () => {
    const world = createWorld(simple(), { trace: UNTRACED });
    scan(world, [syn(81)]);
    const again = scan(world, [syn(81)]);
    expect(heard(again)).toEqual(['198.18.10.28:81 RA']);
    expect(again[0]?.at).toBe(3 * SECOND);
  });

  it('lives on without a scanner until told to stop, or until nothing is left to happen', () => {
    const world = createWorld(simple(), { trace: UNTRACED });
    const order = { destination: TARGET, count: 3, intervalUs: SECOND, lingerUs: SECOND, ttl: 64 };
    const pinging = world.host('scanner')?.ping(order);
    world.runUntil(() => pinging?.sent === 2);
    expect([pinging?.sent, pinging?.news.length]).toEqual([2, 1]);
    world.runUntil(() => false);
    expect([pinging?.isOver, pinging?.news.length]).toEqual([true, 3]);
  });

  it('can be told frames to send as they are', () => {
    const inputs = scan(createWorld(simple(), { trace: UNTRACED }), [syn(81)]);
    const arp = inputs.find((input) => input.type === 'captured');
    const mac = arp?.type === 'captured' ? decodeFrame(arp.bytes).arp?.senderMac : undefined;
    const own = scanner.interfaces[0]?.mac;
    const [packet] = [syn(82)].map((effect) => (effect.type === 'send-ip' ? effect.bytes : new Uint8Array()));
    if (mac === undefined || own === undefined || packet === undefined) throw new Error('no addresses');
    const bytes = ethernetFrame({ destination: mac, source: own, etherType: 0x800 }, packet);
    const effect: WorldEffect = { type: 'send-ethernet', interface: 'lan', bytes, because: 0 };
    expect(heard(scan(createWorld(simple(), { trace: UNTRACED }), [effect]))).toEqual([
      'arp 1',
      '198.18.10.28:82 RA',
    ]);
  });

  it('of the scanner itself sees both ways of the loopback, as a capture there does', () => {
    const own = host('scanner', { on: { lan: '198.18.10.2' }, services: ['tcp/22'] });
    const world = createWorld(simple({}, [own]), { trace: UNTRACED });
    const inputs = scan(world, [syn(22, SCANNER), syn(81, SCANNER)], 1000);
    expect(inputs.filter((input) => input.type === 'captured' && input.link === 'raw')).toHaveLength(5);
    expect(heard(inputs).sort()).toEqual([
      '198.18.10.2:22 SA',
      '198.18.10.2:40000 R',
      '198.18.10.2:40000 S',
      '198.18.10.2:40000 S',
      '198.18.10.2:81 RA',
    ]);
  });
});

describe('connect() in a world', () => {
  const connect = (id: number, port: number, address: Ipv4 = TARGET): WorldEffect => ({
    type: 'connect',
    id,
    address,
    port,
    because: 0,
  });
  const ends = (inputs: readonly WorldInput[]) =>
    inputs.flatMap((input) =>
      input.type === 'connected' ? [[input.id, input.errno ?? 'connected', input.at]] : [],
    );

  it('ends as the port deserves', () => {
    const inputs = scan(
      createWorld(simple(), { trace: UNTRACED }),
      [
        connect(1, 80),
        connect(2, 81),
        connect(3, 139),
        connect(4, 80, ip('198.18.10.44')),
        connect(5, 80, ip('203.0.113.1')),
      ],
      10 * SECOND,
    );
    expect(ends(inputs)).toEqual([
      [5, 'ENETUNREACH', 0],
      [1, 'connected', 28_000],
      [2, 'ECONNREFUSED', 28_000],
      [4, 'EHOSTUNREACH', 3 * SECOND + 5],
    ]);
  });

  it('leaves the packets of nmap -sT on the wire', () => {
    const trace = createTraceLog();
    scan(createWorld(simple(), { trace }), [connect(1, 80)]);
    const sent = trace.events.flatMap((event) => {
      if (event.kind !== 'frame' || event.what !== 'sent') return [];
      const { tcp } = decodeFrame(
        Uint8Array.from(event.hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
      );
      return tcp === undefined ? [] : [`${event.host} ${flagLetters(tcp.flags)}`];
    });
    expect(sent).toEqual(['scanner S', 'target SA', 'scanner A', 'scanner RA']);
  });

  it('tells what happened in the order captured, connected, woke', () => {
    const world = createWorld(simple(), { trace: UNTRACED });
    scan(world, [syn(81)]);
    const start = 3 * SECOND;
    const order: string[] = [];
    world.transport().run((input) => {
      order.push(`${input.type} ${input.at - start}`);
      if (input.type === 'start') return [connect(1, 80), syn(81), { type: 'wake', at: start + 14_000 }];
      return input.type === 'woke' ? [{ type: 'finished' }] : [];
    });
    expect(order).toEqual(['start 0', 'captured 14000', 'captured 14000', 'connected 14000', 'woke 14000']);
  });

  it('is not told of after it was abandoned', () => {
    const world = createWorld(simple(), { trace: UNTRACED });
    const inputs: string[] = [];
    world.transport().run((input) => {
      inputs.push(input.type);
      if (input.type === 'start') return [connect(1, 139), connect(2, 139), { type: 'wake', at: SECOND / 2 }];
      if (input.type !== 'woke') return [];
      const abandon = { type: 'abandon-connect', id: 1 } as const;
      return input.at < SECOND
        ? [abandon, abandon, { type: 'wake', at: 200 * SECOND }]
        : [{ type: 'finished' }];
    });
    expect(inputs.filter((type) => type === 'connected')).toHaveLength(1);
  });

  it('that is under way when the scan ends is abandoned', () => {
    const world = createWorld(simple(), { trace: UNTRACED });
    scan(world, [connect(1, 139)]);
    expect(world.host('scanner')?.sockets()).toEqual([]);
  });
});

describe('a routed world', () => {
  const networks = [network('lan', '198.18.10.0/24'), network('dmz', '198.18.20.0/24', { rttUs: 2000 })];
  const hosts = [
    host('scanner', { on: { lan: '198.18.10.2' }, via: { '0.0.0.0/0': '198.18.10.1' } }),
    host('gateway', { on: { lan: '198.18.10.1', dmz: '198.18.20.1' }, forward: true }),
    host('web', { on: { dmz: '198.18.20.5' }, services: ['tcp/80'], via: { '0.0.0.0/0': '198.18.20.1' } }),
  ];
  const WEB = ip('198.18.20.5');

  it('reaches a host behind a router, whose answers have one hop less to live', () => {
    const inputs = scan(createWorld(lab(networks, hosts), { trace: UNTRACED }), [syn(80, WEB), syn(81, WEB)]);
    expect(heard(inputs).slice(1)).toEqual(['198.18.20.5:80 SA', '198.18.20.5:81 RA']);
    const ttls = inputs.flatMap((input) =>
      input.type === 'captured' ? [decodeFrame(input.bytes).ip?.ttl] : [],
    );
    expect(ttls.slice(1)).toEqual([63, 63]);
  });

  it('hears from the router of hosts that are not there and networks that nobody knows', () => {
    const effects = [syn(80, ip('198.18.20.77')), syn(80, ip('203.0.113.1'))];
    const inputs = scan(createWorld(lab(networks, hosts), { trace: UNTRACED }), effects, 5 * SECOND);
    expect(heard(inputs).slice(1)).toEqual(['198.18.10.1 icmp 3/0', '198.18.10.1 icmp 3/1']);
  });

  it('knows hosts by name: near addresses first', () => {
    const world = createWorld(lab(networks, hosts), { trace: UNTRACED });
    expect(
      ['gateway', 'web', 'localhost', '198.18.20.9', 'nobody'].map((name) => world.resolve(name)),
    ).toEqual([ip('198.18.10.1'), WEB, ip('127.0.0.1'), ip('198.18.20.9'), undefined]);
  });

  it('shows the scanner where it stands', () => {
    const { vantage } = createWorld(lab(networks, hosts), { trace: UNTRACED });
    expect(vantage.interfaces.map(({ name, kind, prefix }) => [name, kind, prefix])).toEqual([
      ['lo', 'loopback', 8],
      ['lan', 'ethernet', 24],
    ]);
    expect(
      vantage.routes.map(({ network: { prefix }, interface: by, gateway }) => [prefix, by, gateway]),
    ).toEqual([
      [8, 'lo', undefined],
      [24, 'lan', undefined],
      [0, 'lan', ip('198.18.10.1')],
    ]);
  });

  it('of nobody has no scanner to run', () => {
    const world = createWorld(lab(networks, []), { trace: UNTRACED });
    expect(world.vantage).toEqual({ interfaces: [], routes: [] });
    expect(() => world.transport().run(() => [])).toThrow(/a lab has a scanner/);
  });
});

describe('determinism', () => {
  const faults = { loss: 0.1, duplicate: 0.1, reorder: 0.1, jitterUs: 3000 };
  const others = [3, 4, 5].map((n) =>
    host(`host${n}`, { on: { lan: `198.18.10.${n}` }, services: ['tcp/80'] }),
  );
  const run = (hosts: readonly HostSpec[], seed = 7): string => {
    const trace = createTraceLog();
    const effects = [22, 80, 81].flatMap((port) =>
      [TARGET, ip('198.18.10.3'), ip('198.18.10.5')].map((address) => syn(port, address)),
    );
    scan(createWorld(simple(faults, hosts, seed), { trace }), effects, 20 * SECOND);
    return JSON.stringify(trace.events);
  };
  it('the same seed gives the same trace, byte for byte', () => {
    expect(run([scanner, target, ...others])).toBe(run([scanner, target, ...others]));
  });
  it('the order of hosts means nothing', () => {
    expect(run([...others].reverse().concat(target, scanner))).toBe(run([scanner, target, ...others]));
  });
  it('another seed gives another trace', () => {
    expect(run([scanner, target, ...others], 8)).not.toBe(run([scanner, target, ...others]));
  });
  it('another host that nobody speaks to shifts no draw of the others', () => {
    const withBystander = [scanner, target, ...others, host('zebra', { on: { lan: '198.18.10.99' } })];
    const [more, less] = [run(withBystander), run([scanner, target, ...others])].map((text) =>
      (JSON.parse(text) as { host: string; at: number; hex?: string; note?: string }[])
        .filter((event) => event.host !== 'zebra' && !event.note?.includes('zebra'))
        .map(({ at, host: where, hex }) => [at, where, hex]),
    );
    expect(more).toEqual(less);
  });
});

describe('any packets', () => {
  const arbitraryPacket = fc.oneof(
    fc
      .record({ flags: fc.nat(255), port: fc.constantFrom(22, 80, 81, 139), seq: fc.nat(3), ack: fc.nat() })
      .map(({ flags, port, seq, ack }) =>
        tcpPacket(
          { id: 1, ttl: 50, source: SCANNER, destination: TARGET },
          {
            sourcePort: 40_000,
            destinationPort: port,
            sequence: seq,
            acknowledgment: ack,
            flags,
            window: 1024,
          },
        ),
      ),
    fc
      .nat(3)
      .map((port) =>
        udpPacket(
          { id: 1, ttl: 50, source: SCANNER, destination: TARGET },
          { sourcePort: 9, destinationPort: port },
        ),
      ),
    fc.uint8Array({ minLength: 20, maxLength: 80 }),
  );

  it('come to rest: two hosts that exchange garbage do not go on for ever', () => {
    fc.assert(
      fc.property(fc.array(arbitraryPacket, { maxLength: 12 }), (packets) => {
        const trace = createTraceLog();
        const effects = packets.map((bytes): WorldEffect => ({ type: 'send-ip', bytes, because: 0 }));
        scan(createWorld(simple(), { trace }), effects, 400 * SECOND);
        expect(trace.events.length).toBeLessThan(1000);
        expect(trace.events.filter(({ at }) => at > 300 * SECOND)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('are conserved: each frame that is sent arrives, or is lost, as often as it was made', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryPacket, { maxLength: 12 }),
        fc.record({
          loss: fc.constantFrom(0, 0.3),
          duplicate: fc.constantFrom(0, 0.3),
          reorder: fc.constantFrom(0, 0.3),
        }),
        (packets, faults) => {
          const trace = createTraceLog();
          const effects = packets.map((bytes): WorldEffect => ({ type: 'send-ip', bytes, because: 0 }));
          scan(createWorld(simple(faults), { trace }), effects, 400 * SECOND);
          const count = (what: string) =>
            trace.events.filter(
              (event) => event.kind === 'frame' && event.interface === 'lan' && event.what === what,
            ).length;
          expect(count('received') + count('lost')).toBe(count('sent') + count('duplicated'));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('never make time go back, and name only earlier events as causes', () => {
    const trace = createTraceLog();
    const effects = [22, 80, 81, 139].map((port) => syn(port));
    scan(createWorld(simple({ loss: 0.3, reorder: 0.3, jitterUs: 9000 }), { trace }), effects, 90 * SECOND);
    trace.events.forEach((event, index) => {
      expect(event.at).toBeGreaterThanOrEqual(trace.events[index - 1]?.at ?? 0);
      for (const cause of event.because) expect(cause).toBeLessThan(event.id);
    });
  });
});

describe('the switch', () => {
  it('records a frame for an address that nobody has', () => {
    const trace = createTraceLog();
    const nobody = 0x0200_0000_0055 as never;
    const bytes = ethernetFrame(
      { destination: nobody, source: nobody, etherType: 0x88b5 },
      new Uint8Array(46),
    );
    scan(createWorld(simple(), { trace }), [{ type: 'send-ethernet', interface: 'lan', bytes, because: 0 }]);
    expect(trace.events).toContainEqual(
      expect.objectContaining({ host: 'lan', what: 'lost', note: 'nobody on lan has 02:00:00:00:00:55' }),
    );
  });
  it('gives a frame for its own sender to nobody', () => {
    const trace = createTraceLog();
    const own = scanner.interfaces[0]?.mac ?? (0 as never);
    const bytes = ethernetFrame({ destination: own, source: own, etherType: 0x88b5 }, new Uint8Array(46));
    scan(createWorld(simple(), { trace }), [{ type: 'send-ethernet', interface: 'lan', bytes, because: 0 }]);
    expect(trace.events.map((event) => event.kind === 'frame' && event.what)).toEqual(['sent']);
  });
});
