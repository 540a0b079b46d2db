import * as fc from 'fast-check';
import { PORT_STATES, REASONS } from '../../technique/index.ts';
import type { EventBody, TraceEvent } from '../../trace/index.ts';
import type { RecordedHost, RecordedNmap, RecordedPort, RecordedScan, Recording } from '../recording.ts';

/** Recordings of every kind of event; the texts in them hold whatever Unicode has. */
const name = fc.string({ unit: 'binary', maxLength: 40 });
const sentence = fc.string({ unit: 'binary', maxLength: 120 });
const count = fc.nat();
const port = fc.nat(0xffff);
const ttl = fc.nat(0xff);
const address = fc.ipV4();
const protocol = fc.constantFrom('tcp', 'udp');
const state = fc.constantFrom(...PORT_STATES);
const reason = fc.constantFrom(...(Object.keys(REASONS) as (keyof typeof REASONS)[]));
const hex = fc
  .uint8Array({ maxLength: 60 })
  .map((bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
const is = <K extends string>(kind: K) => fc.constant(kind);

const BODIES: readonly fc.Arbitrary<EventBody>[] = [
  fc.record(
    {
      kind: is('frame'),
      what: fc.constantFrom('sent', 'received', 'lost', 'duplicated', 'dropped'),
      interface: name,
      link: fc.constantFrom('ethernet', 'raw'),
      hex,
      note: sentence,
    },
    { requiredKeys: ['kind', 'what', 'interface', 'link', 'hex'] },
  ),
  fc.record({ kind: is('fact'), code: name, text: sentence }),
  fc.record({
    kind: is('rule'),
    table: name,
    chain: name,
    number: count,
    target: name,
    text: sentence,
    length: count,
  }),
  fc.record({
    kind: is('transition'),
    machine: fc.constantFrom('tcp-endpoint', 'tcp-client', 'conntrack-flow', 'firewall-passage'),
    instance: sentence,
    from: name,
    to: name,
    event: sentence,
  }),
  fc.record({ kind: is('timer'), name }),
  fc.record(
    {
      kind: is('connect'),
      what: fc.constantFrom('begun', 'connected', 'failed', 'abandoned'),
      address,
      port,
      errno: name,
    },
    { requiredKeys: ['kind', 'what', 'address', 'port'] },
  ),
  fc.record({ kind: is('phase'), what: fc.constantFrom('begun', 'ended'), name, hosts: count, ports: count }),
  fc.record(
    {
      kind: is('probe'),
      what: fc.constantFrom('sent', 'timed-out', 'given-up'),
      technique: name,
      target: address,
      protocol,
      port,
      attempt: count,
    },
    { requiredKeys: ['kind', 'what', 'technique', 'target', 'attempt'] },
  ),
  fc.record({ kind: is('ignored'), code: name, text: sentence }),
  fc.record({
    kind: is('pace'),
    what: fc.constantFrom('rate-limit-pause', 'scan-delay', 'congestion-drop'),
    target: address,
    text: sentence,
  }),
  fc.record(
    {
      kind: is('discovery'),
      target: address,
      state: fc.constantFrom('up', 'down', 'unknown'),
      reason: name,
      ttl,
    },
    { requiredKeys: ['kind', 'target', 'state', 'reason'] },
  ),
  fc.record(
    {
      kind: is('verdict'),
      target: address,
      protocol,
      port,
      technique: name,
      state,
      reason: name,
      ttl,
      from: address,
      row: count,
    },
    { requiredKeys: ['kind', 'target', 'protocol', 'port', 'technique', 'state', 'reason', 'row'] },
  ),
];

interface Draft {
  readonly at: number;
  readonly host: string;
  readonly causes: readonly number[];
  readonly body: EventBody;
}

const draft: fc.Arbitrary<Draft> = fc.record({
  at: count,
  host: name,
  causes: fc.array(count, { maxLength: 3 }),
  body: fc.oneof(...BODIES),
});

const event = ({ at, host, causes, body }: Draft, index: number): TraceEvent => ({
  id: index + 1,
  at,
  host,
  because: index === 0 ? [] : causes.map((cause) => (cause % index) + 1),
  ...body,
});

type Verdict = Extract<TraceEvent, { kind: 'verdict' }>;
type Judged = Pick<RecordedPort, 'state' | 'reason' | 'ttl' | 'from' | 'service'>;

const judged: fc.Arbitrary<Judged> = fc.record(
  { state, reason, ttl, from: address, service: name },
  { requiredKeys: ['state', 'reason'] },
);

/** A host for each verdict of the trace, with a port that points at it and one that points at none. */
const hostsOf = (trace: readonly TraceEvent[], port: Judged): RecordedHost[] =>
  trace.flatMap((one) => (one.kind === 'verdict' ? [hostOf(one, port)] : []));

const hostOf = (verdict: Verdict, port: Judged): RecordedHost => ({
  address: verdict.target,
  name: verdict.technique,
  state: 'up',
  reason: port.reason,
  ports: [verdict.id, 0].map((id) => ({
    ...port,
    protocol: verdict.protocol,
    port: verdict.port,
    verdict: id,
  })),
});

const scan: fc.Arbitrary<RecordedScan> = fc
  .record(
    {
      elapsedUs: count,
      packets: fc.record({ sent: count, sentBytes: count, received: count, receivedBytes: count }),
      lost: fc.record({ at: count, message: sentence }),
      trace: fc.array(draft, { maxLength: 30 }).map((drafts) => drafts.map(event)),
      port: judged,
    },
    { requiredKeys: ['elapsedUs', 'packets', 'trace', 'port'] },
  )
  .map(({ port: row, ...others }) => ({ ...others, hosts: hostsOf(others.trace, row) }));

const nmapWord = fc.constantFrom('open', 'open|filtered', 'no-response', 'host-prohibited');
const nmap: fc.Arbitrary<RecordedNmap> = fc.record(
  {
    hosts: fc.array(
      fc.record({
        address,
        state: nmapWord,
        ports: fc.array(
          fc.record(
            { protocol, port, state: nmapWord, reason: nmapWord, ttl, from: address },
            { requiredKeys: ['protocol', 'port', 'state', 'reason'] },
          ),
        ),
      }),
    ),
    output: sentence,
  },
  { requiredKeys: ['hosts'] },
);

const rest = {
  format: fc.constant(1 as const),
  kind: is('halfopen-recording'),
  recordedAt: fc
    .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => `${date.toISOString().slice(0, 19)}Z`),
  tools: fc.record(
    { kernel: name, halfopen: name, nmap: name, iptables: name },
    { requiredKeys: ['kernel', 'halfopen'] },
  ),
  command: fc.array(sentence),
  scan,
};

export const recordingArbitrary: fc.Arbitrary<Recording> = fc.oneof(
  fc.record({ ...rest, nmap }),
  fc.record({ ...rest, lab: sentence, labDigest: fc.constant('0123456789abcdef'.repeat(4)) }),
);
