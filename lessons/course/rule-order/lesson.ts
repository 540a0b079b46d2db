import type { Lesson } from '../../lesson.ts';
import { beliefs } from './exercises/beliefs.ts';
import { build } from './exercises/build.ts';
import { change } from './exercises/change.ts';
import { complete } from './exercises/complete.ts';
import { fault } from './exercises/fault.ts';
import { live } from './exercises/live.ts';
import { machine } from './exercises/machine.ts';
import { predict } from './exercises/predict.ts';
import { predictChain } from './exercises/predict-chain.ts';
import { worked } from './exercises/worked.ts';

export const lesson: Lesson = {
  slug: 'rule-order',
  title: 'Rule order, chains and policy',
  summary: 'Find the rule that decides about a packet, in the right chain, on the right machine.',
  minutes: 20,
  misconceptions: ['append-adds-permission', 'input-protects-all', 'self-scan-proves', 'binding-is-firewall'],
  exercises: [
    { id: 'diagnostic', title: 'What do you think now?', varies: true, make: beliefs },
    { id: 'worked', title: 'A port that is named twice', varies: false, make: worked },
    { id: 'complete', title: 'Two blanks', varies: true, make: complete },
    { id: 'predict', title: 'Predict, then run', varies: true, make: predict },
    { id: 'predict-chain', title: 'A chain of its own', varies: true, make: predictChain },
    { id: 'change', title: 'Change one letter', varies: true, make: change },
    { id: 'machine', title: 'Be the firewall', varies: true, make: machine },
    { id: 'build', title: 'Let guests see one port', varies: true, make: build },
    { id: 'build-fault', title: 'Find the fault', varies: true, make: fault },
    { id: 'live', title: 'The same on a real kernel', varies: false, make: live },
    { id: 'exit', title: 'The first questions again', varies: true, make: beliefs },
  ],
};
