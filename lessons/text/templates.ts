import type { Task } from '../exercise/task.ts';

/** The members of a task, wherever they stand in it, that people read. */
const READ = new Set(['intro', 'hints', 'ask', 'text', 'says', 'right', 'changed', 'wants', 'pass', 'fail']);

/** Every template of an exercise that is to be translated, each once. Code, such as the name of a packet, is none. */
export function templatesOf(task: Task): readonly string[] {
  const found = new Set<string>();
  const walk = (value: unknown, isRead: boolean): void => {
    if (typeof value === 'string') {
      if (isRead && /\p{L}/u.test(value)) found.add(value);
    } else if (Array.isArray(value)) for (const one of value) walk(one, isRead);
    else if (typeof value === 'object' && value !== null)
      for (const [key, member] of Object.entries(value)) walk(member, READ.has(key));
  };
  walk(task, false);
  return [...found];
}
