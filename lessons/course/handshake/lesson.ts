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
  slug: 'handshake',
  title: 'The three-way handshake',
  summary: 'Follow a connection through its three steps, and say at which step it broke.',
  minutes: 17,
  misconceptions: [
    'open-is-attackable',
    'refused-is-firewall',
    'filtered-is-closed',
    'state-belongs-to-port',
  ],
  exercises: [
    { id: 'diagnostic', title: 'What do you think now?', varies: true, make: beliefs },
    { id: 'worked', title: 'Taken, refused, unheard', varies: false, make: worked },
    { id: 'complete', title: 'Three blanks', varies: true, make: complete },
    { id: 'predict', title: 'Predict, then run', varies: true, make: predict },
    { id: 'change', title: 'Change one thing', varies: true, make: change },
    { id: 'machine', title: 'Be the target', varies: true, make: machine },
    { id: 'build', title: 'Mend three handshakes', varies: true, make: build },
    { id: 'live', title: 'The same on a real kernel', varies: false, make: live },
    { id: 'exit', title: 'The first questions again', varies: true, make: beliefs },
  ],
};
