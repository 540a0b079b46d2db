import { ICMP_NAMES } from '../../firewall/index.ts';
import type { Said } from './said.ts';

/** As iptables numbers the flags with -n. */
const FLAG_BITS: Readonly<Record<string, number>> = {
  FIN: 1,
  SYN: 2,
  RST: 4,
  PSH: 8,
  ACK: 16,
  URG: 32,
  NONE: 0,
};

export function tcpText(said: Said, names: boolean): string {
  const sign = (flag: string): string => (said.isNegated(flag) ? '!' : '');
  const flags = (list: string): string => (names ? list : hex(list));
  return [
    'tcp',
    ...said.ports(),
    ...said.each('--tcp-option', (kind) => `option=${sign('--tcp-option')}${kind}`),
    ...said.each(
      '--tcp-flags',
      (mask) => `flags:${sign('--tcp-flags')}${flags(mask)}/${flags(said.second('--tcp-flags'))}`,
    ),
  ].join(' ');
}

function hex(list: string): string {
  const bits = list.split(',').reduce((sum, flag) => sum + (FLAG_BITS[flag] ?? 0), 0);
  return `0x${bits.toString(16).toUpperCase().padStart(2, '0')}`;
}

export function icmpText(said: Said, names: boolean): string {
  const isNegated = said.isNegated('--icmp-type');
  const [type = '', code] = said.value('--icmp-type').split('/');
  const number = type === 'any' ? 255 : Number(type);
  const name = names ? nameOf(number, code) : undefined;
  if (name !== undefined) return `icmp ${isNegated ? '!' : ''}${name}`;
  return `icmp${isNegated ? ' !' : ''}type ${number}${code === undefined ? '' : ` code ${code}`}`;
}

/** The first of the names that iptables has for the type, or for type and code. */
function nameOf(type: number, code: string | undefined): string | undefined {
  const wanted = code === undefined ? 'any' : Number(code);
  return Object.entries(ICMP_NAMES).find(([, known]) => known[0] === type && known[1] === wanted)?.[0];
}
