import type { Lesson } from '../../lesson.ts';
import { beliefs } from './exercises/beliefs.ts';
import { build } from './exercises/build.ts';
import { change } from './exercises/change.ts';
import { complete } from './exercises/complete.ts';
import { live } from './exercises/live.ts';
import { machine } from './exercises/machine.ts';
import { predict } from './exercises/predict.ts';
import { words } from './exercises/words.ts';
import { worked } from './exercises/worked.ts';

export const lesson: Lesson = {
  slug: 'simulated-live',
  title: 'Simulated and live',
  summary: 'Where two scans of the same thing differ, name the cause and show the packet that proves it.',
  minutes: 18,
  misconceptions: [
    'only-host-answers',
    'state-belongs-to-port',
    'self-scan-proves',
    'root-makes-no-difference',
    'name-is-detection',
    'tcpwrapped-is-wrapper',
  ],
  exercises: [
    { id: 'diagnostic', title: 'What do you think now?', varies: true, make: beliefs },
    { id: 'worked', title: 'Who has answered?', varies: false, make: worked },
    { id: 'complete', title: 'Two blanks', varies: true, make: complete },
    { id: 'complete-words', title: 'Words of the real nmap', varies: true, make: words },
    { id: 'predict', title: 'Predict, then run', varies: true, make: predict },
    { id: 'change', title: 'The same without root', varies: true, make: change },
    { id: 'machine', title: 'Be the scanner', varies: true, make: machine },
    { id: 'build', title: 'Make the lab agree', varies: true, make: build },
    { id: 'live', title: 'A router on a real kernel', varies: false, make: live },
    { id: 'exit', title: 'The first questions again', varies: true, make: beliefs },
  ],
};
