import { describe, expect, it } from 'vitest';
import { TCP_FLAG } from '../packet/index.ts';
import { createHost } from './host.ts';
import { pathTo } from './path.ts';
import { considerPing, dropUnsuitablePing, pingScore } from './ping.ts';
import type { ProbeSpec } from './probe.ts';
import { NEIGHBOUR, scanOf, VANTAGE } from './testing/requests.ts';

const { SYN, ACK } = TCP_FLAG;
const tcp = (port: number, flags: number): ProbeSpec => ({ kind: 'tcp', port, flags });
const host = () => createHost(scanOf(), 0, { address: NEIGHBOUR }, pathTo(VANTAGE, NEIGHBOUR));

describe('the timing ping', () => {
  // nmap 7.93's preferences.
  it.each([
    { what: 'a SYN to a closed port', spec: tcp(81, SYN), outcome: 'refused', score: 60 },
    { what: 'a SYN to an open port', spec: tcp(80, SYN), outcome: 'open', score: 30 },
    { what: 'an ACK', spec: tcp(80, ACK), outcome: 'open', score: 60 },
    { what: 'a SYN to port 139', spec: tcp(139, SYN), outcome: 'refused', score: 50 },
    { what: 'an echo request', spec: { kind: 'icmp', message: 'echo' }, outcome: 'refused', score: 50 },
    { what: 'ARP', spec: { kind: 'arp' }, outcome: 'refused', score: 40 },
    { what: 'UDP without payload', spec: { kind: 'udp', port: 9999 }, outcome: 'open', score: 20 },
    // Two payloads for DNS, 12 and 30 bytes.
    { what: 'UDP with two payloads', spec: { kind: 'udp', port: 53 }, outcome: 'open', score: 19 },
    { what: 'connect()', spec: { kind: 'connect', port: 80 }, outcome: 'refused', score: 10 },
    { what: 'anything a firewall answered', spec: tcp(81, SYN), outcome: 'other', score: 20 },
  ] as const)('gives $what the score $score', ({ spec, outcome, score }) => {
    expect(pingScore(spec, outcome)).toBe(score);
  });

  it('changes only for a strictly better one', () => {
    const target = host();
    considerPing(target, tcp(80, SYN), 'open');
    considerPing(target, tcp(443, SYN), 'open');
    expect(target.ping?.spec).toEqual(tcp(80, SYN));
    considerPing(target, tcp(81, SYN), 'refused');
    expect(target.ping?.spec).toEqual(tcp(81, SYN));
  });

  it.each([
    { kind: 'arp', means: 'raw', stays: false },
    { kind: 'connect', means: 'raw', stays: false },
    { kind: 'icmp', means: 'raw', stays: true },
    { kind: 'icmp', means: 'connect', stays: false },
    { kind: 'connect', means: 'connect', stays: true },
  ] as const)('by $kind stays in a phase of $means: $stays', ({ kind, means, stays }) => {
    const specs: Record<typeof kind, ProbeSpec> = {
      arp: { kind: 'arp' },
      icmp: { kind: 'icmp', message: 'echo' },
      connect: { kind: 'connect', port: 80 },
    };
    const target = host();
    target.ping = { spec: specs[kind], score: 1 };
    dropUnsuitablePing(target, means);
    expect(target.ping !== undefined).toBe(stays);
  });
});
