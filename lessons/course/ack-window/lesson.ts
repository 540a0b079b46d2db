import type { Lesson } from '../../lesson.ts';
import { beliefs } from './exercises/beliefs.ts';
import { build } from './exercises/build.ts';
import { change } from './exercises/change.ts';
import { complete } from './exercises/complete.ts';
import { live } from './exercises/live.ts';
import { machine } from './exercises/machine.ts';
import { predict } from './exercises/predict.ts';
import { predictWindow } from './exercises/predict-window.ts';
import { worked } from './exercises/worked.ts';

export const lesson: Lesson = {
  slug: 'ack-window',
  title: 'ACK and Window scans',
  summary: 'Use an ACK scan to find out what a firewall lets through, and say what it cannot find out.',
  minutes: 16,
  misconceptions: ['ack-finds-open', 'unfiltered-is-open', 'same-state-every-scan', 'state-belongs-to-port'],
  exercises: [
    { id: 'diagnostic', title: 'What do you think now?', varies: true, make: beliefs },
    { id: 'worked', title: 'Three stray ACKs', varies: false, make: worked },
    { id: 'complete', title: 'Two blanks', varies: true, make: complete },
    { id: 'predict', title: 'Predict an ACK scan', varies: true, make: predict },
    { id: 'predict-window', title: 'Predict a Window scan', varies: true, make: predictWindow },
    { id: 'change', title: 'Change one rule', varies: true, make: change },
    { id: 'machine', title: 'Be the scanner', varies: true, make: machine },
    { id: 'build', title: 'Stop the stray ACK', varies: true, make: build },
    { id: 'live', title: 'The same on a real kernel', varies: false, make: live },
    { id: 'exit', title: 'The first questions again', varies: true, make: beliefs },
  ],
};
