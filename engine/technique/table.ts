import { TCP_FLAG } from '../packet/index.ts';
import type { Rule, Technique, TechniqueName } from './types.ts';

const { FIN, SYN, RST, PSH, ACK, URG } = TCP_FLAG;

const synAck: Rule = { when: { on: 'tcp', has: SYN | ACK }, state: 'open', reason: 'syn-ack' };
// A SYN+ACK says nothing to a probe without SYN, whatever else is set in it.
const reset: Rule = { when: { on: 'tcp', has: RST, lacks: SYN | ACK }, state: 'closed', reason: 'reset' };
const silence = (state: 'filtered' | 'open|filtered'): Rule => ({
  when: { on: 'silence' },
  state,
  reason: 'no-response',
});

/**
 * ICMP errors that say "something on the way refused": RFC 792, and RFC 1812 5.2.7.1 for codes 9, 10 and 13.
 * The other codes of type 3 are no verdict to nmap. Type 11 has two codes; nmap looks at neither.
 */
const icmpErrors: readonly Rule[] = [
  { when: { on: 'icmp', type: 3, code: 0 }, state: 'filtered', reason: 'net-unreach' },
  { when: { on: 'icmp', type: 3, code: 1 }, state: 'filtered', reason: 'host-unreach' },
  { when: { on: 'icmp', type: 3, code: 2 }, state: 'filtered', reason: 'proto-unreach' },
  { when: { on: 'icmp', type: 3, code: 3 }, state: 'filtered', reason: 'port-unreach' },
  { when: { on: 'icmp', type: 3, code: 9 }, state: 'filtered', reason: 'net-prohibited' },
  { when: { on: 'icmp', type: 3, code: 10 }, state: 'filtered', reason: 'host-prohibited' },
  { when: { on: 'icmp', type: 3, code: 13 }, state: 'filtered', reason: 'admin-prohibited' },
  { when: { on: 'icmp', type: 11 }, state: 'filtered', reason: 'time-exceeded' },
];

/** The rules of every TCP probe that an open port is meant to ignore. */
const resetOrSilence: readonly Rule[] = [reset, ...icmpErrors, silence('open|filtered')];

/**
 * Every scan technique, in the order in which their phases run. Adding one is adding a row.
 *
 * Facts: nmap 7.93, observed on the wire and in its output. `classify` is the only interpreter.
 */
export const TECHNIQUES: Readonly<Record<TechniqueName, Technique>> = {
  syn: {
    title: 'SYN scan (half-open)',
    flag: '-sS',
    phaseName: 'SYN Stealth Scan',
    scanInfoType: 'syn',
    protocol: 'tcp',
    probe: { kind: 'tcp', flags: SYN },
    source: 'RFC 9293 3.10.7.1 (closed), 3.10.7.2 (listen)',
    teaches: 'The first two steps of a handshake already tell whether somebody listens.',
    rules: [
      synAck,
      reset,
      // A peer that answers SYN with its own SYN opens simultaneously (RFC 9293 3.5), or splits its SYN+ACK.
      { when: { on: 'tcp', has: SYN, lacks: ACK }, state: 'open', reason: 'split-handshake-syn' },
      ...icmpErrors,
      silence('filtered'),
    ],
  },
  ack: {
    title: 'ACK scan',
    flag: '-sA',
    phaseName: 'ACK Scan',
    scanInfoType: 'ack',
    protocol: 'tcp',
    probe: { kind: 'tcp', flags: ACK },
    source: 'RFC 9293 3.10.7.1, 3.10.7.2: a reset for any ACK outside a connection, open or closed',
    teaches: 'A stray ACK maps the firewall, not the ports: a reset proves only that the probe got through.',
    rules: [{ ...reset, state: 'unfiltered' }, ...icmpErrors, silence('filtered')],
  },
  window: {
    title: 'Window scan',
    flag: '-sW',
    phaseName: 'Window Scan',
    scanInfoType: 'window',
    protocol: 'tcp',
    probe: { kind: 'tcp', flags: ACK },
    source: 'Stacks whose resets from open ports carry a non-zero window; RFC 9293 does not ask for it',
    teaches: 'A detail of some old stacks betrayed open ports; today a zero window says "closed" of all.',
    rules: [
      { when: { on: 'tcp', has: RST, lacks: SYN | ACK, window: 'nonzero' }, state: 'open', reason: 'reset' },
      { ...reset, when: { on: 'tcp', has: RST, lacks: SYN | ACK, window: 'zero' } },
      ...icmpErrors,
      silence('filtered'),
    ],
  },
  fin: {
    title: 'FIN scan',
    flag: '-sF',
    phaseName: 'FIN Scan',
    scanInfoType: 'fin',
    protocol: 'tcp',
    probe: { kind: 'tcp', flags: FIN },
    source: 'RFC 9293 3.10.7.1 (closed: reset), 3.10.7.2 (listen: drop)',
    teaches: 'Where no SYN is, an open port stays silent, and so silence means open or filtered.',
    rules: resetOrSilence,
  },
  xmas: {
    title: 'Xmas scan',
    flag: '-sX',
    phaseName: 'XMAS Scan',
    scanInfoType: 'xmas',
    protocol: 'tcp',
    probe: { kind: 'tcp', flags: FIN | PSH | URG },
    source: 'RFC 9293 3.10.7.1 (closed: reset), 3.10.7.2 (listen: drop)',
    teaches: 'Flags that never occur together slip past filters that look for SYN only, and are easily seen.',
    rules: resetOrSilence,
  },
  null: {
    title: 'NULL scan',
    flag: '-sN',
    phaseName: 'NULL Scan',
    scanInfoType: 'null',
    protocol: 'tcp',
    probe: { kind: 'tcp', flags: 0 },
    source: 'RFC 9293 3.10.7.1 (closed: reset), 3.10.7.2 (listen: drop)',
    teaches: 'Even a segment without any flag makes a closed port answer.',
    rules: resetOrSilence,
  },
  maimon: {
    title: 'Maimon scan',
    flag: '-sM',
    phaseName: 'Maimon Scan',
    scanInfoType: 'maimon',
    protocol: 'tcp',
    probe: { kind: 'tcp', flags: FIN | ACK },
    source: 'BSD-derived stacks that drop FIN+ACK at an open port, where RFC 9293 3.10.7.2 asks for a reset',
    teaches:
      'A scan is worth what the stack deviates from the standard: most stacks reset here, open or not.',
    rules: resetOrSilence,
  },
  udp: {
    title: 'UDP scan',
    flag: '-sU',
    phaseName: 'UDP Scan',
    scanInfoType: 'udp',
    protocol: 'udp',
    probe: { kind: 'udp' },
    source: 'RFC 1122 4.1.3.1 (port unreachable from a host without listener)',
    teaches:
      'UDP has no handshake: open ports mostly stay silent, and closed ones answer only as fast as ICMP may.',
    rules: [
      { when: { on: 'udp' }, state: 'open', reason: 'udp-response' },
      // Only the host itself knows that nobody listens; from a router the same message is a refusal.
      { when: { on: 'icmp', type: 3, code: 3, from: 'target' }, state: 'closed', reason: 'port-unreach' },
      ...icmpErrors,
      silence('open|filtered'),
    ],
  },
  connect: {
    title: 'connect() scan',
    flag: '-sT',
    phaseName: 'Connect Scan',
    scanInfoType: 'connect',
    protocol: 'tcp',
    probe: { kind: 'connect' },
    source: 'connect(2), and the errno Linux makes of each ICMP error (net/ipv4/icmp.c, icmp_err_convert)',
    teaches: 'Without raw packets the kernel interprets the answer first, and some of the evidence is lost.',
    rules: [
      { when: { on: 'connect', errno: 'none' }, state: 'open', reason: 'syn-ack' },
      // A reset, and also ICMP port unreachable: the kernel makes the same errno of both.
      { when: { on: 'connect', errno: ['ECONNREFUSED'] }, state: 'closed', reason: 'conn-refused' },
      { when: { on: 'connect', errno: ['ENETUNREACH'] }, state: 'filtered', reason: 'net-unreach' },
      { when: { on: 'connect', errno: ['EHOSTUNREACH'] }, state: 'filtered', reason: 'host-unreach' },
      { when: { on: 'connect', errno: ['ENOPROTOOPT'] }, state: 'filtered', reason: 'proto-unreach' },
      { when: { on: 'connect', errno: ['ENONET'] }, state: 'filtered', reason: 'dest-unreach' },
      {
        when: { on: 'connect', errno: ['EHOSTDOWN', 'ETIMEDOUT'] },
        state: 'filtered',
        reason: 'no-response',
      },
      { when: { on: 'connect', errno: ['EACCES'] }, state: 'filtered', reason: 'admin-prohibited' },
      // ICMP 3/5 and 12. nmap complains of a strange error and reads the socket again; reading the error has
      // cleared it, and so the port counts as connected. A bug of nmap's, and the verdict students will see.
      { when: { on: 'connect', errno: ['EOPNOTSUPP', 'EPROTO'] }, state: 'open', reason: 'syn-ack' },
      silence('filtered'),
    ],
  },
};

/** The names in the order in which the phases run. */
export const TECHNIQUE_NAMES = Object.keys(TECHNIQUES) as readonly TechniqueName[];
