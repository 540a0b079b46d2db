import type { OptionSpec } from '../extension.ts';
import { negatable } from '../extension.ts';
import { printRange, readPortRange } from '../text/values.ts';

/** A port or a range of ports, both ends included. */
export type PortRange = { readonly range: readonly [number, number]; readonly negated?: true };

export type PortOptions = { readonly source?: PortRange; readonly destination?: PortRange };

/** `--sport` and `--dport`, as the tcp and udp matches have them. */
export const PORT_OPTIONS: readonly OptionSpec<PortOptions>[] = [
  portOption('source', ['--sport', '--source-port']),
  portOption('destination', ['--dport', '--destination-port']),
];

function portOption(side: keyof PortOptions, flags: readonly string[]): OptionSpec<PortOptions> {
  return {
    flags,
    takes: ['a port or a range'],
    negatable: true,
    read(draft, [text = ''], negated) {
      const range = readPortRange(text);
      if (!range) return `"${text}" is not a port, nor a range LOW:HIGH of ports.`;
      draft[side] = negated ? { range, negated } : { range };
      return undefined;
    },
  };
}

export const printPorts = ({ source, destination }: PortOptions): readonly string[] => [
  ...(source ? negatable(source.negated, '--sport', printRange(source.range)) : []),
  ...(destination ? negatable(destination.negated, '--dport', printRange(destination.range)) : []),
];

export const isWithin = (port: number, { range: [low, high], negated }: PortRange): boolean =>
  port >= 0 && (port >= low && port <= high) !== (negated ?? false);
