import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { labFrom, simulate } from '../../../test/support/simulate.ts';
import { firewallView } from '../../worker/firewall-view.ts';
import { outcomeOf } from './outcome.ts';
import { passageAt, passagesOf } from './passages.ts';
import { walkOf } from './walk.ts';

const labNamed = (name: string) =>
  labFrom(readFileSync(new URL(`../../../lessons/labs/${name}.yaml`, import.meta.url), 'utf8'));

/** The walks at a host after a scan, one for each packet that came to its firewall. */
function walks(lab: ReturnType<typeof labFrom>, words: string, host = 'target') {
  const { events } = simulate(lab, words);
  const [view] = firewallView({ hosts: lab.hosts.filter(({ name }) => name === host) });
  if (view === undefined) throw new Error('no such host');
  const passages = passagesOf(events);
  const all = passages.byHost.get(host) ?? [];
  return all.map((passage) => {
    const walk = walkOf(events, view, passage, events.length);
    return { passage, walk, outcome: outcomeOf(events, passage, walk), events, view, passages };
  });
}

const first = <T>(list: readonly T[]): T => {
  const [one] = list;
  if (one === undefined) throw new Error('nothing there');
  return one;
};

describe('the walk of a packet', () => {
  /** The rules of lessons/labs/chains.yaml; which of them a segment meets follows from iptables(8): -j, -g, RETURN. */
  const CHAINS: readonly (readonly [number, Record<string, string>])[] = [
    // services accepts ssh with its first rule.
    [22, { 'INPUT 1': 'matched', 'services 1': 'decided' }],
    // Dropped by the third rule of services.
    [
      23,
      { 'INPUT 1': 'matched', 'services 1': 'compared', 'services 2': 'compared', 'services 3': 'decided' },
    ],
    // RETURN: the rest of services is not compared, INPUT goes on behind the jump, its third rule rejects.
    [
      80,
      {
        ...{ 'INPUT 1': 'matched', 'services 1': 'compared', 'services 2': 'matched' },
        ...{ 'INPUT 2': 'compared', 'INPUT 3': 'decided' },
      },
    ],
    // services ends without a word; goto mail, whose RETURN returns to where INPUT would: to its policy.
    [
      25,
      {
        ...{
          'INPUT 1': 'matched',
          'services 1': 'compared',
          'services 2': 'compared',
          'services 3': 'compared',
        },
        ...{ 'services 4': 'compared', 'INPUT 2': 'matched', 'mail 1': 'matched', 'mail 2': 'matched' },
        'INPUT 0': 'decided',
      },
    ],
  ];

  it.each(CHAINS)('to port %i marks the rules that iptables would ask', (port, marks) => {
    const { walk } = first(walks(labNamed('chains'), `-sS -n -Pn -p ${port} target`));
    const expected = Object.entries(marks).map(([place, mark]) => [`filter ${place}`, mark]);
    expect([...walk.marks].sort()).toEqual(expected.sort());
  });

  it('is no further than the cursor', () => {
    const { passage, events, view } = first(walks(labNamed('six-states'), '-sS -n -Pn -p 445 target'));
    const steps = passage.events.map((id) => walkOf(events, view, passage, id));
    expect(steps.map(({ states }) => states.at(-1)?.state)).toEqual([
      ...['stateless', 'judged', 'judged', 'rejected'],
    ]);
    expect(steps.map(({ marks }) => marks.size)).toEqual([0, 0, 3, 3]);
    expect(outcomeOf(events, passage, steps[1] ?? first(steps)).verdict).toBe('under way');
  });

  it('passes the stations in the order of Linux’s hooks', () => {
    const { walk } = first(walks(labNamed('notrack'), '-sS -n -Pn -p 80 target'));
    expect(walk.way).toBe('in');
    expect(walk.stations.map(({ name }) => name)).toEqual([
      'raw PREROUTING',
      'connection tracking',
      'filter INPUT',
    ]);
    expect(walk.states.map(({ state }) => state)).toEqual(['untracked', 'judged', 'accepted']);
  });

  it('through a router is forwarded', () => {
    const [one] = walks(labNamed('forward-stateful'), '-sS -n -Pn -p 22 target', 'gateway');
    expect(one?.walk.way).toBe('forward');
  });
});

describe('what comes of a packet', () => {
  it('rejected: an answer in place of the host’s own, and the frame that carries it', () => {
    const { outcome, events } = first(walks(labNamed('six-states'), '-sS -n -Pn -p 445 target'));
    expect(outcome.verdict).toBe('rejected');
    expect(outcome.text).toContain('rule 3 of filter INPUT');
    expect(outcome.text).toContain('a TCP reset');
    const frame = events[(outcome.next?.event ?? 0) - 1];
    expect(frame).toMatchObject({ kind: 'frame', what: 'sent', host: 'target' });
  });

  it('dropped: nothing', () => {
    const { outcome } = first(walks(labNamed('six-states'), '-sS -n -Pn -p 139 target'));
    expect(outcome.verdict).toBe('dropped');
    expect(outcome.text).toContain('Nothing is sent back');
    expect(outcome.next).toBeUndefined();
  });

  it('the passage shown is the cursor’s own, else the latest that had begun', () => {
    const { passages, passage } = first(walks(labNamed('six-states'), '-sS -n -Pn -p 139 target'));
    const [begin = 0] = passage.events;
    expect(passageAt(passages, 'target', passage.arrivedIn ?? 0)).toBe(passage);
    expect(passageAt(passages, 'target', begin)).toBe(passage);
    expect(passageAt(passages, 'target', (passage.arrivedIn ?? 0) - 1)).toBeUndefined();
    expect(passageAt(passages, 'scanner', begin)).toBeUndefined();
  });
});
