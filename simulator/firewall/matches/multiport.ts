import { PROTOCOL } from '../../../engine/packet/index.ts';
import { defineMatch, negatable, type OptionSpec } from '../extension.ts';
import { printRange, readPortRange } from '../text/values.ts';

type Side = 'source' | 'destination' | 'either';
type MultiportOptions = {
  readonly side: Side;
  readonly ports: readonly (readonly [number, number])[];
  readonly negated?: true;
};

const SIDES: Readonly<Record<Side, string>> = {
  source: '--sports',
  destination: '--dports',
  either: '--ports',
};
/** XT_MULTI_PORTS; a range takes two places. */
const PLACES = 15;
const UDP_LITE = 136;

/** Up to fifteen ports in one rule. */
export const multiport = defineMatch<MultiportOptions>({
  name: 'multiport',
  summary: '--sports --dports --ports',
  protocols: [PROTOCOL.TCP, PROTOCOL.UDP, PROTOCOL.SCTP, UDP_LITE],
  options: [
    portsOption('source', ['--sports', '--source-ports']),
    portsOption('destination', ['--dports', '--destination-ports']),
    portsOption('either', ['--ports']),
  ],
  finish: ({ side, ports, negated }) =>
    side && ports
      ? { side, ports, ...(negated ? { negated } : {}) }
      : 'The multiport match needs --sports, --dports or --ports.',
  print: ({ side, ports, negated }) => negatable(negated, SIDES[side], ports.map(printRange).join(',')),
  compile: ({ side, ports, negated }) => {
    const within = (port: number) => ports.some(([low, high]) => port >= low && port <= high);
    return ({ sourcePort, destinationPort }) => {
      if (sourcePort < 0) return false;
      const found =
        (side !== 'destination' && within(sourcePort)) || (side !== 'source' && within(destinationPort));
      return found !== (negated ?? false);
    };
  },
});

function portsOption(side: Side, flags: readonly string[]): OptionSpec<MultiportOptions> {
  return {
    flags,
    takes: ['ports with commas between'],
    negatable: true,
    read(draft, [text = ''], negated) {
      if (draft.side) return 'One multiport match takes one list of ports.';
      const ranges = text.split(',').map(readPortRange);
      const ports = ranges.filter((range) => range !== undefined);
      if (ports.length < ranges.length) return `"${text}" is not a list of ports, 22,80,8000:8080.`;
      const places = text.split(',').reduce((sum, part) => sum + (part.includes(':') ? 2 : 1), 0);
      if (places > PLACES)
        return `multiport holds ${PLACES} ports, a range counting as two; these are ${places}.`;
      draft.side = side;
      draft.ports = ports;
      if (negated) draft.negated = true;
      return undefined;
    },
  };
}
