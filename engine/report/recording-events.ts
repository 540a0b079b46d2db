import { PORT_STATES } from '../technique/index.ts';
import type {
  ConnectEvent,
  DiscoveryEvent,
  EventBase,
  EventBody,
  FrameEvent,
  PaceEvent,
  PhaseEvent,
  ProbeEvent,
  TransitionEvent,
} from '../trace/index.ts';
import {
  address,
  type Check,
  exactly,
  type Field,
  type Fields,
  fault,
  isRecord,
  list,
  matching,
  oneOf,
  record,
  text,
  whole,
  word,
} from './recording-check.ts';

/** Lengths that no event of ours reaches: the longest texts are rules, the longest frames an Ethernet jumbo's. */
const LIMIT = { name: 80, sentence: 2_000, hex: 2 * 65_549 } as const;

const name = text(LIMIT.name);
const sentence = text(LIMIT.sentence);
export const protocol = word<'tcp' | 'udp'>({ tcp: true, udp: true });
export const port = whole(0, 0xffff);
export const ttl = whole(0, 0xff);
export const time = whole(0);

const BASE = {
  id: whole(1),
  at: time,
  host: name,
  because: list(whole(1)),
} satisfies Fields<EventBase>;

type Kind = EventBody['kind'];
type BodyFields = { readonly [K in Kind]: Fields<Omit<Extract<EventBody, { kind: K }>, 'kind'>> };

const BODIES = {
  frame: {
    what: word<FrameEvent['what']>({
      sent: true,
      received: true,
      lost: true,
      duplicated: true,
      dropped: true,
    }),
    interface: name,
    link: word<FrameEvent['link']>({ ethernet: true, raw: true }),
    hex: matching(/^(?:[0-9a-f]{2})*$/, LIMIT.hex, 'bytes in lower-case hexadecimal'),
    note: { optional: sentence },
  },
  fact: { code: name, text: sentence },
  rule: { table: name, chain: name, number: whole(0), target: name, text: sentence, length: whole(0) },
  transition: {
    machine: word<TransitionEvent['machine']>({
      'tcp-endpoint': true,
      'tcp-client': true,
      'conntrack-flow': true,
      'firewall-passage': true,
    }),
    instance: sentence,
    from: name,
    to: name,
    event: sentence,
  },
  timer: { name: sentence },
  connect: {
    what: word<ConnectEvent['what']>({ begun: true, connected: true, failed: true, abandoned: true }),
    address,
    port,
    errno: { optional: name },
  },
  phase: {
    what: word<PhaseEvent['what']>({ begun: true, ended: true }),
    name,
    hosts: whole(0),
    ports: whole(0),
  },
  probe: {
    what: word<ProbeEvent['what']>({ sent: true, 'timed-out': true, 'given-up': true }),
    technique: name,
    target: address,
    protocol: { optional: protocol },
    port: { optional: port },
    attempt: whole(0),
  },
  ignored: { code: name, text: sentence },
  pace: {
    what: word<PaceEvent['what']>({ 'rate-limit-pause': true, 'scan-delay': true, 'congestion-drop': true }),
    target: address,
    text: sentence,
  },
  discovery: {
    target: address,
    state: word<DiscoveryEvent['state']>({ up: true, down: true, unknown: true }),
    reason: name,
    ttl: { optional: ttl },
  },
  verdict: {
    target: address,
    protocol,
    port,
    technique: name,
    state: oneOf(PORT_STATES),
    reason: name,
    ttl: { optional: ttl },
    from: { optional: address },
    row: whole(0),
  },
} satisfies BodyFields;

const CHECKS: ReadonlyMap<unknown, Check> = new Map(
  Object.entries<Readonly<Record<string, Field>>>(BODIES).map(([kind, body]) => [
    kind,
    record({ ...BASE, kind: exactly(kind), ...body }),
  ]),
);

/** One event of a trace, by its kind. */
export const traceEvent: Check = (value) => {
  const kind = isRecord(value) && Object.hasOwn(value, 'kind') ? value.kind : undefined;
  const check = CHECKS.get(kind);
  if (check !== undefined) return check(value);
  if (!isRecord(value)) return fault(value, 'an event');
  return { ...fault(kind, `one of ${[...CHECKS.keys()].join(', ')}`), place: '.kind' };
};

/** The members of an event of this kind, in the order in which they are written. */
export const eventMembers = (kind: Kind): readonly string[] => [
  ...Object.keys(BASE),
  'kind',
  ...Object.keys(BODIES[kind]),
];
