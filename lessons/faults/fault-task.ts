import type { Draw } from '../exercise/draw.ts';
import type { Built, FaultTask, Option, Question } from '../exercise/task.ts';
import type { Goal } from '../goals/goal.ts';
import type { MisconceptionId } from '../misconceptions/ids.ts';
import { CAUSES, type CauseId } from './causes.data.ts';
import type { Network } from './network.ts';

/** What one kind of fault says of its own. */
export interface Fault {
  readonly cause: CauseId;
  readonly misconception: MisconceptionId;
  /** What a user of the network would tell; the usual complaint if left out. */
  readonly symptom?: string;
  /** What is said to who finds the cause, with the evidence. */
  readonly says: string;
  /** The last hint. */
  readonly hint: string;
  readonly labText: string;
  readonly solution: string;
  /** Three typical mends that do not do. */
  readonly wrong: readonly [string, string, string, ...string[]];
  /** Causes that could be said to be right too, or that nobody would think of here. */
  readonly without?: readonly CauseId[];
  readonly moreGoals?: readonly Goal[];
  /** Values for its texts, beside those of the network. */
  readonly values?: Readonly<Record<string, string | number>>;
}

const SYMPTOM =
  'From the scanner, port {works} of {host} answers. Port {broken} should answer too, and does not. Port {hidden} is for nobody, and must stay out of reach. Find out what is wrong, and mend it with the smallest change.';

/** Options beside the right one. */
const OTHERS = 4;

/** A fault as an exercise: three ports are looked at, whatever the fault. */
export function faultTask(
  draw: Draw,
  network: Network & { readonly router?: string },
  fault: Fault,
): FaultTask {
  const { host, works, broken, hidden, line, router } = network;
  const built = (labText: string): Built => ({ labText });
  const servers = [host, ...(router === undefined ? [] : [router])];
  return {
    kind: 'fault',
    intro: fault.symptom ?? SYMPTOM,
    values: { host, works, broken, hidden, router: router ?? '', ...fault.values },
    labText: fault.labText,
    lines: [line],
    views: ['firewall', 'sequence', 'ports'],
    needsLine: false,
    // All that could be mended, wherever the fault is: the list gives nothing away.
    mayChange: servers.flatMap((name) => [`firewall ${name}`, `services ${name}`]),
    hints: [
      'Click the state of port {broken} in the view Ports: the reasons lead back to what decided.',
      'Follow the SYN. Does it reach {host}? What comes back, and from whom?',
      fault.hint,
    ],
    diagnosis: diagnosisOf(draw, fault, router !== undefined),
    goals: [...usualGoals(network, fault), ...(fault.moreGoals ?? [])],
    solution: built(fault.solution),
    wrong: fault.wrong.map(built),
  };
}

const usualGoals = ({ works, broken, hidden, line }: Network, { misconception }: Fault): readonly Goal[] => [
  {
    id: 'mended',
    kind: 'state',
    line,
    port: `${broken}/tcp`,
    is: 'open',
    wants: 'Port {broken} is open.',
    pass: 'Port {broken} answers now.',
    fail: 'Port {broken} still does not answer.',
    misconception,
  },
  {
    id: 'works-still',
    kind: 'state',
    line,
    port: `${works}/tcp`,
    is: 'open',
    wants: 'Port {works} is open.',
    pass: 'Port {works} answers.',
    fail: 'Port {works} should answer, and does not.',
  },
  {
    id: 'hidden-still',
    kind: 'state',
    line,
    port: `${hidden}/tcp`,
    is: 'filtered',
    wants: 'Port {hidden} stays out of reach: filtered.',
    pass: 'Port {hidden} is out of reach, as before.',
    fail: 'Port {hidden} was out of reach, and is not any more: too much was let in.',
  },
];

/** On a network without a router nobody would blame one. */
const NEEDS_ROUTER: readonly CauseId[] = ['router-rejects'];

function diagnosisOf(
  draw: Draw,
  { cause, says, misconception, without = [] }: Fault,
  isRouted: boolean,
): Question {
  const left = (Object.keys(CAUSES) as CauseId[]).filter(
    (id) => id !== cause && !without.includes(id) && (isRouted || !NEEDS_ROUTER.includes(id)),
  );
  const others = draw.shuffled(left).slice(0, OTHERS);
  const options = draw.shuffled([cause, ...others]).map((id): Option => {
    const { text, wouldBe } = CAUSES[id];
    return id === cause ? { id, text, right: true, says } : { id, text, says: wouldBe, misconception };
  });
  return { id: 'diagnosis', ask: 'What is at fault?', options };
}
