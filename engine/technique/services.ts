import { NAMES, RANKED } from './services.data.ts';

type Protocol = 'tcp' | 'udp';

/** How many ports of each protocol have a known rank: nmap's default of 1000, and some for excluded ones. */
export const RANKED_COUNT = 1500;

/**
 * The name nmap prints for a port. `unknown` is a name too: the port is listed under it. `undefined`: not listed
 * (nmap prints `unknown` in its tables then as well, but nothing at all in grepable output).
 */
export const serviceName = (protocol: Protocol, port: number): string | undefined => names(protocol)[port];

/** Whether nmap's list of services has the port: what `-p [1-1024]` selects. */
export const isListed = (protocol: Protocol, port: number): boolean => names(protocol)[port] !== undefined;

/** The `count` ports that answer most often, most frequent first; at most `RANKED_COUNT`. */
export const topPorts = (protocol: Protocol, count: number): readonly number[] =>
  ranked(protocol).slice(0, count);

/**
 * Ports whose service name fits a mask, ascending: `http*` finds http, https, http-proxy ... `*` stands for any
 * text, `?` for one character; upper and lower case are the same.
 */
export function matchServiceMask(protocol: Protocol, mask: string): readonly number[] {
  const wanted = mask.toLowerCase();
  const ports: number[] = [];
  for (const [port, name] of names(protocol).entries()) {
    if (name !== undefined && fitsMask(wanted, name.toLowerCase())) ports.push(port);
  }
  return ports;
}

/** Glob matching without recursion or regular expressions: a mask of many stars stays quick. */
function fitsMask(mask: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let i = 0;
  while (i < text.length) {
    if (mask[at] === '*') {
      star = at++;
      resume = i;
    } else if (at < mask.length && (mask[at] === '?' || mask[at] === text[i])) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++resume;
    } else return false;
  }
  while (mask[at] === '*') at++;
  return at === mask.length;
}

type Table = readonly (string | undefined)[];

/** Decoded on first use: a command that needs no names should not pay for them. */
const decoded: { tcp?: Table; udp?: Table } = {};

function names(protocol: Protocol): Table {
  const known = decoded[protocol];
  if (known) return known;
  const table = decodeNames(NAMES[protocol], protocol === 'udp' ? names('tcp') : []);
  decoded[protocol] = table;
  return table;
}

const parsedRanks: { tcp?: readonly number[]; udp?: readonly number[] } = {};

function ranked(protocol: Protocol): readonly number[] {
  parsedRanks[protocol] ??= RANKED[protocol].trim().split(/\s+/).map(Number);
  return parsedRanks[protocol];
}

/** Reads the notation of `services.data.ts`. `other` is the table that `=` refers to. */
export function decodeNames(text: string, other: Table): Table {
  const table: (string | undefined)[] = new Array(65536).fill(undefined);
  let port = 0;
  let previous: string | undefined;
  const list = (name: string | undefined): void => {
    table[port++] = name;
    previous = name;
  };
  for (const token of text.trim().split(/\s+/)) {
    const mark = token[0];
    const count = Number(token.slice(1));
    if (mark === '+') port += count;
    else if (mark === '*') for (let i = 0; i < count; i++) list(previous);
    else if (mark === '=') for (let i = 0; i < count; i++) list(other[port]);
    else if (mark === '?') {
      for (const digit of token.slice(1)) {
        port += Number.parseInt(digit, 36) - 1;
        list('unknown');
      }
    } else list(token);
  }
  return table;
}
