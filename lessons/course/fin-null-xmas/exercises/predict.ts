import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { portsOf, twoStacks } from '../labs.ts';

export function predict(draw: Draw): Task {
  const lab = twoStacks(draw);
  const { open, closed, guarded, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'The web server runs Linux; a rule there drops SYNs to port {guarded}. The office machine runs Windows and has no rules. Port {open} has a service on both. What does a Xmas scan find?',
    values: { open, guarded },
    labText,
    line: `nmap -sX -p ${portsOf(lab)} --reason web office`,
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'First ask: does the rule match a probe with FIN, PSH and URG?',
      'Then ask: which stack is it? A Linux listener says nothing to such a probe.',
      'Windows resets such a probe on every port, with a service or without.',
    ],
    asks: [
      {
        host: 'web',
        port: `${open}/tcp`,
        right: 'Yes. The listener is silent, and silence leaves two causes: {state}.',
        wrong: {
          open: {
            says: 'Nothing came back, and a rule that drops would look just so. The scan cannot say more than {state}.',
            misconception: 'xmas-finds-open',
          },
          filtered: {
            says: 'No rule touches this probe. It is the listener that is silent: {state}.',
            misconception: 'xmas-finds-open',
          },
        },
      },
      { host: 'web', port: `${closed}/tcp` },
      {
        host: 'web',
        port: `${guarded}/tcp`,
        right: 'Yes. The rule looks for SYN and this probe has none. It got through, and a reset came back.',
        wrong: {
          filtered: {
            says: 'The rule drops SYNs only. This probe walked past it, and the host answered: {state}.',
          },
          'open|filtered': {
            says: 'If the rule caught this probe, there would be silence. It looks for SYN alone, so the host saw the probe and reset it: {state}.',
          },
        },
      },
      {
        host: 'office',
        port: `${open}/tcp`,
        right: 'Yes, though a service listens there. This stack resets such probes on every port.',
        wrong: {
          open: {
            says: 'A service is there, but no answer to a Xmas probe can say so. This stack reset it: {state}.',
            misconception: 'xmas-finds-open',
          },
          'open|filtered': {
            says: 'A Linux listener would be silent. Windows resets such a probe, service or not: {state}.',
            misconception: 'xmas-works-anywhere',
          },
        },
      },
    ],
  };
}
