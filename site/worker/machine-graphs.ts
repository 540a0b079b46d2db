import type { AnyStateMachine } from 'xstate';
import { conntrackFlow, firewallPassage, tcpClient, tcpEndpoint } from '../../simulator/machines/index.ts';
import type { MachineEdge, MachineGraph, MachineName, MachineState } from '../model/machine-graph.ts';
import { PROBE_GRAPH } from '../model/probe-machine.ts';

const MACHINES = {
  'tcp-endpoint': tcpEndpoint,
  'tcp-client': tcpClient,
  'conntrack-flow': conntrackFlow,
  'firewall-passage': firewallPassage,
} as const;

/** The pictures of all machines, taken from their very definitions: what is drawn is what runs. */
export function machineGraphs(): readonly MachineGraph[] {
  const drawn = Object.entries(MACHINES).map(([name, machine]) =>
    machineGraph(name as keyof typeof MACHINES, machine),
  );
  return [...drawn, PROBE_GRAPH];
}

export function machineGraph(name: MachineName, machine: AnyStateMachine): MachineGraph {
  const nodes = Object.values(machine.root.states);
  const edges = new Map<string, { from: string; to: string; by: string[] }>();
  for (const node of nodes) {
    for (const transition of [...node.transitions.values()].flat()) {
      const to = transition.target?.[0]?.key ?? node.key;
      const key = `${node.key}>${to}`;
      const edge = edges.get(key) ?? { from: node.key, to, by: [] };
      edge.by.push(wordsOf(transition.eventType, transition.guard));
      edges.set(key, edge);
    }
  }
  return {
    name,
    initial: initialOf(machine),
    states: nodes.map(
      (node): MachineState => ({
        id: node.key,
        description: node.description ?? '',
        source: sourceOf(node.meta),
        isFinal: node.type === 'final',
      }),
    ),
    edges: [...edges.values()] satisfies MachineEdge[],
  };
}

const initialOf = (machine: AnyStateMachine): string => machine.root.initial.target?.[0]?.key ?? '';

/** `segment, if isReset`; `after synTimeout`; `any other event`. */
function wordsOf(eventType: string, guard: unknown): string {
  const delay = /^xstate\.after\.([^.]+)\./.exec(eventType)?.[1];
  const event = delay !== undefined ? `after ${delay}` : eventType === '*' ? 'any other event' : eventType;
  const name = typeof guard === 'string' ? guard : undefined;
  return name === undefined ? event : `${event}, if ${name}`;
}

interface Meta {
  readonly rfc?: string;
  readonly kernel?: string;
  readonly timeoutSeconds?: number;
}

function sourceOf({ rfc, kernel, timeoutSeconds }: Meta = {}): string {
  const parts = [rfc, kernel === undefined ? undefined : `Linux: ${kernel}`];
  if (timeoutSeconds !== undefined && timeoutSeconds > 0) parts.push(`forgotten after ${timeoutSeconds} s`);
  return parts.filter((part) => part !== undefined).join(', ');
}
