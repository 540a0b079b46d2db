import type { Component } from 'svelte';
import type { Session } from '../session/session.svelte.ts';
import { say } from './say.ts';

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
    title: say('sequence'),
    shows: say('sequenceShows'),
    load: () => import('./sequence/Sequence.svelte'),
  },
  ports: {
    title: say('ports'),
    shows: say('portsShows'),
    load: () => import('./ports/Ports.svelte'),
  },
  packets: {
    title: say('packets'),
    shows: say('packetsShows'),
    load: () => import('./packets/Packets.svelte'),
  },
  inspector: {
    title: say('inspector'),
    shows: say('inspectorShows'),
    load: () => import('./inspector/Inspector.svelte'),
  },
  firewall: {
    title: say('firewall'),
    shows: say('firewallShows'),
    load: () => import('./firewall/Firewall.svelte'),
  },
  topology: {
    title: say('topology'),
    shows: say('topologyShows'),
    load: () => import('./topology/Topology.svelte'),
  },
  machines: {
    title: say('machines'),
    shows: say('machinesShows'),
    load: () => import('./machines/Machines.svelte'),
  },
  matrix: {
    title: say('matrix'),
    shows: say('matrixShows'),
    load: () => import('./matrix/Matrix.svelte'),
  },
  map: {
    title: say('map'),
    shows: say('mapShows'),
    load: () => import('./map/PortMap.svelte'),
  },
  compare: {
    title: say('compare'),
    shows: say('compareShows'),
    load: () => import('./runs/Compare.svelte'),
  },
  mermaid: {
    title: say('mermaid'),
    shows: say('mermaidShows'),
    load: () => import('./mermaid/Mermaid.svelte'),
  },
  defender: {
    title: say('defender'),
    shows: say('defenderShows'),
    load: () => import('./defender/Defender.svelte'),
  },
  lab: {
    title: say('lab'),
    shows: say('labShows'),
    load: () => import('./lab/Lab.svelte'),
  },
} as const satisfies Record<string, View>;

export type ViewName = keyof typeof VIEWS;

export const isViewName = (name: string): name is ViewName => Object.hasOwn(VIEWS, name);
