import { invariant } from '../../engine/base/invariant.ts';
import { faultExercise, PRACTICE } from '../faults/index.ts';
import type { Exercise, Lesson } from '../lesson.ts';
import { lesson as ackWindow } from './ack-window/lesson.ts';
import { lesson as choosing } from './choosing/lesson.ts';
import { lesson as closedFilteredRejected } from './closed-filtered-rejected/lesson.ts';
import { lesson as connectScan } from './connect-scan/lesson.ts';
import course from './course.json' with { type: 'json' };
import { lesson as defender } from './defender/lesson.ts';
import { lesson as finNullXmas } from './fin-null-xmas/lesson.ts';
import { lesson as handshake } from './handshake/lesson.ts';
import { lesson as oneRuleThreeAnswers } from './one-rule-three-answers/lesson.ts';
import { lesson as permission } from './permission/lesson.ts';
import { lesson as portsAndStates } from './ports-and-states/lesson.ts';
import { lesson as reasonsAndTraces } from './reasons-and-traces/lesson.ts';
import { lesson as ruleOrder } from './rule-order/lesson.ts';
import { lesson as simulatedLive } from './simulated-live/lesson.ts';
import { lesson as statelessStateful } from './stateless-stateful/lesson.ts';
import { lesson as synScan } from './syn-scan/lesson.ts';
import { lesson as timing } from './timing/lesson.ts';
import { lesson as udp } from './udp/lesson.ts';

const LESSONS: readonly Lesson[] = [
  portsAndStates,
  closedFilteredRejected,
  synScan,
  connectScan,
  handshake,
  finNullXmas,
  udp,
  reasonsAndTraces,
  choosing,
  timing,
  defender,
  simulatedLive,
  permission,
  oneRuleThreeAnswers,
  ruleOrder,
  statelessStateful,
  ackWindow,
];

/** The lessons in the order of course.json, the only place that has it. */
export const COURSE: readonly Lesson[] = course.lessons.flatMap(
  (slug) => LESSONS.find((lesson) => lesson.slug === slug) ?? [],
);

export const lessonCalled = (slug: string): Lesson | undefined =>
  COURSE.find((lesson) => lesson.slug === slug);

/** An exercise of a lesson, or a fault of practice. */
export function exerciseOf(slug: string, id: string): Exercise | undefined {
  if (slug === PRACTICE) return faultExercise(id);
  return lessonCalled(slug)?.exercises.find((exercise) => exercise.id === id);
}

export function knownExercise(slug: string, id: string): Exercise {
  const exercise = exerciseOf(slug, id);
  invariant(exercise !== undefined, `there is an exercise ${id} in the lesson ${slug}`);
  return exercise;
}
