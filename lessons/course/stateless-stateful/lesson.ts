import type { Lesson } from '../../lesson.ts';
import { beliefs } from './exercises/beliefs.ts';
import { build } from './exercises/build.ts';
import { change } from './exercises/change.ts';
import { complete } from './exercises/complete.ts';
import { live } from './exercises/live.ts';
import { machine } from './exercises/machine.ts';
import { predict } from './exercises/predict.ts';
import { predictFlags } from './exercises/predict-flags.ts';
import { worked } from './exercises/worked.ts';

export const lesson: Lesson = {
  slug: 'stateless-stateful',
  title: 'Stateless and stateful',
  summary: 'Say what a firewall keeps in mind of a connection, and write rules that let answers in.',
  minutes: 18,
  misconceptions: ['replies-come-back', 'stateful-reads-payload', 'input-protects-all'],
  exercises: [
    { id: 'diagnostic', title: 'What do you think now?', varies: true, make: beliefs },
    { id: 'worked', title: 'A flow begins', varies: false, make: worked },
    { id: 'complete', title: 'Two blanks', varies: true, make: complete },
    { id: 'predict-flags', title: 'A rule that looks for SYN', varies: true, make: predictFlags },
    { id: 'predict', title: 'Out, and back?', varies: true, make: predict },
    { id: 'change', title: 'Add one rule', varies: true, make: change },
    { id: 'machine', title: 'Be the firewall', varies: true, make: machine },
    { id: 'build', title: 'Nobody begins with the database', varies: true, make: build },
    { id: 'live', title: 'The same on a real kernel', varies: false, make: live },
    { id: 'exit', title: 'The first questions again', varies: true, make: beliefs },
  ],
};
