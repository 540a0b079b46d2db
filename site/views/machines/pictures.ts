import type { MachineGraph, MachineName } from '../../model/machine-graph.ts';
import { layoutOf, type MachineLayout } from '../../model/machine-layout.ts';
import type { Worlds } from '../../worker/client.ts';

export interface MachinePicture {
  readonly graph: MachineGraph;
  readonly layout: MachineLayout;
}

let pictures: Promise<ReadonlyMap<MachineName, MachinePicture>> | undefined;

/** The machines never change: they are asked for and laid out once a page, and again where that failed. */
export function picturesOf(worlds: Worlds): Promise<ReadonlyMap<MachineName, MachinePicture>> {
  pictures ??= draw(worlds).catch((error: unknown) => {
    pictures = undefined;
    throw error;
  });
  return pictures;
}

async function draw(worlds: Worlds): Promise<ReadonlyMap<MachineName, MachinePicture>> {
  const graphs = await worlds.ask('machine-graphs', null);
  const drawn = await Promise.all(
    graphs.map(async (graph) => [graph.name, { graph, layout: await layoutOf(graph) }] as const),
  );
  return new Map(drawn);
}
