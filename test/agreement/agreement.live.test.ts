import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labAvailability } from '../../cli/lab/index.ts';
import { nameOf, RUNS, type Run } from './runs.ts';
import { labOf, OWN_TRACE, seenLive, seenSimulated, type Views, watchedHosts } from './worlds.ts';

/**
 * Every packet of a simulated and of a real run of one lab: direction, ports, attempt, flags, window, options, TTL,
 * IP ID rule, DF, TOS, lengths, payload, relation of sequence numbers, and what ICMP errors quote.
 */
const available = labAvailability();
const title = available.ok ? '' : ` (skipped: ${available.reason})`;

/** Runs mostly wait; so many at once keep two processors busy. */
const AT_ONCE = 6;

describe.skipIf(!available.ok)(`packets of simulated and live runs${title}`, () => {
  const simulated = new Map(RUNS.map((run) => [run, seenSimulated(run)]));
  const live = new Map<Run, Views | Error>();

  beforeAll(async () => {
    const waiting = [...RUNS];
    const worker = async (): Promise<void> => {
      for (let run = waiting.shift(); run !== undefined; run = waiting.shift())
        live.set(run, await seenLive(run).catch((error: Error) => error));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }, 300_000);

  afterAll(() => live.clear());

  describe.each(RUNS.map((run) => [nameOf(run), run] as const))('%s', (_, run) => {
    for (const place of places(run))
      it(place === OWN_TRACE ? 'agree in the trace of the scan' : `agree on the wire at ${place}`, () => {
        const seen = live.get(run);
        if (seen === undefined || seen instanceof Error) throw seen ?? new Error('was not run');
        expect(difference(simulated.get(run)?.get(place), seen.get(place))).toEqual('');
        // Agreement about nothing would be no agreement. Where nothing arrives, something was sent.
        expect((simulated.get(run)?.get('scanner') ?? []).length).toBeGreaterThan(0);
      });
  });
});

const places = (run: Run): string[] => [
  ...(run.technique === 'connect' ? [] : [OWN_TRACE]),
  ...watchedHosts(run, labOf(run.lab)),
];

/** Lines that one side has more often than the other, or nothing. */
function difference(simulated: readonly string[] = [], live: readonly string[] = []): string {
  const balance = new Map<string, number>();
  for (const line of simulated) balance.set(line, (balance.get(line) ?? 0) + 1);
  for (const line of live) balance.set(line, (balance.get(line) ?? 0) - 1);
  return [...balance]
    .filter(([, count]) => count !== 0)
    .map(([line, count]) => `${count > 0 ? 'only simulated' : 'only live     '} ${Math.abs(count)} x ${line}`)
    .sort()
    .join('\n');
}
