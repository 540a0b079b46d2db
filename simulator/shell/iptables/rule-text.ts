import { MATCHES, type MatchPart, TARGETS, type TargetPart } from '../../firewall/index.ts';
import { icmpText, tcpText } from './packet-text.ts';
import { type Said, saidOf } from './said.ts';

/** How `iptables -L` words a match, from the words in which `iptables -S` writes it. */
type Wording = (said: Said, names: boolean) => string;

const MATCH_WORDINGS: Readonly<Record<string, Wording>> = {
  tcp: tcpText,
  udp: (said) => ['udp', ...said.ports()].join(' '),
  icmp: icmpText,
  multiport: (said) => {
    const kind = ['sports', 'dports', 'ports'].find((one) => said.has(`--${one}`)) ?? '';
    return `multiport ${kind} ${said.isNegated(`--${kind}`) ? ' !' : ''}${said.value(`--${kind}`)}`;
  },
  conntrack: (said) =>
    [
      ...(said.has('--ctstate') ? [`${said.bang('--ctstate')}ctstate ${said.value('--ctstate')}`] : []),
      ...(said.has('--ctdir') ? [`ctdir ${said.value('--ctdir')}`] : []),
    ].join(' '),
  state: (said) => `${said.bang('--state')}state ${said.value('--state')}`,
  limit: (said) => `limit: avg ${said.value('--limit')} burst ${said.value('--limit-burst', '5')}`,
  hashlimit: (said) =>
    [
      'limit:',
      said.has('--hashlimit-upto')
        ? `up to ${said.value('--hashlimit-upto')}`
        : `above ${said.value('--hashlimit-above')}`,
      `burst ${said.value('--hashlimit-burst')}`,
      ...said.each('--hashlimit-mode', (modes) => `mode ${modes.replaceAll(',', '-')}`),
      ...said.each('--hashlimit-srcmask', (mask) => `srcmask ${mask}`),
      ...said.each('--hashlimit-dstmask', (mask) => `dstmask ${mask}`),
    ].join(' '),
  recent: (said) => {
    const [flag, action] = RECENT_ACTIONS.find(([one]) => said.has(one)) ?? ['', ''];
    return [
      `${said.bang(flag)}recent: ${action}`,
      ...said.each('--seconds', (seconds) => `seconds: ${seconds}`),
      ...said.each('--hitcount', (count) => `hit_count: ${count}`),
      ...(said.has('--rttl') ? ['TTL-Match'] : []),
      `name: ${said.value('--name')} side: ${said.has('--rdest') ? 'dest' : 'source'}`,
      `mask: ${said.value('--mask')}`,
    ].join(' ');
  },
  connlimit: (said) => {
    const side = said.has('--connlimit-daddr') ? 'dst' : 'src';
    const bound = said.has('--connlimit-above')
      ? `> ${said.value('--connlimit-above')}`
      : `<= ${said.value('--connlimit-upto')}`;
    return `#conn ${side}/${said.value('--connlimit-mask')} ${bound}`;
  },
  statistic: (said) =>
    said.value('--mode') === 'random'
      ? `statistic mode random ${said.bang('--probability')}probability ${said.value('--probability')}`
      : [
          `statistic mode nth ${said.bang('--every')}every ${said.value('--every')}`,
          ...said.each('--packet', (packet) => `packet ${packet}`).filter((text) => text !== 'packet 0'),
        ].join(' '),
  ttl: (said) => {
    if (said.has('--ttl-lt')) return `TTL match TTL < ${said.value('--ttl-lt')}`;
    if (said.has('--ttl-gt')) return `TTL match TTL > ${said.value('--ttl-gt')}`;
    return `TTL match TTL ${said.isNegated('--ttl-eq') ? '!=' : '=='} ${said.value('--ttl-eq')}`;
  },
  length: (said) => `length ${said.isNegated('--length') ? '!' : ''}${said.value('--length')}`,
};

const RECENT_ACTIONS = [
  ['--set', 'SET'],
  ['--rcheck', 'CHECK'],
  ['--update', 'UPDATE'],
  ['--remove', 'REMOVE'],
] as const;

const TARGET_WORDINGS: Readonly<Record<string, Wording>> = {
  REJECT: (said) => `reject-with ${said.value('--reject-with')}`,
  LOG: logText,
  REDIRECT: (said) => said.each('--to-ports', (ports) => `redir ports ${ports}`).join(''),
  NOTRACK: () => 'NOTRACK',
  CT: () => 'CT notrack',
};

/** Names of levels, and the bits by which -n shows the flags of LOG. */
const LEVELS = ['emerg', 'alert', 'crit', 'err', 'warn', 'notice', 'info', 'debug'] as const;
const DEFAULT_LEVEL = '4';
const LOG_FLAGS = [
  ['--log-tcp-sequence', 1],
  ['--log-tcp-options', 2],
  ['--log-ip-options', 4],
  ['--log-uid', 8],
  ['--log-macdecode', 32],
] as const;

function logText(said: Said, names: boolean): string {
  const level = said.value('--log-level', DEFAULT_LEVEL);
  const flags = LOG_FLAGS.filter(([flag]) => said.has(flag));
  const bits = flags.reduce((sum, [, bit]) => sum + bit, 0);
  const prefix = said.each('--log-prefix', (text) => `prefix "${text}"`);
  if (!names) return ['LOG', `flags ${bits} level ${level}`, ...prefix].join(' ');
  const flagNames = flags.map(([flag]) => flag.slice('--log-'.length));
  return ['LOG', `level ${LEVELS[Number(level)]}`, ...flagNames, ...prefix].join(' ');
}

export function matchText({ extension, options }: MatchPart, names: boolean): string {
  const words = MATCHES.get(extension)?.print(options) ?? [];
  return MATCH_WORDINGS[extension]?.(saidOf(words), names) ?? words.join(' ');
}

/** What stands behind the matches; verdicts and chains say all in their own column. */
export function targetText(target: TargetPart | undefined, names: boolean): string {
  if (target?.kind !== 'extension') return '';
  const words = TARGETS.get(target.extension)?.print(target.options) ?? [];
  return TARGET_WORDINGS[target.extension]?.(saidOf(words), names) ?? words.join(' ');
}
