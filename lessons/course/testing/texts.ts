import { fill } from '../../exercise/fill.ts';
import type { Task } from '../../exercise/task.ts';

/** Names that marks fill, each with values of its own. */
const OF_MARKS = { port: '', state: '', reason: '', guess: '' };

/** Templates of the task that name a value which it has not. Lab files have braces of their own. */
export function unsolvedTexts(task: Task): readonly string[] {
  const values = { ...task.values, ...OF_MARKS };
  const found: string[] = [];
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (!/^(?:labText|line|lines)$/.test(key) && /\{[a-zA-Z]\w*\}/.test(fill(value, values)))
        found.push(value);
    } else if (Array.isArray(value)) for (const one of value) walk(one, key);
    else if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value)) walk(member, name);
  };
  walk(task, '');
  return found;
}
