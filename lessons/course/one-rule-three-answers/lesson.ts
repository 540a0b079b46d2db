import type { Lesson } from '../../lesson.ts';
import { beliefs } from './exercises/beliefs.ts';
import { build } from './exercises/build.ts';
import { change } from './exercises/change.ts';
import { complete } from './exercises/complete.ts';
import { live } from './exercises/live.ts';
import { machine } from './exercises/machine.ts';
import { predict } from './exercises/predict.ts';
import { predictUdp } from './exercises/predict-udp.ts';
import { worked } from './exercises/worked.ts';

export const lesson: Lesson = {
  slug: 'one-rule-three-answers',
  title: 'One rule, three answers',
  summary: 'Say what a REJECT rule looks like to a SYN scan, a connect scan and a UDP scan, and why.',
  minutes: 16,
  misconceptions: [
    'reject-looks-closed',
    'same-state-every-scan',
    'refused-is-firewall',
    'udp-silence-is-open',
  ],
  exercises: [
    { id: 'diagnostic', title: 'What do you think now?', varies: true, make: beliefs },
    { id: 'worked', title: 'One rule, twice', varies: false, make: worked },
    { id: 'complete', title: 'Two blanks', varies: true, make: complete },
    { id: 'predict', title: 'Predict a connect scan', varies: true, make: predict },
    { id: 'predict-udp', title: 'Predict a UDP scan', varies: true, make: predictUdp },
    { id: 'change', title: 'Change the scan', varies: true, make: change },
    { id: 'machine', title: 'Be the scanner', varies: true, make: machine },
    { id: 'build', title: 'Two ways to say no', varies: true, make: build },
    { id: 'live', title: 'The same on a real kernel', varies: false, make: live },
    { id: 'exit', title: 'The first questions again', varies: true, make: beliefs },
  ],
};
