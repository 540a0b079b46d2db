import type { Lesson } from '../../lesson.ts';
import { beliefs } from './exercises/beliefs.ts';
import { build } from './exercises/build.ts';
import { change } from './exercises/change.ts';
import { complete } from './exercises/complete.ts';
import { live } from './exercises/live.ts';
import { machine } from './exercises/machine.ts';
import { predict } from './exercises/predict.ts';
import { worked } from './exercises/worked.ts';

export const lesson: Lesson = {
  slug: 'defender',
  title: 'The view from the other side',
  summary: 'Say what a scan leaves behind at its target, and who can read it there.',
  minutes: 17,
  misconceptions: ['syn-is-invisible', 'drop-is-safer', 'refused-is-firewall'],
  exercises: [
    { id: 'diagnostic', title: 'What do you think now?', varies: true, make: beliefs },
    { id: 'worked', title: 'One scan, seen from the target', varies: false, make: worked },
    { id: 'complete', title: 'Two blanks', varies: true, make: complete },
    { id: 'predict', title: 'Predict, then run', varies: true, make: predict },
    { id: 'change', title: 'Refuse instead of drop', varies: true, make: change },
    { id: 'machine', title: 'Be the firewall', varies: true, make: machine },
    { id: 'build', title: 'Write down who knocks', varies: true, make: build },
    { id: 'live', title: 'The same on a real kernel', varies: false, make: live },
    { id: 'exit', title: 'The first questions again', varies: true, make: beliefs },
  ],
};
