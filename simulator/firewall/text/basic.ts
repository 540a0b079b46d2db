import type { MaskedAddress, Negatable, Rule } from '../ruleset.ts';
import type { Cursor } from './cursor.ts';
import { ALL_ONES, readAddress, readMask, readProtocol } from './values.ts';
import type { Word } from './words.ts';

/** A rule being read: `-s a,b` makes several rules of one command. */
export interface BasicDraft {
  protocol?: NonNullable<Rule['protocol']>;
  sources?: readonly Negatable<MaskedAddress>[];
  destinations?: readonly Negatable<MaskedAddress>[];
  inInterface?: NonNullable<Rule['inInterface']>;
  outInterface?: NonNullable<Rule['outInterface']>;
  fragment?: NonNullable<Rule['fragment']>;
}

/** Two lists make as many rules as their product: no list is long enough to fill the memory. */
const MOST_ADDRESSES = 32;

type Reader = (draft: BasicDraft, cursor: Cursor, option: Word, negated: boolean) => undefined;

const protocol: Reader = (draft, cursor, option, negated) => {
  const text = cursor.value(option, 'a protocol')?.text ?? '';
  const number = readProtocol(text);
  if (number === undefined) {
    return cursor.refuse(
      `"${text}" is not a protocol.`,
      'Use tcp, udp, icmp, all, or a number from 0 to 255.',
    );
  }
  if (draft.protocol) return cursor.refuse('A rule names one protocol.', undefined, option);
  if (number === 0 && negated)
    return cursor.refuse('No packet is of no protocol.', 'Leave out ! -p all.', option);
  // Protocol 0 means any: the rule has no condition on it.
  if (number !== 0) draft.protocol = negated ? { number, negated } : { number };
  return undefined;
};

const addresses =
  (side: 'sources' | 'destinations'): Reader =>
  (draft, cursor, option, negated) => {
    const text = cursor.value(option, 'an address')?.text ?? '';
    const read = text.split(',', MOST_ADDRESSES + 1).map((part) => readMasked(part, cursor));
    const list = read.filter((masked) => masked !== undefined);
    if (draft[side]) {
      return cursor.refuse(`A rule has one ${option.text}.`, 'Write the addresses as one list, a,b.', option);
    }
    if (list.length > MOST_ADDRESSES) {
      return cursor.refuse(
        `A list here has at most ${MOST_ADDRESSES} addresses.`,
        'Use a mask, or several rules.',
      );
    }
    if (negated && list.length > 1) {
      return cursor.refuse(
        'A list of addresses cannot be negated.',
        'Write a rule for each address.',
        option,
      );
    }
    draft[side] = list.map((masked) => (negated ? { ...masked, negated } : masked));
    return undefined;
  };

function readMasked(text: string, cursor: Cursor): MaskedAddress | undefined {
  const [host = '', maskText, ...rest] = text.split('/');
  const address = readAddress(host);
  if (address === undefined || rest.length > 0) {
    return cursor.refuse(
      `"${text}" is not an IPv4 address.`,
      'Write four numbers from 0 to 255, and a mask if one is meant: 198.18.10.0/24. Names are not looked up.',
    );
  }
  const mask = maskText === undefined ? ALL_ONES : readMask(maskText);
  if (mask === undefined)
    return cursor.refuse(`"${maskText}" is not a mask.`, 'Use /0 to /32, or /255.255.255.0.');
  return { address: (address & mask) >>> 0, mask };
}

const interfaceName =
  (side: 'inInterface' | 'outInterface'): Reader =>
  (draft, cursor, option, negated) => {
    const text = cursor.value(option, 'an interface')?.text ?? '';
    if (!/^[A-Za-z0-9_.-]{0,15}\+?$/.test(text) || text.length > 15 || text === '' || text.startsWith('-')) {
      return cursor.refuse(
        `"${text}" is not the name of an interface.`,
        'Names have 1 to 15 letters, digits, "_", "." or "-".',
      );
    }
    if (draft[side]) return cursor.refuse(`A rule has one ${option.text}.`, undefined, option);
    draft[side] = negated ? { name: text, negated } : { name: text };
    return undefined;
  };

const fragment: Reader = (draft, _cursor, _option, negated) => {
  draft.fragment = negated ? { negated } : {};
  return undefined;
};

/** What every rule may have, without any `-m`. */
export const BASIC: ReadonlyMap<string, Reader> = new Map([
  ['-p', protocol],
  ['--protocol', protocol],
  ['--proto', protocol],
  ['-s', addresses('sources')],
  ['--source', addresses('sources')],
  ['--src', addresses('sources')],
  ['-d', addresses('destinations')],
  ['--destination', addresses('destinations')],
  ['--dst', addresses('destinations')],
  ['-i', interfaceName('inInterface')],
  ['--in-interface', interfaceName('inInterface')],
  ['-o', interfaceName('outInterface')],
  ['--out-interface', interfaceName('outInterface')],
  ['-f', fragment],
  ['--fragment', fragment],
]);

/** The rules that one command stands for: one for each pair of a source and a destination. */
export function spread(draft: BasicDraft): readonly Omit<Rule, 'matches'>[] {
  const { sources, destinations, ...rest } = draft;
  const common = withoutEmpty(rest);
  return (sources ?? [undefined]).flatMap((source) =>
    (destinations ?? [undefined]).map((destination) => ({
      ...common,
      ...(source && isCondition(source) ? { source } : {}),
      ...(destination && isCondition(destination) ? { destination } : {}),
    })),
  );
}

/** `-s 0.0.0.0/0` holds always; `! -s 0.0.0.0/0` never does, and stays. */
const isCondition = (masked: Negatable<MaskedAddress>): boolean =>
  masked.mask !== 0 || masked.negated === true;

/** `-i +` is every interface: no condition. */
function withoutEmpty({ inInterface, outInterface, ...rest }: Omit<BasicDraft, 'sources' | 'destinations'>) {
  const every = (side: Rule['inInterface']) => !side || (side.name === '+' && !side.negated);
  return {
    ...rest,
    ...(inInterface && !every(inInterface) ? { inInterface } : {}),
    ...(outInterface && !every(outInterface) ? { outInterface } : {}),
  };
}
