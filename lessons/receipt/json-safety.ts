/** Whether brackets stand open deeper than `most`; asked before parsing, since a parser keeps something for each. */
export function isDeeper(text: string, most: number): boolean {
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') isString = !isString;
    else if (isString && character === '\\') at += 1;
    else if (!isString && (character === '[' || character === '{')) depth += 1;
    else if (!isString && (character === ']' || character === '}')) depth -= 1;
    if (depth > most) return true;
  }
  return false;
}

/** Names by which an object reaches what all objects share. Nothing of ours is called so. */
const SHARED = ['__proto__', 'constructor', 'prototype'];

/** The first such name in a parsed value, if any. Its depth is bounded by `isDeeper`. */
export function sharedName(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const found = SHARED.includes(name) ? name : sharedName(member);
    if (found !== undefined) return found;
  }
  return undefined;
}
