/** Ascending port numbers, added one at a time, as nmap lists them: `21-23,25,80`. */
export interface PortRanges {
  add(port: number): void;
  toString(): string;
}

export function portRanges(): PortRanges {
  let text = '';
  let first = -1;
  let last = -1;
  const close = (): string => {
    if (first < 0) return text;
    const range = first === last ? `${first}` : `${first}-${last}`;
    return text === '' ? range : `${text},${range}`;
  };
  return {
    add(port) {
      if (first >= 0 && port === last + 1) {
        last = port;
        return;
      }
      text = close();
      first = port;
      last = port;
    },
    toString: close,
  };
}

/** The same for a list that is complete already. */
export function formatPorts(ports: Iterable<number>): string {
  const ranges = portRanges();
  for (const port of ports) ranges.add(port);
  return ranges.toString();
}
