import { unreachable } from '../../engine/base/invariant.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import { evidenceOf } from '../exercise/evidence.ts';
import type { Mark } from '../exercise/outcome.ts';
import { type Ran, rowOf, runLine } from '../exercise/run.ts';
import { KIT_TEXTS } from '../exercise/texts.ts';
import type {
  Assertion,
  DiscoveryGoal,
  Goal,
  OnlyGoal,
  RuleGoal,
  SentGoal,
  StateGoal,
  TimeGoal,
} from './goal.ts';
import { packetAsked } from './packet-pattern.ts';
import { isMet } from './rule-met.ts';

/** What goals are checked against: a lab as the learner left it, and the line that was typed, if any. */
export interface Reached {
  readonly lab: Lab;
  readonly labText: string;
  readonly line?: string;
}

/** Whether it was reached, and the event that decides. */
interface Finding {
  readonly passed: boolean;
  readonly event?: number;
}

/** Checks every goal. */
export const checkGoals = (goals: readonly Goal[], reached: Reached): readonly Mark[] =>
  goals.map((goal) => markOf(goal, reached));

function markOf(goal: Goal, { lab, labText, line }: Reached): Mark {
  const mark = { id: goal.id, passed: false };
  if (goal.kind === 'rules') return judged(goal, { passed: rulesOf(lab, goal.host) <= goal.atMost });
  const asked = goal.line === 'own' ? line : goal.line;
  if (asked === undefined) return { ...mark, says: KIT_TEXTS.noLine };
  const ran = runLine(labText, asked, goal.from);
  if (!ran.ok) return { ...mark, says: KIT_TEXTS.lineRefused, values: { why: ran.error } };
  const finding = findingOf(goal, ran.value);
  const { event } = finding;
  const evidence = event === undefined ? {} : { evidence: evidenceOf(labText, ran.value, event, goal.from) };
  return { ...judged(goal, finding), ...evidence };
}

const judged = ({ id, pass, fail, misconception }: Goal, { passed }: Finding): Mark => ({
  id,
  passed,
  says: passed ? pass : fail,
  ...(passed || misconception === undefined ? {} : { misconception }),
});

/** Whether an assertion holds; false where its line cannot be run. */
export function holds(assertion: Assertion, { lab, labText, line }: Reached): boolean {
  if (assertion.kind === 'rules') return rulesOf(lab, assertion.host) <= assertion.atMost;
  const asked = assertion.line === 'own' ? line : assertion.line;
  const ran = asked === undefined ? undefined : runLine(labText, asked, assertion.from);
  return ran?.ok === true && findingOf(assertion, ran.value).passed;
}

function findingOf(goal: Exclude<Assertion, { kind: 'rules' }>, ran: Ran): Finding {
  switch (goal.kind) {
    case 'state':
      return state(goal, ran);
    case 'only':
      return only(goal, ran);
    case 'packet': {
      const event = packetAsked(ran.events, goal)?.id;
      return { passed: (event !== undefined) === (goal.count === 'some'), ...place(event) };
    }
    case 'rule':
      return rule(goal, ran);
    case 'sent':
      return { passed: isWithin(ran.scan.sent, goal) };
    case 'time':
      return { passed: isInTime(ran.scan.elapsedUs / 1e6, goal) };
    case 'discovery':
      return discovery(goal, ran);
    default:
      return unreachable(goal);
  }
}

const place = (event: number | undefined): { readonly event?: number } =>
  event === undefined || event === 0 ? {} : { event };

function state({ is, reason, ...at }: StateGoal, ran: Ran): Finding {
  const row = rowOf(ran, at);
  const states = typeof is === 'string' ? [is] : is;
  const passed =
    row !== undefined && states.includes(row.state) && (reason === undefined || row.reason === reason);
  return { passed, ...place(row?.verdict) };
}

function only({ host, is, ports }: OnlyGoal, ran: Ran): Finding {
  const found = ran.scan.hosts
    .filter(({ name, address }) => host === undefined || host === name || host === address)
    .flatMap((one) => one.ports);
  const seen = found.filter((row) => row.state === is);
  const wanted = new Set(ports);
  const tooMuch = seen.find((row) => !wanted.has(`${row.port}/${row.protocol}`));
  const missing = found.find((row) => row.state !== is && wanted.has(`${row.port}/${row.protocol}`));
  return {
    passed: tooMuch === undefined && seen.length === wanted.size,
    ...place((tooMuch ?? missing)?.verdict),
  };
}

function rule(goal: RuleGoal, { events }: Ran): Finding {
  const met = events.find((event) => isMet(event, goal));
  return { passed: (met !== undefined) === (goal.count === 'some'), ...place(met?.id) };
}

const isWithin = (sent: number, { atMost = Number.POSITIVE_INFINITY, atLeast = 0 }: SentGoal): boolean =>
  sent <= atMost && sent >= atLeast;

const isInTime = (
  seconds: number,
  { atMostSeconds = Number.POSITIVE_INFINITY, atLeastSeconds = 0 }: TimeGoal,
): boolean => seconds <= atMostSeconds && seconds >= atLeastSeconds;

function discovery({ host, is }: DiscoveryGoal, ran: Ran): Finding {
  const found = ran.scan.hosts.find(({ name, address }) => host === name || host === address);
  const event = ran.events.findLast((one) => one.kind === 'discovery' && one.target === found?.address);
  return { passed: found?.state === is, ...place(event?.id) };
}

/** Rules of all chains of a host, policies left out. */
export function rulesOf(lab: Lab, host: string): number {
  const firewall = lab.hosts.find(({ name }) => name === host)?.firewall;
  if (firewall === undefined) return 0;
  return firewall.tables
    .flatMap(({ chains }) => chains.map(({ rules }) => rules.length))
    .reduce((a, b) => a + b, 0);
}
