import { describe, expect, it } from 'vitest';
import {
  ARP_OPERATION,
  type ArpFields,
  arpFrame,
  BROADCAST_MAC,
  formatIpv4,
  formatMac,
  type Ipv4,
  TCP_FLAG,
  ZERO_MAC,
} from '../../engine/packet/index.ts';
import {
  type Answer,
  address,
  HOST,
  HOST_MAC,
  type KernelBench,
  kernelBench,
  PEER,
  PEER_MAC,
  segment,
} from '../../test/support/kernel-bench.ts';
import { ip } from '../../test/support/lab.ts';

const SECOND = 1_000_000;
const syn = (source: Ipv4, sourcePort = 1) =>
  segment({ flags: TCP_FLAG.SYN, destinationPort: 81, sourcePort }, { source });

function ask(bench: KernelBench, more: Partial<ArpFields>, by = 'lan'): Answer[] {
  const fields: ArpFields = {
    operation: ARP_OPERATION.REQUEST,
    senderMac: PEER_MAC,
    senderIp: PEER,
    targetMac: ZERO_MAC,
    targetIp: HOST,
    ...more,
  };
  bench.host.receive(by, arpFrame({ destination: BROADCAST_MAC, source: PEER_MAC }, fields), 0);
  return bench.takeAll();
}
const arpText = ({ packet: { arp, ethernet } }: Answer): string =>
  `${arp?.operation === 1 ? 'who-has' : 'reply'} ${formatIpv4(arp?.targetIp ?? PEER)} from ${formatIpv4(arp?.senderIp ?? PEER)} to ${formatMac(ethernet?.destination ?? ZERO_MAC)}`;

describe('ARP answers', () => {
  it('a question for an own address, to who asked', () => {
    expect(ask(kernelBench(), {}).map(arpText)).toEqual([
      `reply 198.18.10.77 from 198.18.10.28 to ${formatMac(PEER_MAC)}`,
    ]);
  });

  it('a question for an address of another interface, with the address of the one asked (arp_ignore 0)', () => {
    const bench = kernelBench({ on: { lan: '198.18.10.28', dmz: '198.18.20.1' } });
    const [answer] = ask(bench, { targetIp: ip('198.18.20.1') });
    expect(answer?.packet.arp).toMatchObject({ senderIp: ip('198.18.20.1'), senderMac: HOST_MAC });
  });

  it('a question from nobody, who wants to know whether the address is free', () => {
    expect(ask(kernelBench(), { senderIp: ip('0.0.0.0') })).toHaveLength(1);
  });

  it.each([
    ['for another address', { targetIp: address(44) }],
    ['for a loopback address', { targetIp: ip('127.0.0.1') }],
    ['that is a reply', { operation: ARP_OPERATION.REPLY }],
  ])('no question %s', (_, fields) => {
    expect(ask(kernelBench(), fields)).toEqual([]);
  });

  it('nothing that is no ARP for IPv4 over Ethernet', () => {
    const bench = kernelBench();
    const frame = arpFrame(
      { destination: BROADCAST_MAC, source: PEER_MAC },
      { operation: 1, senderMac: PEER_MAC, senderIp: PEER, targetMac: ZERO_MAC, targetIp: HOST },
    );
    frame[15] = 6;
    bench.host.receive('lan', frame, 0);
    bench.host.receive('lan', frame.subarray(0, 20), 0);
    bench.host.receive('lan', frame.subarray(0, 10), 0);
    bench.host.receive('nowhere', frame, 0);
    expect(bench.takeAll()).toEqual([]);
  });
});

describe('ARP learns', () => {
  it('the address of whoever asks for it, and then need not ask', () => {
    const bench = kernelBench({}, () => false);
    ask(bench, {});
    bench.give(syn(PEER));
    expect(bench.takeAll().map(({ packet }) => packet.tcp?.flags)).toEqual([20]);
  });

  it.each([
    ['a reply to a question it did not ask', { operation: ARP_OPERATION.REPLY }],
    ['a question for somebody else', { targetIp: address(44) }],
    ['a question in its own name', { senderIp: HOST }],
  ])('nothing from %s', (_, fields) => {
    const bench = kernelBench({}, () => false);
    ask(bench, fields);
    bench.give(syn(PEER));
    expect(bench.takeAll().map(arpText)).toEqual([
      'who-has 198.18.10.77 from 198.18.10.28 to ff:ff:ff:ff:ff:ff',
    ]);
  });

  it('a new address of a neighbour it knows', () => {
    const bench = kernelBench();
    bench.give(syn(PEER));
    bench.takeAll();
    const moved = (PEER_MAC + 1) as typeof PEER_MAC;
    ask(bench, { senderMac: moved, targetIp: address(44) });
    bench.give(syn(PEER, 2));
    expect(bench.take()[0]?.packet.ethernet?.destination).toBe(moved);
  });
});

describe('ARP asks', () => {
  it('once for any number of packets, which leave together with the answer', () => {
    const bench = kernelBench({}, () => false);
    for (let port = 1; port <= 5; port++) bench.give(syn(PEER, port));
    expect(bench.takeAll(500_000)).toHaveLength(1);
    const sent = ask(bench, { operation: ARP_OPERATION.REPLY });
    expect(sent.map(({ packet }) => packet.tcp?.destinationPort)).toEqual([1, 2, 3, 4, 5]);
  });

  it('three times, a second apart, and then gives up until somebody wants to send again', () => {
    const bench = kernelBench({}, () => false);
    bench.give(syn(PEER));
    const frames = bench.takeAll(20 * SECOND);
    expect(frames.map(({ at, packet }) => [at / SECOND, packet.arp?.operation])).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
    ]);
    bench.give(syn(PEER));
    expect(bench.takeAll(20 * SECOND)).toHaveLength(3);
  });

  it('keeps 277 packets, the newest', () => {
    const bench = kernelBench({}, () => false);
    for (let port = 1; port <= 300; port++) bench.give(syn(PEER, port));
    bench.takeAll(500_000);
    const ports = ask(bench, { operation: ARP_OPERATION.REPLY }).map(
      ({ packet }) => packet.tcp?.destinationPort,
    );
    expect([ports.length, ports[0], ports.at(-1)]).toEqual([277, 24, 300]);
  });

  it('in the name of its interface, for a packet that it passes on for another', () => {
    const bench = kernelBench(
      { on: { lan: '198.18.10.28', dmz: '198.18.20.1' }, forward: true },
      () => false,
    );
    bench.give(segment({ flags: 2 }, { destination: ip('198.18.20.5') }));
    expect(bench.takeAll().map(arpText)).toEqual([
      'who-has 198.18.20.5 from 198.18.20.1 to ff:ff:ff:ff:ff:ff',
    ]);
  });

  it('the gateway for what lies beyond it', () => {
    const bench = kernelBench({ via: { '0.0.0.0/0': '198.18.10.1' } }, () => false);
    bench.give(syn(ip('203.0.113.9')));
    expect(bench.takeAll().map(arpText)).toEqual([
      'who-has 198.18.10.1 from 198.18.10.28 to ff:ff:ff:ff:ff:ff',
    ]);
  });
});
