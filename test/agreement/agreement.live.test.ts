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
const AT_ONCE = 4;

/** A real capture may last so much longer than the scan, and a kernel may repeat by then what nobody acknowledged. */
const REPEATS_US = 4_000_000;

/** How a kernel repeats the SYN of a client that it was kept from hanging up for a second: of connect() alone. */
const REPEATED_SYN = / id first\+1 .* TCP S /;

describe.skipIf(!available.ok)(`packets of simulated and live runs${title}`, () => {
  const simulated = new Map(RUNS.map((run) => [run, seenSimulated(run)]));
  const later = new Map(RUNS.map((run) => [run, seenSimulated(run, REPEATS_US)]));
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
        const mayRepeat = (line: string): boolean => run.technique === 'connect' && REPEATED_SYN.test(line);
        const lines = seen.get(place)?.filter((line) => !mayRepeat(line));
        expect(difference(simulated.get(run)?.get(place), lines, later.get(run)?.get(place))).toEqual('');
        // Agreement about nothing would be no agreement. Where nothing arrives, something was sent.
        expect((simulated.get(run)?.get('scanner') ?? []).length).toBeGreaterThan(0);
      });
  });
});

const places = (run: Run): string[] => [
  ...(run.technique === 'connect' ? [] : [OWN_TRACE]),
  ...watchedHosts(run, labOf(run.lab)),
];

/** Lines that one side has more often than the other, or nothing; the live one as often as the simulated one had `later`. */
function difference(
  simulated: readonly string[] = [],
  live: readonly string[] = [],
  later: readonly string[] = [],
): string {
  const [least, most, seen] = [counted(simulated), counted(later), counted(live)];
  return [...new Set([...simulated, ...live])]
    .flatMap((line) => {
      const few = least.get(line) ?? 0;
      const many = Math.max(few, most.get(line) ?? 0);
      const count = seen.get(line) ?? 0;
      if (count < few) return `only simulated ${few - count} x ${line}`;
      return count > many ? `only live      ${count - many} x ${line}` : [];
    })
    .sort()
    .join('\n');
}

function counted(lines: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}
