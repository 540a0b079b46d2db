import { describe, expect, it } from 'vitest';
import { ethernetFrame, parseMac, TCP_FLAG, tcpPacket } from '../../engine/packet/index.ts';
import {
  address,
  datagram,
  HOST,
  kernelBench,
  PEER,
  segment,
  tcpText,
} from '../../test/support/kernel-bench.ts';
import { ip } from '../../test/support/lab.ts';

const { SYN, ACK } = TCP_FLAG;
const REPLY = new TextEncoder().encode('hello');
const SECOND = 1_000_000;

describe('a UDP service', () => {
  const bench = () =>
    kernelBench({
      on: { lan: '198.18.10.28', dmz: '198.18.20.1' },
      services: [
        { protocol: 'udp', port: 137, reply: REPLY },
        'udp/68',
        { protocol: 'udp', port: 53, bind: ip('198.18.20.1'), reply: REPLY },
      ],
    });

  it('answers from the port and address that were asked, with DF', () => {
    const { give, take } = bench();
    give(datagram({ destinationPort: 137 }, { tos: 0x10 }));
    const [answer] = take();
    expect(answer?.packet.udp).toMatchObject({ sourcePort: 137, destinationPort: 4000, length: 13 });
    expect(answer?.packet.ip).toMatchObject({ source: HOST, ttl: 64, tos: 0, dontFragment: true });
  });

  it('that has nothing to say is silent, and that is recorded', () => {
    const { give, take, trace } = bench();
    give(datagram({ destinationPort: 68 }));
    expect(take(SECOND)).toEqual([]);
    expect(trace.events).toContainEqual(
      expect.objectContaining({ what: 'dropped', note: 'the service does not answer' }),
    );
  });

  it('of a host with several addresses answers from the far one where that was asked', () => {
    const { give, take } = bench();
    give(datagram({ destinationPort: 137 }, { destination: ip('198.18.20.1') }));
    const [answer] = take();
    expect(answer).toMatchObject({ out: 'lan' });
    expect(answer?.packet.ip).toMatchObject({ source: ip('198.18.20.1'), destination: PEER });
  });

  it('answers what is sent to all from its own address', () => {
    const { give, take } = kernelBench({ services: [{ protocol: 'udp', port: 137, reply: REPLY }] });
    give(datagram({ destinationPort: 137 }, { destination: address(255) }));
    expect(take()[0]?.packet.ip?.source).toBe(HOST);
  });

  it('of a host with several addresses listens on each, so that a broadcast reaches none', () => {
    const { give, take } = bench();
    give(datagram({ destinationPort: 137 }, { destination: address(255) }));
    expect(take(SECOND)).toEqual([]);
  });

  it('bound to another address is closed on this one', () => {
    const { give, take } = bench();
    give(datagram({ destinationPort: 53 }));
    expect(take().map(({ packet }) => packet.icmp?.typeNumber)).toEqual([3]);
    give(datagram({ destinationPort: 53 }, { destination: ip('198.18.20.1') }));
    expect(take().map(({ packet }) => packet.udp?.sourcePort)).toEqual([53]);
  });

  it('bound to the very address comes before one for all', () => {
    const [both, own] = ['both', 'own'].map((text) => new TextEncoder().encode(text));
    const { give, take } = kernelBench({
      services: [
        { protocol: 'udp', port: 53, reply: both ?? REPLY },
        { protocol: 'udp', port: 53, bind: HOST, reply: own ?? REPLY },
      ],
    });
    give(datagram({ destinationPort: 53 }));
    expect(take()[0]?.packet.udp?.length).toBe(11);
  });
});

describe('a firewall', () => {
  const syn = (destinationPort: number, more = {}) => segment({ flags: SYN, destinationPort }, more);

  it('drops before anything answers', () => {
    const { give, take, trace } = kernelBench({
      services: ['tcp/80'],
      firewall: 'iptables -A INPUT -p tcp --dport 80 -j DROP',
    });
    give(syn(80));
    expect(take(SECOND)).toEqual([]);
    const dropped = trace.events.find((event) => event.kind === 'frame' && event.what === 'dropped');
    expect(dropped).toMatchObject({ note: 'firewall, INPUT' });
    expect(dropped?.because.map((id) => trace.events[id - 1]?.kind)).not.toEqual([]);
    give(syn(81));
    expect(take().map(tcpText)).toEqual(['RA seq 0 ack 1001 win 0']);
  });

  it('rejects with ICMP like any other error: quoted, limited, from the address that was asked', () => {
    const { give, take } = kernelBench({ firewall: 'iptables -A INPUT -p tcp --dport 80 -j REJECT' });
    for (let port = 1; port <= 10; port++) give(segment({ flags: SYN, sourcePort: port }, { tos: 4 }));
    const answers = take();
    expect(answers).toHaveLength(6);
    expect(answers[0]?.packet.icmp).toMatchObject({ typeNumber: 3, code: 3 });
    expect(answers[0]?.packet.ip).toMatchObject({ source: HOST, tos: 0xc4, ttl: 64, totalLength: 68 });
  });

  it('rejects with a reset, without a limit', () => {
    const { give, take } = kernelBench({
      services: ['tcp/80'],
      firewall: 'iptables -A INPUT -p tcp --dport 80 -j REJECT --reject-with tcp-reset',
    });
    for (let port = 1; port <= 10; port++) give(segment({ flags: SYN, sourcePort: port }));
    expect(take().map(tcpText)).toEqual(Array(10).fill('RA seq 0 ack 1001 win 0'));
  });

  it('of a router rejects from the near address of the router', () => {
    const { give, take } = kernelBench({
      on: { lan: '198.18.10.28', dmz: '198.18.20.1' },
      forward: true,
      firewall: 'iptables -A FORWARD -p tcp --dport 80 -j REJECT --reject-with icmp-admin-prohibited',
    });
    give(syn(80, { destination: ip('198.18.20.5') }));
    const [answer] = take();
    expect(answer?.packet.icmp).toMatchObject({ typeNumber: 3, code: 13 });
    expect(answer?.packet.ip).toMatchObject({ source: HOST, destination: PEER });
    give(syn(81, { destination: ip('198.18.20.5') }));
    expect(take()[0]).toMatchObject({ out: 'dmz' });
  });

  it('on the way out stops answers', () => {
    const { give, take } = kernelBench({ firewall: 'iptables -A OUTPUT -p tcp --sport 80 -j DROP' });
    give(syn(80));
    give(syn(81));
    expect(take().map(({ packet }) => packet.tcp?.sourcePort)).toEqual([81]);
  });

  it('on the way out can refuse a connect() of its own host', () => {
    const { host, take } = kernelBench({ firewall: 'iptables -A OUTPUT -p tcp --dport 80 -j REJECT' });
    const outcome: unknown[] = [];
    host.connect(PEER, 80, 0, (errno) => outcome.push(errno));
    expect(take(SECOND)).toEqual([]);
    expect(outcome).toEqual(['ECONNREFUSED']);
  });

  it('with state lets in what answers the host, and nothing else', () => {
    const { host, give, take } = kernelBench({
      firewall: [
        'iptables -P INPUT DROP',
        'iptables -A INPUT -i lo -j ACCEPT',
        'iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT',
      ].join('\n'),
    });
    const outcome: unknown[] = [];
    host.connect(PEER, 80, 0, (errno) => outcome.push(errno ?? 'connected'));
    const tcp = take()[0]?.packet.tcp;
    give(syn(22));
    const back = {
      sourcePort: 80,
      destinationPort: tcp?.sourcePort ?? 0,
      acknowledgment: ((tcp?.sequence ?? 0) + 1) >>> 0,
    };
    give(segment({ ...back, flags: SYN | ACK }));
    expect(outcome).toEqual(['connected']);
    expect(host.flows).toBe(1);
  });

  it('redirects to another port, and the answer comes from the one that was asked', () => {
    const { give, take } = kernelBench({
      services: ['tcp/8080'],
      firewall: 'iptables -t nat -A PREROUTING -p tcp --dport 80 -j REDIRECT --to-ports 8080',
    });
    give(syn(80));
    expect(take().map(({ packet }) => [packet.tcp?.sourcePort, packet.tcp?.flags])).toEqual([
      [80, SYN | ACK],
    ]);
  });
});

describe('a host', () => {
  it('answers for an unexpected SYN+ACK and an unexpected UDP answer, as a scanner’s does', () => {
    const { give, take } = kernelBench();
    give(segment({ flags: SYN | ACK, acknowledgment: 4711 }));
    give(datagram({}));
    const [reset, error] = take();
    expect(reset && tcpText(reset)).toBe('R seq 4711 ack 0 win 0');
    expect(reset?.packet.ip).toMatchObject({ id: 0, dontFragment: true, ttl: 64 });
    expect(error?.packet.icmp).toMatchObject({ typeNumber: 3, code: 3 });
  });

  it('lists its sockets as ss does', () => {
    const { host, give } = kernelBench({ services: ['tcp/80', { protocol: 'udp', port: 53, bind: HOST }] });
    give(segment({ flags: SYN }));
    expect(host.sockets()).toEqual([
      { protocol: 'tcp', state: 'LISTEN', local: '0.0.0.0:80', peer: '0.0.0.0:*' },
      { protocol: 'udp', state: 'UNCONN', local: '198.18.10.28:53', peer: '0.0.0.0:*' },
      { protocol: 'tcp', state: 'SYN-RECV', local: '198.18.10.28:80', peer: '198.18.10.77:40000' },
    ]);
  });

  it('counts what it does', () => {
    const { host, give, take } = kernelBench();
    give(segment({ flags: SYN }));
    give(segment({ flags: SYN }, { destination: address(44) }));
    for (let n = 0; n < 8; n++) give(datagram({}));
    take();
    expect(host.counters).toMatchObject({
      packetsReceived: 10,
      packetsSent: 7,
      packetsDropped: 1,
      resetsSent: 1,
      icmpErrorsSent: 6,
      icmpErrorsSuppressed: 2,
    });
  });

  it('sends a raw packet through routing and ARP, a frame as it is', () => {
    const { host, takeAll } = kernelBench();
    host.sendPacket(
      tcpPacket(
        { id: 1, ttl: 1, source: HOST, destination: PEER },
        {
          sourcePort: 1,
          destinationPort: 2,
          sequence: 0,
          acknowledgment: 0,
          flags: SYN,
          window: 0,
        },
      ),
      0,
    );
    expect(takeAll().map(({ packet }) => packet.ethernet?.etherType)).toEqual([0x806, 0x800]);
    const source = parseMac('02:00:00:00:00:55');
    if (source === undefined) throw new Error('no address');
    const frame = ethernetFrame({ destination: source, source, etherType: 0x88b5 }, REPLY);
    host.sendFrame('lan', frame, 0);
    host.sendFrame('nowhere', frame, 0);
    expect(takeAll().map((answer) => answer.frame)).toEqual([frame]);
  });

  it('sends to all without asking anybody', () => {
    const { host, takeAll } = kernelBench();
    host.sendPacket(datagram({}, { source: HOST, destination: address(255) }), 0);
    expect(takeAll().map(({ packet }) => packet.ethernet?.destination)).toEqual([0xffff_ffff_ffff]);
  });
});
