import { fromHex } from '../../../engine/packet/index.ts';
import type { TraceEvent } from '../../../engine/trace/index.ts';
import type { PacketField } from '../packet-field.ts';
import { type PacketLayer, packetLayers } from '../packet-layers.ts';
import type { Pair } from './aligned.ts';
import { FIELD_EXCEPTIONS, type FieldRule } from './field-rules.data.ts';

/** One field of a packet in both worlds. */
export interface FieldPair {
  readonly key: string;
  readonly name: string;
  readonly simulated?: string;
  readonly live?: string;
  readonly isEqual: boolean;
  readonly rule: FieldRule;
  /** Why it may differ, where it may. */
  readonly why?: string;
}

export interface LayerPair {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly FieldPair[];
}

/** The fields of a pair's packets, layer by layer; none of a call of connect(), which is no packet. */
export function layerPairs(
  { simulated, live }: Pair,
  events: { readonly simulated: readonly TraceEvent[]; readonly live: readonly TraceEvent[] },
): readonly LayerPair[] {
  const ours = layersOf(events.simulated, simulated?.event);
  const theirs = layersOf(events.live, live?.event);
  const direction = (simulated ?? live)?.direction ?? 'out';
  const ids = new Set([...ours, ...theirs].map(({ id }) => id));
  return [...ids].map((id) => {
    const [one, other] = [ours, theirs].map((layers) => layers.find((layer) => layer.id === id));
    const fields = fieldPairs(
      one?.fields ?? [],
      other?.fields ?? [],
      isQuoted(id) ? turned(direction) : direction,
    );
    return { id, title: one?.title ?? other?.title ?? id, fields };
  });
}

/** The fields that must agree and do not. */
export const disagreements = (layers: readonly LayerPair[]): readonly FieldPair[] =>
  layers.flatMap(({ fields }) => fields.filter(({ isEqual, rule }) => !isEqual && rule === 'agree'));

function layersOf(events: readonly TraceEvent[], id: number | undefined): readonly PacketLayer[] {
  const event = id === undefined ? undefined : events[id - 1];
  const bytes = event?.kind === 'frame' ? fromHex(event.hex) : undefined;
  return event?.kind !== 'frame' || bytes === undefined ? [] : packetLayers(event.link, bytes).layers;
}

type Direction = 'out' | 'in';
const isQuoted = (layer: string): boolean => layer.startsWith('quoted');
const turned = (direction: Direction): Direction => (direction === 'out' ? 'in' : 'out');

function fieldPairs(
  simulated: readonly PacketField[],
  live: readonly PacketField[],
  direction: Direction,
): readonly FieldPair[] {
  const names = new Map([...simulated, ...live].map(({ key, name }) => [key, name]));
  const [ours, theirs] = [simulated, live].map(
    (fields) => new Map(fields.map(({ key, value }) => [key, value])),
  );
  return [...names].map(([key, name]): FieldPair => {
    const [one, other] = [ours?.get(key), theirs?.get(key)];
    return {
      key,
      name,
      ...(one === undefined ? {} : { simulated: one }),
      ...(other === undefined ? {} : { live: other }),
      isEqual: one === other,
      ...ruleOf(key, direction),
    };
  });
}

function ruleOf(key: string, direction: Direction): Pick<FieldPair, 'rule' | 'why'> {
  const field = key.replace(/^quoted-/, '').replace(/\.option-\d+\./, '.option.');
  const exception = FIELD_EXCEPTIONS.find(
    (one) => one.field === field && (one.direction === undefined || one.direction === direction),
  );
  return exception === undefined ? { rule: 'agree' } : { rule: exception.rule, why: exception.why };
}
