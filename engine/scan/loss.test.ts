import { describe, expect, it } from 'vitest';
import { UNTRACED } from '../trace/index.ts';
import { runScanNow } from './run.ts';
import { FakeWorld, lanHost, lossy } from './testing/fake-world.ts';
import { FAR, scanOf, VANTAGE } from './testing/requests.ts';

const PORTS = Array.from({ length: 300 }, (_, i) => 1000 + i);
const natureOf = (port: number) => (port % 10 === 3 ? 'dropped' : port % 15 === 1 ? 'open' : 'closed');
const NOTICE =
  /^Warning: about (\d+) % of the probes to 198\.18\.20\.5, or of the answers to them, were lost or held back: a port called (\S+) may be one whose every try was lost\.$/;

type Nature = Parameters<typeof lanHost>[0];

/** What each of twenty seeds says of loss, and how many ports were silent. */
function scansAt(loss: number, changes: Parameters<typeof scanOf>[0] = {}, nature: Nature = natureOf) {
  return Array.from({ length: 20 }, (_, seed) => {
    const world = new FakeWorld(lossy(lanHost(nature, 1500), seed + 1, loss), [], false);
    const request = scanOf({
      targets: [{ address: FAR }],
      discovery: { mode: 'skip', arp: false },
      ports: { tcp: PORTS },
      seed: seed + 1,
      ...changes,
    });
    const { notices, hosts } = runScanNow(request, { vantage: VANTAGE, trace: UNTRACED }, world);
    const silent = [...(hosts[0]?.ports ?? [])].filter(({ reason }) => reason === 'no-response').length;
    return { words: notices.flatMap(({ text }) => NOTICE.exec(text)?.slice(1) ?? []), silent };
  });
}

const saidAt = (...of: Parameters<typeof scansAt>) => scansAt(...of).map(({ words }) => words);

describe('the notice of a line that loses packets', () => {
  it.each([0, 0.02, 0.05])('is not given where each way loses %f', (loss) => {
    expect(saidAt(loss).flat()).toEqual([]);
  });

  it('is given at 30 %, with the share of round trips that failed', () => {
    for (const [percent, state] of saidAt(0.3)) {
      // One minus 0.7 squared is 51 %; the deviation of 280 answers is some three points.
      expect(Math.abs(Number(percent) - 51)).toBeLessThan(10);
      expect(state).toBe('filtered');
    }
  });

  it('names the state that the technique makes of silence', () => {
    const said = saidAt(0.3, { techniques: ['fin'] }).map(([, state]) => state);
    expect(new Set(said)).toEqual(new Set(['open|filtered']));
  });

  it('is given at less loss where --max-retries forbids the tries that certainty takes', () => {
    const said = saidAt(0.1, { timing: { maxRetries: 1 } });
    expect(said.filter((words) => words.length > 0).length).toBe(20);
  });

  it('is given only where a port was silent', () => {
    const said = scansAt(0.3, {}, (port) => (port % 2 === 0 ? 'open' : 'closed')).map(({ words, silent }) => [
      words.length > 0,
      silent > 0,
    ]);
    expect(said).toContainEqual([false, false]);
    for (const [isSaid, isSilent] of said) expect(isSaid).toBe(isSilent);
  });
});
