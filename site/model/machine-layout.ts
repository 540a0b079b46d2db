import { edgeKey, type MachineEdge, type MachineGraph } from './machine-graph.ts';

/** Where the states of a machine stand, and how its edges run between them; in pixels. */
export interface MachineLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedState[];
  readonly edges: readonly PlacedEdge[];
  /** Into these states lead edges from nearly everywhere; they are told in words, not drawn. */
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
  for (const { id } of graph.states) plan.setNode(id, { width: widthOf(id), height: STATE_HEIGHT });
  for (const { from, to, by } of drawn) {
    const text = shortLabel(by);
    plan.setEdge(from, to, labelled ? { width: text.length * 6.5, height: 16, labelpos: 'c' } : {});
  }
  layout(plan);
  const { width = 0, height = 0 } = plan.graph();
  return {
    width,
    height,
    nodes: graph.states.map(({ id }) => {
      const { x = 0, y = 0, width: own = 0, height: tall = 0 } = plan.node(id);
      return { id, x, y, width: own, height: tall, loops: loopsOf(graph, id) };
    }),
    edges: drawn.map((edge) => {
      const { points = [], x, y } = plan.edge(edge.from, edge.to);
      return {
        key: edgeKey(edge.from, edge.to),
        edge,
        points: points.map(({ x, y }: Point): [number, number] => [x, y]),
        ...(labelled && x !== undefined && y !== undefined
          ? { label: { x, y, text: shortLabel(edge.by) } }
          : {}),
      };
    }),
    gathered,
  };
}

/** Which edges are drawn, and which are only told: those into states that nearly every other leads to. */
export function gather({ edges }: MachineGraph): {
  readonly drawn: readonly MachineEdge[];
  readonly gathered: readonly Gathered[];
} {
  const between = edges.filter(({ from, to }) => from !== to);
  const gathered = [...new Set(between.map(({ to }) => to))]
    .map((to) => ({ to, into: between.filter((edge) => edge.to === to) }))
    .filter(({ into }) => into.length > MOST_INTO_ONE)
    .map(({ to, into }) => ({
      to,
      from: into.map(({ from }) => from),
      by: [...new Set(into.flatMap(({ by }) => by))],
    }));
  const told = new Set(gathered.map(({ to }) => to));
  return { drawn: between.filter(({ to }) => !told.has(to)), gathered };
}

const loopsOf = ({ edges }: MachineGraph, id: string): number =>
  edges.find(({ from, to }) => from === id && to === id)?.by.length ?? 0;

const widthOf = (id: string): number => id.length * CHARACTER + 44;

/** The one way, or how many there are. */
const shortLabel = (by: readonly string[]): string => (by.length === 1 ? (by[0] ?? '') : `${by.length} ways`);
