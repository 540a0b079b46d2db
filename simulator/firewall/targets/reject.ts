import { PROTOCOL } from '../../../engine/packet/index.ts';
import { defineTarget } from '../extension.ts';

type RejectOptions = { readonly with: string };

/** ICMP unreachable codes by iptables' names; the short names are accepted too. */
const CODES: Readonly<Record<string, { readonly code: number; readonly short: string }>> = {
  'icmp-net-unreachable': { code: 0, short: 'net-unreach' },
  'icmp-host-unreachable': { code: 1, short: 'host-unreach' },
  'icmp-proto-unreachable': { code: 2, short: 'proto-unreach' },
  'icmp-port-unreachable': { code: 3, short: 'port-unreach' },
  'icmp-net-prohibited': { code: 9, short: 'net-prohib' },
  'icmp-host-prohibited': { code: 10, short: 'host-prohib' },
  'tcp-reset': { code: -1, short: 'tcp-rst' },
  'icmp-admin-prohibited': { code: 13, short: 'admin-prohib' },
};

/** Refuses a packet and says so: with an ICMP error, or with a TCP reset. */
export const reject = defineTarget<RejectOptions>({
  name: 'REJECT',
  summary: `--reject-with ${Object.keys(CODES).join(' ')}`,
  tables: ['filter'],
  options: [
    {
      flags: ['--reject-with'],
      takes: ['a kind of answer'],
      read(draft, [text = '']) {
        const lower = text.toLowerCase();
        const found = Object.entries(CODES).find(
          ([name, { short }]) => lower !== '' && (name.startsWith(lower) || short.startsWith(lower)),
        );
        if (!found) return `"${text}" is no way to reject: ${Object.keys(CODES).join(', ')}.`;
        draft.with = found[0];
        return undefined;
      },
    },
  ],
  finish: (draft, { protocol }) => {
    const answer = draft.with ?? 'icmp-port-unreachable';
    if (answer === 'tcp-reset' && (protocol?.number !== PROTOCOL.TCP || protocol.negated)) {
      return 'Only TCP can be rejected with tcp-reset: the rule must say -p tcp.';
    }
    return { with: answer };
  },
  print: (options) => ['--reject-with', options.with],
  outcome: (options) => ({
    kind: 'reject',
    answer: options.with === 'tcp-reset' ? 'tcp-reset' : { code: CODES[options.with]?.code ?? 3 },
  }),
});
