import { TCP_FLAG } from '../packet/index.ts';
import { udpPayloads } from '../technique/index.ts';
import type { ScanHost } from './host.ts';
import type { ProbeSpec } from './probe.ts';

/** What an answer said, as far as the choice of the timing ping cares. */
export type PingOutcome = 'open' | 'refused' | 'other';

/** Ports that firewalls like to treat in their own way. */
const TOUCHY_PORTS: ReadonlySet<number> = new Set([25, 113, 135, 139, 445]);

/**
 * How well a probe serves as timing ping: it should be answered reliably, and disturb nobody. A SYN to an open
 * port leaves a half-open connection; a datagram may wake an application (nmap 7.93).
 */
export function pingScore(spec: ProbeSpec, outcome: PingOutcome): number {
  if (outcome === 'other') return 20;
  switch (spec.kind) {
    case 'tcp':
      if (outcome === 'open' && (spec.flags & TCP_FLAG.SYN) !== 0) return 30;
      return TOUCHY_PORTS.has(spec.port) ? 50 : 60;
    case 'icmp':
      return 50;
    case 'arp':
      return 40;
    case 'udp':
      return 20 - Math.max(0, udpPayloads(spec.port).length - 1);
    case 'connect':
      return 10;
  }
}

/** Remembers an answered probe as the host's timing ping, if it serves better than what it has. */
export function considerPing(host: ScanHost, spec: ProbeSpec, outcome: PingOutcome): void {
  const score = pingScore(spec, outcome);
  if (score > (host.ping?.score ?? 0)) host.ping = { spec, score };
}

/** A phase of packets cannot ping by connect() or by ARP, nor one of connects by packets. */
export function dropUnsuitablePing(host: ScanHost, means: 'raw' | 'arp' | 'connect'): void {
  const kind = host.ping?.spec.kind;
  const isConnect = kind === 'connect';
  if (means === 'connect' ? !isConnect : isConnect || kind === 'arp') host.ping = undefined;
}
