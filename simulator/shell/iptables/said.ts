/** The canonical words of a match or target, asked by their options. */
export interface Said {
  has(flag: string): boolean;
  isNegated(flag: string): boolean;
  /** `! ` before a negated option's text. */
  bang(flag: string): string;
  value(flag: string, otherwise?: string): string;
  /** The second value, of --tcp-flags. */
  second(flag: string): string;
  /** A text made of the value; nothing where the option is absent. */
  each(flag: string, text: (value: string) => string): string[];
  /** --sport and --dport as -L has them: `spt:22`, `dpts:!20:25`. */
  ports(): string[];
}

export function saidOf(words: readonly string[]): Said {
  const at = (flag: string): number => words.indexOf(flag);
  const has = (flag: string): boolean => at(flag) >= 0;
  const isNegated = (flag: string): boolean => has(flag) && words[at(flag) - 1] === '!';
  const value = (flag: string, otherwise = ''): string =>
    (has(flag) ? words[at(flag) + 1] : undefined) ?? otherwise;
  const each: Said['each'] = (flag, text) => (has(flag) ? [text(value(flag))] : []);
  const port = (flag: string, name: string): string[] =>
    each(flag, (range) => `${name}${range.includes(':') ? 's' : ''}:${isNegated(flag) ? '!' : ''}${range}`);
  return {
    has,
    isNegated,
    value,
    each,
    bang: (flag) => (isNegated(flag) ? '! ' : ''),
    second: (flag) => (has(flag) ? words[at(flag) + 2] : undefined) ?? '',
    ports: () => [...port('--sport', 'spt'), ...port('--dport', 'dpt')],
  };
}
