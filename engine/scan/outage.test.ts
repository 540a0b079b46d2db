import { describe, expect, it } from 'vitest';
import { asIpv4 } from '../packet/index.ts';
import { UNTRACED } from '../trace/index.ts';
import { runScanNow } from './run.ts';
import { type Answerer, FakeWorld, lanHost } from './testing/fake-world.ts';
import { FAR, NEIGHBOUR, scanOf, VANTAGE } from './testing/requests.ts';

const MS = 1_000;
const PORTS = Array.from({ length: 120 }, (_, i) => 1000 + i);
const natureOf = (port: number) => (port % 10 === 3 ? 'dropped' : port % 15 === 1 ? 'open' : 'closed');
const RTT = 2 * MS;
const host = lanHost(natureOf, RTT);

/** A link that carries nothing from `from` on until `noticed`, as the scan's own time goes. */
const cut =
  (answer: Answerer, from: number, noticed: number): Answerer =>
  (sent) =>
    // An answer that would have arrived during the outage is lost as well.
    sent.at + RTT >= from && sent.at < noticed ? [] : answer(sent);

const connects: Answerer = ({ effect }) => {
  if (effect.type !== 'connect' || natureOf(effect.port) === 'dropped') return [];
  return [{ afterUs: RTT, connected: natureOf(effect.port) === 'open' ? {} : { errno: 'ECONNREFUSED' } }];
};

type Request = Parameters<typeof scanOf>[0];

function scanOver(answer: Answerer, from: number, how: Request, isTold: boolean) {
  const noticed = from + 100 * MS;
  const back = { type: 'link-back', at: noticed, since: from, text: 'lan was away' } as const;
  const world = new FakeWorld(cut(answer, from, noticed), isTold ? [back] : []);
  const request = scanOf({ ports: { tcp: PORTS }, ...how });
  const report = runScanNow(request, { vantage: VANTAGE, trace: UNTRACED }, world);
  const wrong = PORTS.filter((port) => {
    const state = report.hosts[0]?.ports.get('tcp', port)?.state;
    return state !== (natureOf(port) === 'dropped' ? 'filtered' : natureOf(port));
  });
  return { report, wrong, sent: world.sent };
}

/** Every try is the last, so that any answer that is lost shows; slow enough to last through all the cuts. */
const STRICT = { maxRetries: 0, maxRate: 200 };
const SKIP = { mode: 'skip', arp: false } as const;

describe('a link that comes back', () => {
  it.each<[string, Answerer, Request]>([
    ['syn', host, { discovery: SKIP, timing: STRICT }],
    ['syn, with the usual tries', host, { discovery: SKIP, timing: { maxRate: 200 } }],
    ['syn, after discovery', host, { timing: STRICT }],
    [
      'ack',
      lanHost((port) => (natureOf(port) === 'dropped' ? 'dropped' : 'closed'), RTT),
      { techniques: ['ack'], discovery: SKIP, timing: STRICT },
    ],
    ['connect', connects, { techniques: ['connect'], privileged: false, discovery: SKIP, timing: STRICT }],
  ])('has no answer of it missed: %s', (name, answer, how) => {
    for (let from = 3 * MS; from < 600 * MS; from += 37 * MS) {
      const { report, wrong } = scanOver(answer, from, how, true);
      const states = new Set([...(report.hosts[0]?.ports ?? [])].map(({ state }) => state));
      if (name === 'ack') expect([from, [...states].sort()]).toEqual([from, ['filtered', 'unfiltered']]);
      else expect([from, wrong]).toEqual([from, []]);
      expect([report.hosts[0]?.state, report.lost]).toEqual(['up', undefined]);
      expect(report.notices).toContainEqual({ at: from + 100 * MS, text: 'lan was away' });
    }
  });

  it('would have ports called filtered that answer, if nobody told of it', () => {
    const { wrong } = scanOver(host, 200 * MS, { discovery: SKIP, timing: STRICT }, false);
    expect(wrong.length).toBeGreaterThan(10);
  });

  it('has nothing asked again that was answered, or silent for its time, before', () => {
    const from = 450 * MS;
    const timing = { ...STRICT, maxRetries: 10, initialRttTimeoutUs: 100 * MS };
    const { sent } = scanOver(host, from, { discovery: SKIP, targets: [{ address: FAR }], timing }, true);
    const timesOf = (port: number) =>
      sent.filter(({ packet }) => packet.tcp?.destinationPort === port).map(({ at }) => at);
    const early = PORTS.filter((port) => (timesOf(port)[0] ?? Infinity) < from - 200 * MS);
    expect(early.length).toBeGreaterThan(30);
    // nmap's two tries for a silent port, one for the others; the outage costs them nothing.
    for (const port of early) expect(timesOf(port).length).toBe(natureOf(port) === 'dropped' ? 2 : 1);
  });

  it('has a host looked for once more that was called down meanwhile', () => {
    // One ARP request every 250 ms, each waited for 200 ms: one host (the second, as in nmap) is given up before the
    // other is asked.
    const back = { type: 'link-back', at: 240 * MS, since: 0, text: 'lan was away' } as const;
    const stateOf = (script: readonly (typeof back)[]) => {
      const targets = [{ address: NEIGHBOUR }, { address: asIpv4(NEIGHBOUR + 1) }];
      const request = scanOf({ targets, discovery: { mode: 'only' }, timing: { maxRetries: 0, maxRate: 4 } });
      const world = new FakeWorld(cut(host, 0, 240 * MS), script);
      return runScanNow(request, { vantage: VANTAGE, trace: UNTRACED }, world).hosts.map(
        ({ state }) => state,
      );
    };
    expect([stateOf([]), stateOf([back])]).toEqual([
      ['up', 'down'],
      ['up', 'up'],
    ]);
  });

  it('makes unknown what a phase concluded from silence that ended in that moment', () => {
    // UDP has just begun when the loss is noticed; TCP had lost all its last answers.
    const silent: Answerer = () => [];
    const how = {
      techniques: ['syn', 'udp'],
      discovery: SKIP,
      targets: [{ address: FAR }],
      ports: { tcp: [80], udp: [9] },
      timing: { maxRetries: 0 },
    } as const;
    const ending = runScanNow(scanOf(how), { vantage: VANTAGE, trace: UNTRACED }, new FakeWorld(silent));
    const ended = ending.phases[0]?.endedAt ?? 0;
    const back = { type: 'link-back', at: ended + 10, since: ended - 10, text: 'lan was away' } as const;
    const world = new FakeWorld(silent, [back]);
    const [found] = runScanNow(scanOf(how), { vantage: VANTAGE, trace: UNTRACED }, world).hosts;
    expect([found?.ports.get('tcp', 80)?.state, found?.ports.get('udp', 9)?.state]).toEqual([
      'unknown',
      'open|filtered',
    ]);
  });
});
