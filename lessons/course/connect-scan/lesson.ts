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
  slug: 'connect-scan',
  title: 'The connect scan',
  summary: 'Say what a scan without root does, what its kernel does for it, and what its errors mean.',
  minutes: 17,
  misconceptions: [
    'root-makes-no-difference',
    'tcpwrapped-is-wrapper',
    'refused-is-firewall',
    'reject-looks-closed',
    'open-is-attackable',
  ],
  exercises: [
    { id: 'diagnostic', title: 'What do you think now?', varies: true, make: beliefs },
    { id: 'worked', title: 'Four ends of a connect()', varies: false, make: worked },
    { id: 'complete', title: 'Three blanks', varies: true, make: complete },
    { id: 'predict', title: 'Predict, then run', varies: true, make: predict },
    { id: 'change', title: 'The same as root', varies: true, make: change },
    { id: 'machine', title: 'Be the scanner', varies: true, make: machine },
    { id: 'build', title: 'A line without root', varies: true, make: build },
    { id: 'live', title: 'The same on a real kernel', varies: false, make: live },
    { id: 'exit', title: 'The first questions again', varies: true, make: beliefs },
  ],
};
