/** The fields of a line of a golden trace, by name: its time, and then name and value in turn. */
export function fieldsOf(line: string): Map<string, string> {
  const [time = '', ...words] = line.trim().split(/ +/);
  const fields = new Map([['time', time]]);
  for (let at = 0; at < words.length; at += 2) fields.set(words[at] ?? '', words[at + 1] ?? '');
  return fields;
}

/** The first difference of two traces, told as packetdrill does: field, expected, actual, both lines, where. */
export function mismatch(
  file: string,
  expected: readonly string[],
  actual: readonly string[],
): string | undefined {
  const length = Math.max(expected.length, actual.length);
  for (let at = 0; at < length; at++) {
    const [wanted, found] = [expected[at], actual[at]];
    if (wanted === found) continue;
    const lines = [`  expected: ${wanted ?? '(the end)'}`, `  actual:   ${found ?? '(the end)'}`];
    return [`${file}:${at + 1}: ${fieldText(wanted, found)}`, ...lines].join('\n');
  }
  return undefined;
}

function fieldText(wanted: string | undefined, found: string | undefined): string {
  if (wanted === undefined || found === undefined) return 'one trace is longer than the other';
  const [before, after] = [fieldsOf(wanted), fieldsOf(found)];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    if (before.get(name) !== after.get(name))
      return `${name}: expected ${valueText(before.get(name))}, actual ${valueText(after.get(name))}`;
  }
  return 'the lines are spaced differently';
}

/** Numbers in decimal and hexadecimal: some mistakes show only in one of them. */
function valueText(value: string | undefined): string {
  if (value === undefined) return 'none';
  return /^\d+$/.test(value) ? `${value} (0x${Number(value).toString(16)})` : value;
}
