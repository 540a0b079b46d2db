import type { Lesson } from '../../lesson.ts';
import { beliefs } from './exercises/beliefs.ts';
import { build } from './exercises/build.ts';
import { change } from './exercises/change.ts';
import { complete } from './exercises/complete.ts';
import { live } from './exercises/live.ts';
import { predict } from './exercises/predict.ts';
import { worked } from './exercises/worked.ts';

export const lesson: Lesson = {
  slug: 'permission',
  title: 'Scope and permission',
  summary: 'Say whom to ask before a live scan, write down what was agreed, and stay within it.',
  minutes: 16,
  misconceptions: ['sn-sends-pings', 'syn-is-invisible', 'open-is-attackable', 'state-belongs-to-port'],
  exercises: [
    { id: 'diagnostic', title: 'What do you think now?', varies: true, make: beliefs },
    { id: 'worked', title: 'A scan that stays within its scope', varies: false, make: worked },
    { id: 'complete', title: 'Three blanks', varies: true, make: complete },
    { id: 'predict', title: 'Predict, then run', varies: true, make: predict },
    { id: 'change', title: 'The keeper lets you in', varies: true, make: change },
    { id: 'build', title: 'Stay within it', varies: true, make: build },
    { id: 'live', title: 'A recording, and your school', varies: false, make: live },
    { id: 'exit', title: 'The first questions again', varies: true, make: beliefs },
  ],
};
