import { PROTOCOL } from '../../../engine/packet/index.ts';
import { defineMatch, negatable } from '../extension.ts';
import { readNumber } from '../text/values.ts';

/** `type` 255 means any. */
type IcmpOptions = {
  readonly type: number;
  readonly code: number | 'any';
  readonly negated?: true;
};

/** iptables' names of ICMP types and codes. Several names of one type are one row each. */
export const ICMP_NAMES: Readonly<Record<string, readonly [number, number | 'any']>> = {
  any: [255, 'any'],
  'echo-reply': [0, 'any'],
  pong: [0, 'any'],
  'destination-unreachable': [3, 'any'],
  'network-unreachable': [3, 0],
  'host-unreachable': [3, 1],
  'protocol-unreachable': [3, 2],
  'port-unreachable': [3, 3],
  'fragmentation-needed': [3, 4],
  'source-route-failed': [3, 5],
  'network-unknown': [3, 6],
  'host-unknown': [3, 7],
  'network-prohibited': [3, 9],
  'host-prohibited': [3, 10],
  'TOS-network-unreachable': [3, 11],
  'TOS-host-unreachable': [3, 12],
  'communication-prohibited': [3, 13],
  'host-precedence-violation': [3, 14],
  'precedence-cutoff': [3, 15],
  'source-quench': [4, 'any'],
  redirect: [5, 'any'],
  'network-redirect': [5, 0],
  'host-redirect': [5, 1],
  'TOS-network-redirect': [5, 2],
  'TOS-host-redirect': [5, 3],
  'echo-request': [8, 'any'],
  ping: [8, 'any'],
  'router-advertisement': [9, 'any'],
  'router-solicitation': [10, 'any'],
  'time-exceeded': [11, 'any'],
  'ttl-exceeded': [11, 'any'],
  'ttl-zero-during-transit': [11, 0],
  'ttl-zero-during-reassembly': [11, 1],
  'parameter-problem': [12, 'any'],
  'ip-header-bad': [12, 0],
  'required-option-missing': [12, 1],
  'timestamp-request': [13, 'any'],
  'timestamp-reply': [14, 'any'],
  'address-mask-request': [17, 'any'],
  'address-mask-reply': [18, 'any'],
};

/** The type of an ICMP message, by name or number. */
export const icmp = defineMatch<IcmpOptions>({
  name: 'icmp',
  summary: '--icmp-type TYPE[/CODE], or a name such as echo-request',
  protocols: [PROTOCOL.ICMP],
  options: [
    {
      flags: ['--icmp-type'],
      takes: ['an ICMP type'],
      negatable: true,
      read(draft, [text = ''], negated) {
        const found = readType(text);
        if (typeof found === 'string') return found;
        [draft.type, draft.code] = found;
        if (negated) draft.negated = true;
        return undefined;
      },
    },
  ],
  finish: ({ type, code, negated }) =>
    type === undefined || code === undefined
      ? 'The icmp match needs --icmp-type.'
      : { type, code, ...(negated ? { negated } : {}) },
  print: ({ type, code, negated }) =>
    negatable(
      negated,
      '--icmp-type',
      type === 255 ? 'any' : code === 'any' ? String(type) : `${type}/${code}`,
    ),
  compile:
    ({ type, code, negated }) =>
    ({ icmpType, icmpCode }) =>
      icmpType >= 0 &&
      (type === 255 || (icmpType === type && (code === 'any' || icmpCode === code))) !== (negated ?? false),
});

/** A whole name, or the beginning of exactly one, as iptables takes it; or TYPE, or TYPE/CODE. */
function readType(text: string): readonly [number, number | 'any'] | string {
  const named = Object.entries(ICMP_NAMES).filter(([name]) =>
    name.toLowerCase().startsWith(text.toLowerCase()),
  );
  const exact = named.find(([name]) => name.toLowerCase() === text.toLowerCase()) ?? named[0];
  if (exact && (named.length === 1 || exact[0].length === text.length)) return exact[1];
  if (named.length > 1 && text !== '') return `"${text}" could be ${named[0]?.[0]} or ${named[1]?.[0]}.`;
  const [typeText = '', codeText, ...rest] = text.split('/');
  const type = readNumber(typeText, 0, 255);
  const code = codeText === undefined ? 'any' : readNumber(codeText, 0, 255);
  if (type === undefined || code === undefined || rest.length > 0) {
    return `"${text}" is not an ICMP type: a name such as echo-request, TYPE, or TYPE/CODE.`;
  }
  return [type, code];
}
