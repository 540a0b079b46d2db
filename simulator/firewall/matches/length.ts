import { defineMatch, negatable } from '../extension.ts';
import { printRange, readNumber } from '../text/values.ts';

type LengthOptions = { readonly range: readonly [number, number]; readonly negated?: true };

/** The total length of the IP packet. */
export const length = defineMatch<LengthOptions>({
  name: 'length',
  summary: '--length N or LOW:HIGH',
  options: [
    {
      flags: ['--length'],
      takes: ['a length or a range'],
      negatable: true,
      read(draft, [text = ''], negated) {
        const [low = '', high = low, ...rest] = text.split(':');
        const first = low === '' && text.includes(':') ? 0 : readNumber(low, 0, 65535);
        const last = high === '' ? 65535 : readNumber(high, 0, 65535);
        if (first === undefined || last === undefined || first > last || rest.length > 0 || text === '') {
          return `"${text}" is not a length, nor a range LOW:HIGH of lengths.`;
        }
        draft.range = [first, last];
        if (negated) draft.negated = true;
        return undefined;
      },
    },
  ],
  finish: ({ range, negated }) =>
    range ? { range, ...(negated ? { negated } : {}) } : 'The length match needs --length.',
  print: ({ range, negated }) => negatable(negated, '--length', printRange(range)),
  compile:
    ({ range: [low, high], negated }) =>
    ({ totalLength }) =>
      (totalLength >= low && totalLength <= high) !== (negated ?? false),
});
