import type { Task } from '../../../exercise/task.ts';

export function live(): Task {
  return {
    kind: 'choice',
    intro:
      'The lab router-prohibited was built on a Linux machine. The target stands behind a gateway, and all rules stand on the gateway. Look at the reasons and their TTLs.',
    recording: { lab: 'router-prohibited', technique: 'syn' },
    questions: [
      {
        id: 'reset',
        ask: 'Port 7008 is closed by a reset with TTL 64. The SYN/ACK of port 22 has TTL 63. Who sent the reset?',
        options: [
          {
            id: 'gateway',
            text: 'The gateway, in the target’s name.',
            right: true,
            says: 'Yes. It bears the target’s address, but has passed no router. So it is the gateway’s own.',
          },
          {
            id: 'target',
            text: 'The target, as nobody listens there.',
            says: 'A packet of the target loses one on its way through the gateway. This one has lost none.',
            misconception: 'only-host-answers',
          },
          {
            id: 'unknown',
            text: 'That cannot be told, as both bear the same address.',
            says: 'The address does not tell, but the TTL does: the gateway takes one off what passes it.',
            misconception: 'reason-is-noise',
          },
        ],
      },
      {
        id: 'icmp',
        ask: 'Port 7005 is filtered, and its reason ends with an address that is not the target’s. What does it tell?',
        options: [
          {
            id: 'hacked',
            text: 'Somebody breaks into the traffic and forges answers.',
            says: 'Nothing is forged. Gateways send ICMP errors in their own name, and the reason shows it.',
          },
          {
            id: 'wrong',
            text: 'The scan has asked the wrong machine.',
            says: 'The SYN went to the target’s address. It was stopped before it got there.',
            misconception: 'only-host-answers',
          },
          {
            id: 'where',
            text: 'Where the filter stands: on the gateway that sent the error.',
            right: true,
            says: 'Yes. An ICMP error comes from whoever stopped the packet. Here the filter gives itself away.',
          },
        ],
      },
    ],
  };
}
