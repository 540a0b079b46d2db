import { PROTOCOL } from '../../../engine/packet/index.ts';
import { defineTarget } from '../extension.ts';
import { readPort } from '../text/values.ts';

type RedirectOptions = { readonly ports?: readonly [number, number] };

const UDP_LITE = 136;

/** Sends a packet to this very host, and to another port if one is given. */
export const redirect = defineTarget<RedirectOptions>({
  name: 'REDIRECT',
  summary: '--to-ports PORT or LOW-HIGH',
  tables: ['nat'],
  hooks: ['PREROUTING', 'OUTPUT'],
  options: [
    {
      flags: ['--to-ports'],
      takes: ['a port or a range'],
      read(draft, [text = '']) {
        const [low = '', high = low, ...rest] = text.split('-');
        const first = readPort(low);
        const last = readPort(high);
        if (!first || !last || first > last || rest.length > 0) {
          return `"${text}" is not a port, nor a range LOW-HIGH of ports.`;
        }
        draft.ports = [first, last];
        return undefined;
      },
    },
  ],
  finish: (draft, { protocol }) => {
    const withPorts = [PROTOCOL.TCP, PROTOCOL.UDP, PROTOCOL.SCTP, UDP_LITE] as readonly number[];
    if (draft.ports && (!protocol || protocol.negated || !withPorts.includes(protocol.number))) {
      return '--to-ports needs a protocol with ports: the rule must say -p tcp or -p udp.';
    }
    return draft;
  },
  print: ({ ports }) =>
    ports ? ['--to-ports', ports[0] === ports[1] ? String(ports[0]) : ports.join('-')] : [],
  outcome: ({ ports }) => ({ kind: 'redirect', ports }),
});
