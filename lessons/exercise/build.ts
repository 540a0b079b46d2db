import { type Lab, loadLab } from '../../simulator/lab/index.ts';
import { checkGoals } from '../goals/check.ts';
import type { AnswerOf } from './answer.ts';
import { changedLines, changesOf } from './changes.ts';
import { markQuestion } from './choice.ts';
import { type Mark, type Outcome, outcomeOf } from './outcome.ts';
import type { BuildTask, FaultTask } from './task.ts';
import { KIT_TEXTS } from './texts.ts';

export function gradeBuild(task: BuildTask, answer: Omit<AnswerOf<'build'>, 'kind'>): Outcome {
  return outcomeOf(marksOfBuild(task, answer));
}

/** The diagnosis, the goals, and whether the change was as small as it can be. */
export function gradeFault(task: FaultTask, { diagnosis, labText }: AnswerOf<'fault'>): Outcome {
  const lines = changedLines(task.labText, labText);
  const least = changedLines(task.labText, task.solution.labText);
  const isSmall = lines <= least;
  return outcomeOf([
    markQuestion(task.diagnosis, diagnosis),
    ...marksOfBuild(task, { labText }),
    {
      id: 'smallest',
      passed: isSmall && lines > 0,
      says: isSmall ? KIT_TEXTS.smallest : KIT_TEXTS.tooLarge,
      values: { lines: counted(lines), least },
    },
  ]);
}

const counted = (lines: number): string => (lines === 1 ? '1 line' : `${lines} lines`);

function marksOfBuild(
  task: Omit<BuildTask, 'kind'>,
  { labText, line }: Omit<AnswerOf<'build'>, 'kind'>,
): readonly Mark[] {
  const [before, after] = [loadLab(task.labText), loadLab(labText)];
  if (!after.ok || !before.ok) {
    const why = after.ok ? '' : after.error.map(({ message }) => message).join(' ');
    return [{ id: 'lab', passed: false, says: KIT_TEXTS.labRefused, values: { why } }];
  }
  const goals = checkGoals(task.goals, {
    lab: after.value,
    labText,
    ...(line === undefined ? {} : { line }),
  });
  return [...goals, markChanges(task, before.value, after.value)];
}

function markChanges({ mayChange }: Pick<BuildTask, 'mayChange'>, before: Lab, after: Lab): Mark {
  const tooMuch = changesOf(before, after).filter((change) => !mayChange.includes(change));
  if (tooMuch.length === 0) return { id: 'changes', passed: true, says: KIT_TEXTS.changedRight };
  return {
    id: 'changes',
    passed: false,
    says: KIT_TEXTS.changedTooMuch,
    values: { allowed: mayChange.join(', ') || '-', changed: tooMuch.join(', ') },
  };
}
