import { edgeKey, type MachineEdge, type MachineGraph } from './machine-graph.ts';

/** Where the states of a machine stand, and how its edges run between them; in pixels. */
export interface MachineLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedState[];
  readonly edges: readonly PlacedEdge[];
  /** Edges that are told in words, not drawn: into states that nearly every other leads to. */
  readonly gathered: readonly Gathered[];
}

export interface PlacedState {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How many ways there are to stay in it. */
  readonly loops: number;
}

export interface PlacedEdge {
  readonly key: string;
  readonly edge: MachineEdge;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Present where the machine is small enough to label every edge. */
  readonly label?: { readonly x: number; readonly y: number; readonly text: string };
}

export interface Gathered {
  readonly to: string;
  readonly from: readonly string[];
  readonly by: readonly string[];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const STATE_HEIGHT = 30;
const CHARACTER = 8;
/** Machines with more edges than this show the labels of single edges only. */
const MOST_LABELS = 10;
/** Where more than so many states lead to one, the edges are gathered. */
const MOST_INTO_ONE = 5;

export async function layoutOf(graph: MachineGraph): Promise<MachineLayout> {
  const { graphlib, layout } = await import('@dagrejs/dagre');
  const { drawn, gathered } = gather(graph);
  const labelled = drawn.length <= MOST_LABELS;
  const plan = new graphlib.Graph({ multigraph: false });
  plan.setGraph({
    rankdir: 'TB',
    nodesep: 28,
    ranksep: labelled ? 34 : 30,
    edgesep: 18,
    marginx: 8,
    marginy: 8,
  });
  plan.setDefaultEdgeLabel(() => ({}));
  for (const { id } of graph.states)
    plan.setNode(id, { width: widthOf(id, loopsOf(graph, id)), height: STATE_HEIGHT });
  for (const { from, to, by } of drawn) {
    const text = shortLabel(by);
    plan.setEdge(from, to, labelled ? { width: text.length * 6.5, height: 16, labelpos: 'c' } : {});
  }
  layout(plan);
  const nodes = graph.states.map(({ id }): PlacedState => {
    const { x = 0, y = 0, width = 0, height = 0 } = plan.node(id);
    return { id, x, y, width, height, loops: loopsOf(graph, id) };
  });
  const edges = drawn.map((edge): PlacedEdge => {
    const { points = [], x, y } = plan.edge(edge.from, edge.to);
    return {
      key: edgeKey(edge.from, edge.to),
      edge,
      points: points.map(({ x, y }: Point): [number, number] => [x, y]),
      ...(labelled && x !== undefined && y !== undefined
        ? { label: { x, y, text: shortLabel(edge.by) } }
        : {}),
    };
  });
  const { width = 0, height = 0 } = plan.graph();
  return { ...inFrame({ width, height, nodes, edges }), gathered };
}

const MARGIN = 8;

/** Dagre counts the states and labels only: an edge that swings round them may leave the frame at either side. */
function inFrame({
  width,
  height,
  nodes,
  edges,
}: Omit<MachineLayout, 'gathered'>): Omit<MachineLayout, 'gathered'> {
  const xs = edges.flatMap(({ points }) => points.map(([x]) => x));
  const left = Math.min(0, ...xs.map((x) => x - MARGIN));
  const right = Math.max(width, ...xs.map((x) => x + MARGIN));
  return {
    width: right - left,
    height,
    nodes: nodes.map((node) => ({ ...node, x: node.x - left })),
    edges: edges.map(({ points, label, ...edge }) => ({
      ...edge,
      points: points.map(([x, y]) => [x - left, y] as const),
      ...(label === undefined ? {} : { label: { ...label, x: label.x - left } }),
    })),
  };
}

/**
 * Which edges are drawn, and which are only told. Into a state that nearly every other leads to, the ways onward
 * are drawn where they are few, else the one from the state before it; machines name their states in the order in
 * which they are passed.
 */
export function gather({ states, edges }: MachineGraph): {
  readonly drawn: readonly MachineEdge[];
  readonly gathered: readonly Gathered[];
} {
  const place = new Map(states.map(({ id }, index) => [id, index]));
  const drawn: MachineEdge[] = [];
  const gathered: Gathered[] = [];
  for (const { id: to } of states) {
    const into = edges.filter((edge) => edge.to === to && edge.from !== to);
    const told = into.length > MOST_INTO_ONE ? into.filter((edge) => !isOnward(edge, into, place)) : [];
    drawn.push(...into.filter((edge) => !told.includes(edge)));
    if (told.length > 0) {
      gathered.push({
        to,
        from: told.map(({ from }) => from),
        by: [...new Set(told.flatMap(({ by }) => by))],
      });
    }
  }
  return { drawn, gathered };
}

const MOST_ONWARD = 3;

function isOnward(
  { from, to }: MachineEdge,
  into: readonly MachineEdge[],
  place: ReadonlyMap<string, number>,
): boolean {
  const at = (state: string): number => place.get(state) ?? 0;
  const onward = into.filter((edge) => at(edge.from) < at(to));
  if (onward.length <= MOST_ONWARD) return at(from) < at(to);
  return at(from) === at(to) - 1;
}

const loopsOf = ({ edges }: MachineGraph, id: string): number =>
  edges.find(({ from, to }) => from === id && to === id)?.by.length ?? 0;

const widthOf = (id: string, loops: number): number => id.length * CHARACTER + (loops > 0 ? 44 : 20);

/** The one way, or how many there are. */
const shortLabel = (by: readonly string[]): string => (by.length === 1 ? (by[0] ?? '') : `${by.length} ways`);
