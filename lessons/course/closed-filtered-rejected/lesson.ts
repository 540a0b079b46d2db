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
  slug: 'closed-filtered-rejected',
  title: 'Closed, filtered, rejected',
  summary: 'Tell from what came back whether a packet was dropped, rejected or refused, and by whom.',
  minutes: 18,
  misconceptions: [
    'drop-is-safer',
    'reject-looks-closed',
    'only-host-answers',
    'refused-is-firewall',
    'reason-is-noise',
    'filtered-is-closed',
  ],
  exercises: [
    { id: 'diagnostic', title: 'What do you think now?', varies: true, make: beliefs },
    { id: 'worked', title: 'Six ports, six stories', varies: false, make: worked },
    { id: 'complete', title: 'Three blanks', varies: true, make: complete },
    { id: 'predict', title: 'Predict, then run', varies: true, make: predict },
    { id: 'change', title: 'Reject where it was dropped', varies: true, make: change },
    { id: 'machine', title: 'Be the firewall', varies: true, make: machine },
    { id: 'build', title: 'Three ways to say no', varies: true, make: build },
    { id: 'live', title: 'The same on a real kernel', varies: false, make: live },
    { id: 'exit', title: 'The first questions again', varies: true, make: beliefs },
  ],
};
