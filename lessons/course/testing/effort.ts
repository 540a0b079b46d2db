import { changedLines } from '../../exercise/changes.ts';
import { roundsOf } from '../../exercise/rounds.ts';
import { runLine } from '../../exercise/run.ts';
import type { Task } from '../../exercise/task.ts';

/** What an exercise asks of its learner, in numbers: two draws of like difficulty have the same. */
export function effortOf(task: Task): string {
  switch (task.kind) {
    case 'choice':
      return `${task.questions.length} questions of ${task.questions.map(({ options }) => options.length)}`;
    case 'predict':
      return `${task.asks.length} ports, ${task.states.length} states`;
    case 'worked':
      return `${task.stops.length} stops`;
    case 'machine': {
      const ran = runLine(task.labText, task.line);
      return `${ran.ok ? roundsOf(task, ran.value).length : 'no'} rounds`;
    }
    case 'build':
    case 'fault':
      return `${task.goals.length} goals, ${changedLines(task.labText, task.solution.labText)} lines`;
  }
}
