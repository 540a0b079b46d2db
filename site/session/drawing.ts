import { type Diagram, diagramOf } from '../model/diagram.ts';
import { packetLabel } from '../model/packet-label.ts';
import { type Packets, packetsOf } from '../model/packets.ts';
import { inSlices } from '../model/slices.ts';
import type { Run } from './run.ts';

/** What the views of packets read of a run; made once, between the other things that a page does. */
export interface Drawing {
  readonly run: Run;
  readonly packets: Packets;
  readonly diagram: Diagram;
  /** What stands at a packet's arrow. */
  labelOf(packet: number): string;
}

const drawings = new WeakMap<Run, Promise<Drawing>>();

export function drawingOf(run: Run): Promise<Drawing> {
  const known = drawings.get(run);
  if (known !== undefined) return known;
  const made = draw(run);
  drawings.set(run, made);
  return made;
}

async function draw(run: Run): Promise<Drawing> {
  const packets = await inSlices(packetsOf(run.events, run.lab));
  const diagram = await inSlices(diagramOf(run.events, packets, run.lab));
  const labels = new Map<number, string>();
  const labelOf = (packet: number): string => {
    const known = labels.get(packet);
    if (known !== undefined) return known;
    const label = packetLabel(run.events, packets, packet);
    labels.set(packet, label);
    return label;
  };
  return { run, packets, diagram, labelOf };
}
