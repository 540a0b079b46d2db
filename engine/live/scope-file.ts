import { createHash } from 'node:crypto';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import { type Complaint, fail, ok, type Result } from '../base/result.ts';
import { asIpv4, type Cidr, cidrOf, formatCidr, type Ipv4, parseCidr, parseIpv4 } from '../packet/index.ts';
import { Intervals, intervalOf, single } from './intervals.ts';
import { allowedOf, broadcastsOf, type Scope, type ScopeLimits } from './scope.ts';
import { PRIVATE } from './special-ranges.ts';

/** A scope file, understood: the scope, and what its consent is about. */
export interface ScopeFile {
  readonly scope: Scope;
  /** `sha256:` and the hash of the file's bytes, as UTF-8. */
  readonly hash: string;
  readonly networks: readonly Cidr[];
  readonly owner: string;
  readonly contact: string;
  readonly purpose: string;
  /** Last moment of validity, in milliseconds since 1970. */
  readonly validUntil: number;
}

/** What the machine's own network depends on; not to be scanned unless listed singly. */
export interface Surroundings {
  readonly gateways: readonly Ipv4[];
  readonly resolvers: readonly Ipv4[];
  /** Networks that the machine is connected to; their broadcast addresses are never scanned. */
  readonly connected: readonly Cidr[];
}

const NO_SURROUNDINGS: Surroundings = { gateways: [], resolvers: [], connected: [] };

export const MOST_ADDRESSES = 1024;
const SHORTEST_PREFIX = 22;
const MOST_PPS = 1000;
const DEFAULT_PPS = 100;
const MOST_BYTES = 16_384;
const DEEPEST = 8;
const DAY_MS = 86_400_000;
const MOST_DAYS = 30;
const FIELDS = [
  'networks',
  'except',
  'owner',
  'contact',
  'purpose',
  'valid_until',
  'max_pps',
  'routed',
] as const;
type Field = (typeof FIELDS)[number];

/**
 * Reads a scope file. `nowMs` is the wall clock, since the file ends with a date.
 * ```yaml
 * networks: [192.168.56.0/24]
 * except: [192.168.56.1]         # optional
 * owner: Ada Lovelace
 * contact: ada@example.org
 * purpose: port scan lesson
 * valid_until: 2026-12-01
 * max_pps: 500                   # optional: 100, at most 1000
 * routed: false                  # optional: true to scan behind a gateway
 * ```
 */
export function loadScopeFile(
  text: string,
  nowMs: number,
  around: Surroundings = NO_SURROUNDINGS,
): Result<ScopeFile> {
  const reader = open(text);
  if (!reader.ok) return reader;
  const file = read(reader.value, text, nowMs, around);
  const [complaint] = reader.value.complaints;
  return complaint === undefined ? ok(file) : fail(complaint);
}

interface Reader {
  readonly map: YAMLMap;
  /** What is wrong, in the order found; with one of them nothing that was read counts. */
  readonly complaints: Complaint[];
  refuse(node: unknown, message: string, remedy?: string): void;
}

function open(text: string): Result<Reader> {
  if (text.length > MOST_BYTES)
    return fail({ message: `A scope file has at most ${MOST_BYTES} characters.` });
  // A parser recurses into brackets: depth is bounded before it sees them.
  if (deepest(text) > DEEPEST) return fail({ message: 'The scope file is nested too deep.' });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: false, uniqueKeys: true });
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const [error] = document.errors;
  if (error !== undefined)
    return fail({ message: error.message.split('\n')[0] ?? '', ...position(error.pos[0]) });
  const map = document.contents;
  if (!isMap(map)) return fail({ message: 'A scope file is a list of fields, `networks:` first.', line: 1 });
  const complaints: Complaint[] = [];
  const refuse = (node: unknown, message: string, remedy?: string): void => {
    const offset = (node as Node | undefined)?.range?.[0] ?? 0;
    complaints.push({ message, ...position(offset), ...(remedy === undefined ? {} : { remedy }) });
  };
  return ok({ map, complaints, refuse });
}

function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  for (const character of text) {
    if (character === '[' || character === '{') most = Math.max(most, ++depth);
    else if (character === ']' || character === '}') depth--;
  }
  return most;
}

function read(reader: Reader, text: string, nowMs: number, around: Surroundings): ScopeFile {
  const { map, refuse } = reader;
  for (const { key } of map.items) {
    const name = isScalar(key) ? key.value : undefined;
    if (!(FIELDS as readonly unknown[]).includes(name))
      refuse(key, `A scope file has no field ${JSON.stringify(name)}.`, `It has: ${FIELDS.join(', ')}.`);
  }
  const networks = readNetworks(reader);
  const except = readList(reader, 'except').map((node) => readEntry(reader, node));
  const routed = readValue(reader, 'routed', false);
  if (typeof routed !== 'boolean') refuse(nodeOf(reader, 'routed'), 'routed is true or false.');
  return {
    scope: scopeOf(networks, except, routed === true, limitsOf(reader), around),
    hash: `sha256:${createHash('sha256').update(text).digest('hex')}`,
    networks,
    owner: readText(reader, 'owner'),
    contact: readText(reader, 'contact'),
    purpose: readText(reader, 'purpose'),
    validUntil: readEnd(reader, nowMs),
  };
}

function scopeOf(
  networks: readonly Cidr[],
  except: readonly Cidr[],
  routed: boolean,
  limits: ScopeLimits,
  around: Surroundings,
): Scope {
  const setOf = (cidrs: readonly Cidr[]): Intervals => Intervals.of(cidrs.map(intervalOf));
  const listedSingly = setOf(networks.filter((network) => network.prefix === 32));
  const infrastructure = Intervals.of([...around.gateways, ...around.resolvers].map(single));
  return {
    kind: 'file',
    title: 'the scope file',
    allowed: allowedOf(
      [setOf(networks)],
      [
        setOf(except),
        infrastructure.minus(listedSingly),
        broadcastsOf(networks),
        broadcastsOf(around.connected),
      ],
    ),
    askable: routed ? Intervals.of(around.gateways.map(single)) : Intervals.EMPTY,
    routed,
    limits,
  };
}

function readNetworks(reader: Reader): Cidr[] {
  const nodes = readList(reader, 'networks');
  if (nodes.length === 0) reader.refuse(nodeOf(reader, 'networks'), 'networks: lists no network.');
  const networks = nodes.map((node) => {
    const network = readEntry(reader, node);
    if (network.prefix < SHORTEST_PREFIX)
      reader.refuse(node, `${formatCidr(network)} is larger than a /${SHORTEST_PREFIX}.`);
    else if (Intervals.of([intervalOf(network)]).minus(PRIVATE).size > 0)
      reader.refuse(node, `${formatCidr(network)} is not a private network; others are never scanned.`);
    return network;
  });
  const { size } = Intervals.of(networks.map(intervalOf));
  if (size > MOST_ADDRESSES)
    reader.refuse(
      nodeOf(reader, 'networks'),
      `${size} addresses in sum; a scope file has at most ${MOST_ADDRESSES}.`,
    );
  return networks;
}

/** Stands for an entry that was refused. */
const NOTHING: Cidr = cidrOf(asIpv4(0), 32);

function readEntry(reader: Reader, node: unknown): Cidr {
  const text = isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
  const address = text === undefined ? undefined : parseIpv4(text);
  const network = address === undefined ? parseCidr(text ?? '') : cidrOf(address, 32);
  if (network !== undefined) return network;
  const advice = 'Write 192.168.56.0/24, with no host bits set, or one address, 192.168.56.7.';
  reader.refuse(node, `${JSON.stringify(text ?? null)} is not a network.`, advice);
  return NOTHING;
}

function limitsOf(reader: Reader): ScopeLimits {
  const value = readValue(reader, 'max_pps', DEFAULT_PPS);
  const maxPps = typeof value === 'number' ? value : 0;
  if (!Number.isInteger(maxPps) || maxPps < 1 || maxPps > MOST_PPS)
    reader.refuse(nodeOf(reader, 'max_pps'), `max_pps is a whole number from 1 to ${MOST_PPS}.`);
  return {
    maxPps,
    maxPpsToOneHost: Math.min(maxPps, maxPps > DEFAULT_PPS ? 200 : 50),
    burst: 10,
    maxAddresses: MOST_ADDRESSES,
    maxSeconds: 3600,
  };
}

/** A date means the end of that day in UTC. */
function readEnd(reader: Reader, nowMs: number): number {
  const node = nodeOf(reader, 'valid_until');
  const text = readText(reader, 'valid_until');
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  const isReal = !Number.isNaN(day) && new Date(day).toISOString().startsWith(text);
  if (!isReal) reader.refuse(node, `valid_until: ${JSON.stringify(text)} is not a date like 2026-12-01.`);
  const end = day + DAY_MS - 1;
  if (end < nowMs) reader.refuse(node, `The scope file was valid until ${text}.`, 'Agree on it anew.');
  if (day > nowMs + MOST_DAYS * DAY_MS)
    reader.refuse(node, `valid_until is more than ${MOST_DAYS} days ahead.`);
  return end;
}

function readText(reader: Reader, field: Field): string {
  const value = readValue(reader, field, undefined);
  const isFine = typeof value === 'string' && value.trim() !== '' && value.length <= 200;
  if (isFine) return value;
  reader.refuse(nodeOf(reader, field), `${field}: is a text of 1 to 200 characters.`);
  return '';
}

function readList(reader: Reader, field: Field): readonly unknown[] {
  const node = nodeOf(reader, field);
  if (node === undefined) return [];
  if (isSeq(node)) return node.items;
  reader.refuse(node, `${field}: is a list, [192.168.56.0/24].`);
  return [];
}

function readValue(reader: Reader, field: Field, otherwise: unknown): unknown {
  const node = nodeOf(reader, field);
  if (node === undefined) return otherwise;
  if (isScalar(node)) return node.value;
  reader.refuse(node, `${field}: is one value.`);
  return otherwise;
}

const nodeOf = (reader: Reader, field: Field): unknown =>
  reader.map.items.find(({ key }) => isScalar(key) && key.value === field)?.value ?? undefined;
