import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../engine/trace/index.ts';
import { foldedPorts, knownAt } from './folds.ts';
import type { HostView, PortRow } from './scan-view.ts';
import { portKey, verdictAt, verdictsOf } from './verdicts.ts';
import { whySteps } from './why.ts';

const verdict = (id: number, port: number, state: string): TraceEvent => ({
  id,
  at: id,
  host: 'scanner',
  because: [],
  kind: 'verdict',
  target: '198.18.10.28',
  protocol: 'tcp',
  port,
  technique: 'syn',
  state,
  reason: 'reset',
  row: 0,
});

describe('what is known of a port at the cursor', () => {
  const verdicts = verdictsOf([verdict(1, 22, 'open'), verdict(2, 80, 'filtered'), verdict(3, 80, 'open')]);
  const key = portKey('198.18.10.28', 'tcp', 80);
  it.each([
    [0, undefined],
    [1, undefined],
    [2, 'filtered'],
    [3, 'open'],
  ])('event %i: %s', (cursor, state) => expect(verdictAt(verdicts, key, cursor)?.state).toBe(state));

  it('nothing is known of a port that was not asked for', () => {
    expect(verdictAt(verdicts, portKey('198.18.10.28', 'udp', 80), 3)).toBeUndefined();
  });
});

describe('ports as a report lists them', () => {
  const row = (port: number, state: PortRow['state'], id: number): PortRow => ({
    protocol: 'tcp',
    port,
    state,
    reason: state === 'open' ? 'syn-ack' : 'reset',
    verdict: id,
  });
  const host: HostView = {
    address: '198.18.10.28',
    state: 'up',
    reason: 'arp-response',
    ports: [row(21, 'closed', 7), row(22, 'open', 3), row(23, 'closed', 5)],
    hidden: [
      {
        state: 'closed',
        count: 2,
        groups: [{ reason: 'reset', protocol: 'tcp', count: 2, ports: '21,23' }],
      },
    ],
  };

  it('what nmap does not show is behind one row, titled as nmap titles it', () => {
    const { shown, folds } = foldedPorts(host);
    expect(shown.map(({ port }) => port)).toEqual([22]);
    expect(folds.map(({ title, rows }) => [title, rows.map(({ port }) => port)])).toEqual([
      ['2 closed tcp ports (reset)', [21, 23]],
    ]);
  });

  it('a fold counts what is known at the cursor', () => {
    const [fold] = foldedPorts(host).folds;
    expect(fold && [0, 5, 6, 7].map((cursor) => knownAt(fold, cursor))).toEqual([0, 1, 1, 2]);
  });
});

describe('what an explanation comes down to', () => {
  const line = (event: number, depth: number, text: string) => ({ event, at: 0, depth, text });
  const grounds = (lines: readonly ReturnType<typeof line>[], kinds: readonly (string | undefined)[] = []) =>
    whySteps(lines, ({ event }) => kinds[event])
      .filter(({ isGround }) => isGround)
      .map(({ event }) => event);

  it('the fact and the rule, by their kind where the trace is at hand', () => {
    const lines = [
      line(0, 0, 'closed'),
      line(1, 1, 'reached'),
      line(2, 2, 'On target: no listener on tcp/21.'),
    ];
    expect(grounds(lines, ['verdict', 'frame', 'fact'])).toEqual([2]);
  });

  it('by their words where it is not', () => {
    const rule = 'The SYN died at target: rule 1 of filter INPUT, `-A INPUT -j DROP`, dropped it.';
    expect(
      grounds([line(0, 0, 'filtered'), line(1, 1, rule), line(2, 2, 'The SYN reached target.')]),
    ).toEqual([1]);
  });

  it('the last step where nothing is known behind it', () => {
    expect(grounds([line(0, 0, 'open'), line(1, 1, 'connect() succeeded')])).toEqual([1]);
  });
});
