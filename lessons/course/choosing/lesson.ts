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
  slug: 'choosing',
  title: 'Choosing ports and hosts',
  summary: 'Say which hosts and which ports a line of nmap asks for, and which it leaves out.',
  minutes: 18,
  misconceptions: [
    'ping-means-port',
    'down-means-off',
    'sn-sends-pings',
    'all-ports-scanned',
    'name-is-detection',
  ],
  exercises: [
    { id: 'diagnostic', title: 'What do you think now?', varies: true, make: beliefs },
    { id: 'worked', title: 'A host first, then its ports', varies: false, make: worked },
    { id: 'complete', title: 'Three blanks', varies: true, make: complete },
    { id: 'predict', title: 'Predict, then run', varies: true, make: predict },
    { id: 'change', title: 'Change one thing', varies: true, make: change },
    { id: 'machine', title: 'Be the firewall', varies: true, make: machine },
    { id: 'build', title: 'Find it', varies: true, make: build },
    { id: 'live', title: 'The same on a real kernel', varies: false, make: live },
    { id: 'exit', title: 'The first questions again', varies: true, make: beliefs },
  ],
};
