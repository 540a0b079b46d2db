import { PORT_STATES, REASONS } from '../technique/index.ts';
import {
  RECORDING_FORMAT,
  RECORDING_KIND,
  type RecordedHost,
  type RecordedNmap,
  type RecordedNmapHost,
  type RecordedNmapPort,
  type RecordedPort,
  type RecordedScan,
  type Recording,
} from './recording.ts';
import {
  address,
  exactly,
  type Fields,
  list,
  matching,
  oneOf,
  record,
  text,
  whole,
  word,
} from './recording-check.ts';
import { port, protocol, time, traceEvent, ttl } from './recording-events.ts';

/** Characters: a lab file is far smaller, and so is what nmap writes of a thousand ports. */
const LIMIT = {
  version: 80,
  name: 255,
  sentence: 2_000,
  lab: 262_144,
  output: 1_048_576,
  words: 1_000,
} as const;

const version = text(LIMIT.version);
const nmapWord = matching(/^[a-z|-]{1,40}$/, 40, 'a word of nmap');
const reason = oneOf(Object.keys(REASONS), "one of nmap's reasons");

export const PORT = {
  protocol,
  port,
  state: oneOf(PORT_STATES),
  reason,
  ttl: { optional: ttl },
  from: { optional: address },
  service: { optional: text(LIMIT.name) },
  verdict: whole(0),
} satisfies Fields<RecordedPort>;

export const HOST = {
  address,
  name: { optional: text(LIMIT.name) },
  state: word<RecordedHost['state']>({ up: true, down: true, unknown: true }),
  reason,
  ports: list(record(PORT)),
} satisfies Fields<RecordedHost>;

export const PACKETS = {
  sent: whole(0),
  sentBytes: whole(0),
  received: whole(0),
  receivedBytes: whole(0),
} satisfies Fields<RecordedScan['packets']>;

export const LOST = { at: time, message: text(LIMIT.sentence) } satisfies Fields<
  NonNullable<RecordedScan['lost']>
>;

export const SCAN = {
  elapsedUs: time,
  packets: record(PACKETS),
  lost: { optional: record(LOST) },
  hosts: list(record(HOST)),
  trace: list(traceEvent),
} satisfies Fields<RecordedScan>;

export const NMAP_PORT = {
  protocol,
  port,
  state: nmapWord,
  reason: nmapWord,
  ttl: { optional: ttl },
  from: { optional: address },
} satisfies Fields<RecordedNmapPort>;

export const NMAP_HOST = {
  address,
  state: nmapWord,
  ports: list(record(NMAP_PORT)),
} satisfies Fields<RecordedNmapHost>;

export const NMAP = {
  hosts: list(record(NMAP_HOST)),
  output: { optional: text(LIMIT.output) },
} satisfies Fields<RecordedNmap>;

export const TOOLS = {
  kernel: version,
  halfopen: version,
  nmap: { optional: version },
  iptables: { optional: version },
} satisfies Fields<Recording['tools']>;

/** The members of each record, in the order in which they are written. */
export const RECORDING = {
  format: exactly(RECORDING_FORMAT),
  kind: exactly(RECORDING_KIND),
  recordedAt: matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 20, 'a time such as "2026-03-01T09:30:00Z"'),
  tools: record(TOOLS),
  lab: { optional: text(LIMIT.lab) },
  labDigest: { optional: matching(/^[0-9a-f]{64}$/, 64, '64 hexadecimal digits') },
  command: list(text(LIMIT.sentence), LIMIT.words),
  scan: record(SCAN),
  nmap: { optional: record(NMAP) },
} satisfies Fields<Recording>;
