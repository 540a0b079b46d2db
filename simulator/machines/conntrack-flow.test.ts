import { describe, expect, it } from 'vitest';
import { getShortestPaths } from 'xstate/graph';
import {
  conntrackFlow,
  type FlowEffect,
  type FlowEventType,
  type FlowState,
  type TcpKind,
} from './conntrack-flow.machine.ts';
import { compileFlowTable, FLOW_EVENTS, FLOW_STATES, flowMeta } from './flow-table.ts';
import { stepper } from './stepper.ts';

const table = compileFlowTable(true);
const machine = stepper(conntrackFlow);

/**
 * What nf_conntrack_proto_tcp.c (Linux 6.18) lists: a state after each kind of segment, by direction. IV invalid,
 * IG ignored. Transcribed from the comments of that file, column by column.
 */
const COLUMNS: readonly FlowState[] = [
  'none',
  'synSent',
  'synRecv',
  'established',
  'finWait',
  'closeWait',
  'lastAck',
  'timeWait',
  'close',
  'synSent2',
];
const KERNEL: Readonly<Record<'original' | 'reply', Readonly<Record<TcpKind, string>>>> = {
  original: {
    syn: 'SS SS IG IG IG IG IG SS SS S2',
    synAck: 'IV IV SR IV IV IV IV IV IV SR',
    fin: 'IV IV FW FW LA LA LA TW CL IV',
    ack: 'ES IV ES ES CW CW TW TW CL IV',
    rst: 'IV CL CL CL CL CL CL CL CL CL',
    none: 'IV IV IV IV IV IV IV IV IV IV',
  },
  reply: {
    syn: 'IV S2 IV IV IV IV IV SS IV S2',
    synAck: 'IV SR IG IG IG IG IG IG IG SR',
    fin: 'IV IV FW FW LA LA LA TW CL IV',
    ack: 'IV IG SR ES CW CW TW TW CL IG',
    rst: 'IV CL CL CL CL CL CL CL CL CL',
    none: 'IV IV IV IV IV IV IV IV IV IV',
  },
};
const STATE_OF: Readonly<Record<string, FlowState>> = {
  ...{ SS: 'synSent', SR: 'synRecv', ES: 'established', FW: 'finWait', CW: 'closeWait', LA: 'lastAck' },
  ...{ TW: 'timeWait', CL: 'close', S2: 'synSent2' },
};

describe('the flow machine', () => {
  const rows = (['original', 'reply'] as const).flatMap((direction) =>
    Object.entries(KERNEL[direction]).flatMap(([kind, line]) =>
      line.split(' ').map((cell, index) => {
        const from = COLUMNS[index] ?? 'none';
        // In TIME_WAIT and CLOSE the code behind the table lets the SYN by, or deletes the entry and looks anew;
        // that is the event `reopened` here.
        if (cell === 'SS' && (from === 'timeWait' || from === 'close'))
          return {
            from,
            event: `${direction}.${kind}` as FlowEventType,
            next: from,
            effect: 'ignore' as const,
          };
        const effect: FlowEffect = cell === 'IV' ? 'invalid' : cell === 'IG' ? 'ignore' : 'accept';
        return { from, event: `${direction}.${kind}` as FlowEventType, next: STATE_OF[cell] ?? from, effect };
      }),
    ),
  );
  it.each(rows)(
    'in $from takes $event to $next ($effect), as Linux does',
    ({ from, event, next, effect }) => {
      expect(table[from][event]).toEqual({ next, effect });
    },
  );

  it('names the states as Linux does, with its timeouts in seconds', () => {
    const lines = FLOW_STATES.map((state) => `${flowMeta(state).kernel} ${flowMeta(state).timeoutSeconds}`);
    // sysctl net.netfilter | grep timeout, Linux 6.18
    expect(lines).toEqual([
      ...['NONE 0', 'SYN_SENT 120', 'SYN_SENT2 120', 'SYN_RECV 60', 'ESTABLISHED 432000', 'FIN_WAIT 120'],
      ...[
        'CLOSE_WAIT 60',
        'LAST_ACK 30',
        'TIME_WAIT 120',
        'CLOSE 10',
        'UNREPLIED 30',
        'REPLIED 30',
        'ASSURED 120',
      ],
      'DESTROY 0',
    ]);
  });

  it('describes every state', () => {
    for (const state of FLOW_STATES)
      expect(conntrackFlow.states[state]?.config.description).toMatch(/^[A-Z].*\.$/);
  });

  it('picks no flow up in its middle where that is forbidden', () => {
    const strict = compileFlowTable(false);
    expect(strict.none['original.ack']).toEqual({ next: 'none', effect: 'invalid' });
    expect(strict.none['original.syn']).toEqual({ next: 'synSent', effect: 'accept' });
    expect(strict.established).toEqual(table.established);
  });

  it('reaches every state from the first packet on', () => {
    const events = FLOW_EVENTS.map((type) => ({ type }));
    const paths = getShortestPaths(conntrackFlow, { input: { loose: true }, events });
    expect(new Set(paths.map(({ state }) => state.value))).toEqual(new Set(FLOW_STATES));
  });
});

describe('the flow table', () => {
  const steps = FLOW_STATES.flatMap((state) => FLOW_EVENTS.map((event) => [state, event] as const));
  it.each([true, false])('agrees with the machine on every state and event (loose: %s)', (loose) => {
    const compiled = compileFlowTable(loose);
    const differing = steps.filter(([state, type]) => {
      const snapshot = conntrackFlow.resolveState({ value: state, context: { loose } });
      const [after, effects] = machine.step(snapshot, { type });
      const names = effects.map((effect) => (effect.kind === 'act' ? effect.name : effect.kind));
      const { next, effect } = compiled[state][type];
      const said = snapshot.status === 'done' ? 'invalid' : (names[0] ?? 'accept');
      return next !== after.value || said !== effect;
    });
    expect(differing).toEqual([]);
  });

  it('has each state of the machine, and each event it knows', () => {
    const known = FLOW_STATES.flatMap((state) => Object.keys(conntrackFlow.states[state]?.on ?? {}));
    expect(new Set(known.filter((type) => type !== '*'))).toEqual(
      new Set(FLOW_EVENTS.filter((type) => !type.endsWith('.none') && type !== 'reply.none')),
    );
    expect(Object.keys(table)).toEqual(FLOW_STATES);
  });
});
