import { parseIpv4 } from '../packet/index.ts';

/** What is wrong inside a value, and where. */
export interface Fault {
  /** From the value that was checked: `.because[0]`; empty for the value itself. */
  readonly place: string;
  /** What stands there: `"x"`, `a list`. */
  readonly found: string;
  /** What must: `a whole number from 0 to 255`. */
  readonly wanted: string;
}

/** Says what is wrong with a value; nothing where it is right. */
export type Check = (value: unknown) => Fault | undefined;

/** A member that must be there, or one that may be. */
export type Field = Check | { readonly optional: Check };

/** A check for each member of `T`, so that a type and its table cannot part. */
export type Fields<T> = {
  readonly [K in keyof T]-?: T extends Readonly<Record<K, T[K]>> ? Check : { readonly optional: Check };
};

const SHOWN = 40;

export const fault = (value: unknown, wanted: string): Fault => ({ place: '', found: shown(value), wanted });

export const within = (place: string, inner: Fault | undefined): Fault | undefined =>
  inner && { ...inner, place: `${place}${inner.place}` };

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text =
  (most: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= most
      ? undefined
      : fault(value, `text of at most ${most} characters`);

export const matching =
  (pattern: RegExp, most: number, wanted: string): Check =>
  (value) =>
    typeof value === 'string' && value.length <= most && pattern.test(value)
      ? undefined
      : fault(value, wanted);

export const whole =
  (least: number, most = Number.MAX_SAFE_INTEGER): Check =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most
      ? undefined
      : fault(value, `a whole number from ${least} to ${most}`);

export const exactly =
  (only: string | number): Check =>
  (value) =>
    value === only ? undefined : fault(value, JSON.stringify(only));

/** Names every word of a type, so that none can be forgotten. */
export const word = <T extends string>(words: Readonly<Record<T, true>>): Check => oneOf(Object.keys(words));

export function oneOf(words: readonly string[], wanted = `one of ${words.join(', ')}`): Check {
  const known = new Set<unknown>(words);
  return (value) => (known.has(value) ? undefined : fault(value, wanted));
}

export const address: Check = (value) =>
  typeof value === 'string' && parseIpv4(value) !== undefined ? undefined : fault(value, 'an IPv4 address');

export const list =
  (check: Check, most = Infinity): Check =>
  (value) => {
    if (!Array.isArray(value)) return fault(value, 'a list');
    if (value.length > most) return fault(value, `a list of at most ${most}`);
    for (const [index, item] of value.entries()) {
      const wrong = check(item);
      if (wrong !== undefined) return within(`[${index}]`, wrong);
    }
    return undefined;
  };

/** Exactly these members. The table is a Map, so that `constructor` and its like are strangers as any other. */
export function record(fields: Readonly<Record<string, Field>>): Check {
  const table = new Map(Object.entries(fields));
  const needed = [...table].filter(([, field]) => typeof field === 'function').map(([name]) => name);
  return (value) => {
    if (!isRecord(value)) return fault(value, 'an object');
    for (const name of Object.keys(value)) {
      const field = table.get(name);
      if (field === undefined) return stranger(name, table);
      const wrong = (typeof field === 'function' ? field : field.optional)(value[name]);
      if (wrong !== undefined) return within(`.${name}`, wrong);
    }
    const missing = needed.find((name) => !Object.hasOwn(value, name));
    return missing === undefined ? undefined : { place: `.${missing}`, found: 'missing', wanted: 'there' };
  };
}

const stranger = (name: string, table: ReadonlyMap<string, Field>): Fault => ({
  place: '',
  found: `an object with the member ${quoted(name)}`,
  wanted: `an object with no members but ${[...table.keys()].join(', ')}`,
});

function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (isRecord(value)) return 'an object';
  return String(value);
}

const quoted = (value: string): string =>
  JSON.stringify(value.length > SHOWN ? `${value.slice(0, SHOWN)}...` : value);
