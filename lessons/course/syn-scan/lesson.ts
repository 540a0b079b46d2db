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
  slug: 'syn-scan',
  title: 'The SYN scan',
  summary: 'Say which packets a SYN scan sends and which its kernel sends, and who can see them.',
  minutes: 17,
  misconceptions: ['syn-completes', 'syn-is-invisible', 'reject-looks-closed'],
  exercises: [
    { id: 'diagnostic', title: 'What do you think now?', varies: true, make: beliefs },
    { id: 'worked', title: 'Half a handshake', varies: false, make: worked },
    { id: 'complete', title: 'Three blanks', varies: true, make: complete },
    { id: 'predict', title: 'Predict, then run', varies: true, make: predict },
    { id: 'change', title: 'Keep the reset', varies: true, make: change },
    { id: 'machine', title: 'Be the scanner’s kernel', varies: true, make: machine },
    { id: 'build', title: 'Tell a probe from a client', varies: true, make: build },
    { id: 'live', title: 'The same on a real kernel', varies: false, make: live },
    { id: 'exit', title: 'The first questions again', varies: true, make: beliefs },
  ],
};
