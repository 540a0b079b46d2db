import { group } from 'd3';
import type { TraceEvent } from '../../engine/trace/index.ts';
import type { FoldedScale } from './folded-scale.ts';
import { columnsOf, STEP_KINDS, type StepKind, type Timeline } from './timeline.ts';

/** One row of the timeline as lines of SVG: one path for all its ticks, or one for each state concluded. */
export interface TickRow {
  readonly name: StepKind;
  readonly paths: readonly { readonly state?: string; readonly d: string }[];
}

const TICK_HEIGHT = 7;

/** Read once a run and width. */
export function tickRows(events: readonly TraceEvent[], timeline: Timeline, scale: FoldedScale): TickRow[] {
  const path = (ids: readonly number[]): string =>
    columnsOf(timeline, ids, scale.toX)
      .map((column) => `M${column + 0.5} 0v${TICK_HEIGHT}`)
      .join('');
  return STEP_KINDS.map((name) => {
    const ids = timeline.ids[name];
    if (name !== 'verdict') return { name, paths: [{ d: path(ids) }] };
    const byState = group(ids, (id) => stateOf(events[id - 1]));
    return { name, paths: Array.from(byState, ([state, of]) => ({ state, d: path(of) })) };
  });
}

/** A host's `up` and `down` are no states of ports: they have the colour of what is not one. */
const stateOf = (event: TraceEvent | undefined): string => (event?.kind === 'verdict' ? event.state : 'host');
