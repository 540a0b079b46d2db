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
  slug: 'reasons-and-traces',
  title: 'Reading reasons and traces',
  summary: 'Tell from --reason and --packet-trace what was seen, and which machine answered.',
  minutes: 16,
  misconceptions: ['reason-is-noise', 'only-host-answers'],
  exercises: [
    { id: 'diagnostic', title: 'What do you think now?', varies: true, make: beliefs },
    { id: 'worked', title: 'Two resets, step by step', varies: false, make: worked },
    { id: 'complete', title: 'Two blanks', varies: true, make: complete },
    { id: 'predict', title: 'Predict, then run', varies: true, make: predict },
    { id: 'change', title: 'Change one thing', varies: true, make: change },
    { id: 'machine', title: 'Be the scanner', varies: true, make: machine },
    { id: 'build', title: 'Find it and mend it', varies: true, make: build },
    { id: 'live', title: 'The same on a real kernel', varies: false, make: live },
    { id: 'exit', title: 'The first questions again', varies: true, make: beliefs },
  ],
};
