import type { Component } from 'svelte';
import type { Session } from '../session/session.svelte.ts';

/** What every view gets, and all it gets. */
export interface ViewProps {
  readonly session: Session;
}

export interface View {
  readonly title: string;
  /** What one sees in it, in a sentence: its tooltip, and its line in the help. */
  readonly shows: string;
  readonly load: () => Promise<{ readonly default: Component<ViewProps> }>;
}

/** The views in the order of their tabs. A new view is its file and one entry here. */
export const VIEWS = {
  sequence: {
    title: 'Sequence',
    shows: 'Every packet between the hosts, in time, and where it ended.',
    load: () => import('./sequence/Sequence.svelte'),
  },
  ports: {
    title: 'Ports',
    shows: 'The state of every port, and why.',
    load: () => import('./ports/Ports.svelte'),
  },
  packets: {
    title: 'Packets',
    shows: 'Every packet as a row, to search and to step through.',
    load: () => import('./packets/Packets.svelte'),
  },
  inspector: {
    title: 'Packet',
    shows: 'Every field of the packet at the cursor, what it means, and its bytes.',
    load: () => import('./inspector/Inspector.svelte'),
  },
  firewall: {
    title: 'Firewall',
    shows: 'The rules of a host, and how the packet at the cursor meets them.',
    load: () => import('./firewall/Firewall.svelte'),
  },
  topology: {
    title: 'Network',
    shows: 'The networks and hosts of the lab, and the packets on their way.',
    load: () => import('./topology/Topology.svelte'),
  },
  machines: {
    title: 'Machines',
    shows: 'Probe, TCP, tracked flow and firewall passage as state machines, at the cursor.',
    load: () => import('./machines/Machines.svelte'),
  },
  matrix: {
    title: 'Matrix',
    shows: 'The same ports under every technique, and which rule would answer so.',
    load: () => import('./matrix/Matrix.svelte'),
  },
  map: {
    title: 'Port map',
    shows: 'All 65,536 ports of a host as a picture.',
    load: () => import('./map/PortMap.svelte'),
  },
  compare: {
    title: 'Compare',
    shows: 'Two runs side by side, and where they differ.',
    load: () => import('./runs/Compare.svelte'),
  },
  mermaid: {
    title: 'Mermaid',
    shows: 'The scan, or a state machine, as a diagram to paste elsewhere.',
    load: () => import('./mermaid/Mermaid.svelte'),
  },
  defender: {
    title: 'Defender',
    shows: 'What the target saw of the scan: its log, its flows, and alarms.',
    load: () => import('./defender/Defender.svelte'),
  },
  lab: {
    title: 'Lab',
    shows: 'The lab file: as text, as a form, or from a seed.',
    load: () => import('./lab/Lab.svelte'),
  },
} as const satisfies Record<string, View>;

export type ViewName = keyof typeof VIEWS;

export const isViewName = (name: string): name is ViewName => Object.hasOwn(VIEWS, name);
