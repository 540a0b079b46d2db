import { PORT_STATES, type PortState } from '../../engine/technique/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import type { PortRow } from './scan-view.ts';

/** Ports of one protocol: as many as 16 bits name. */
export const PORTS = 65_536;
/** Ports a line of the map. */
export const SIDE = 256;

/** Every port of one protocol of a host in two arrays, made once a run. */
export interface PortMap {
  /** At a port: 0 where it was not scanned, else its state's place in PORT_STATES, counted from 1. */
  readonly states: Uint8Array;
  /** At a port: the event of its verdict; 0 where the run has no trace. */
  readonly verdicts: Uint32Array;
  /** The scanned ports' rows, by port, ascending as reports have them. */
  readonly rows: ReadonlyMap<number, PortRow>;
}

export function portMap(ports: readonly PortRow[], protocol: 'tcp' | 'udp'): PortMap {
  const states = new Uint8Array(PORTS);
  const verdicts = new Uint32Array(PORTS);
  const rows = new Map<number, PortRow>();
  for (const row of ports) {
    if (row.protocol !== protocol) continue;
    states[row.port] = PORT_STATES.indexOf(row.state) + 1;
    verdicts[row.port] = row.verdict;
    rows.set(row.port, row);
  }
  return { states, verdicts, rows };
}

/** Red, green, blue and alpha as four bytes, the order in which a canvas keeps them. */
export type Colour = number;

/** What stands for each code of a cell: not scanned, not known yet, and the states in their order. */
export interface Palette {
  readonly notScanned: Colour;
  readonly notKnown: Colour;
  readonly states: readonly Colour[];
}

/** Colours every cell as it is known at the cursor, in one pass. `pixels` has one word a port. */
export function paint(
  { states, verdicts }: PortMap,
  cursor: EventId,
  { notScanned, notKnown, states: colours }: Palette,
  pixels: Uint32Array,
): void {
  for (let port = 0; port < PORTS; port++) {
    const state = states[port] as number;
    if (state === 0) pixels[port] = notScanned;
    else pixels[port] = (verdicts[port] as number) > cursor ? notKnown : (colours[state - 1] ?? notKnown);
  }
}

export type CellState = PortState | 'not known yet' | 'not scanned';

/** The state of one port at the cursor. */
export function cellState({ states, verdicts }: PortMap, port: number, cursor: EventId): CellState {
  const state = states[port] ?? 0;
  if (state === 0) return 'not scanned';
  return (verdicts[port] ?? 0) > cursor ? 'not known yet' : (PORT_STATES[state - 1] ?? 'not scanned');
}

/** What the map shows in words: how many ports have a state for a reason, and which. */
export interface MapGroup {
  readonly state: CellState;
  readonly reason: string;
  readonly count: number;
  /** `1-21,23-79` */
  readonly ranges: string;
}

/** Every scanned port in groups, in the order of the states; within a state the most frequent reason first. */
export function mapGroups(map: PortMap, cursor: EventId): MapGroup[] {
  const groups = new Map<string, { state: CellState; reason: string; count: number; ranges: Ranges }>();
  for (const [port, row] of map.rows) {
    const state = cellState(map, port, cursor);
    const reason = state === 'not known yet' ? '' : row.reason;
    const key = `${state} ${reason}`;
    const group = groups.get(key) ?? { state, reason, count: 0, ranges: new Ranges() };
    groups.set(key, group);
    group.count++;
    group.ranges.add(port);
  }
  const order = (state: CellState): number =>
    state === 'not known yet' || state === 'not scanned' ? PORT_STATES.length : PORT_STATES.indexOf(state);
  return [...groups.values()]
    .sort((a, b) => order(a.state) - order(b.state) || b.count - a.count)
    .map(({ ranges, ...group }) => ({ ...group, ranges: ranges.text }));
}

/** Ascending ports as ranges. */
class Ranges {
  private readonly done: string[] = [];
  private first = -1;
  private last = -1;

  add(port: number): void {
    if (port !== this.last + 1 || this.first < 0) {
      this.close();
      this.first = port;
    }
    this.last = port;
  }

  get text(): string {
    this.close();
    this.first = -1;
    return this.done.join(',');
  }

  private close(): void {
    if (this.first < 0) return;
    this.done.push(this.first === this.last ? `${this.first}` : `${this.first}-${this.last}`);
  }
}

/** Where an arrow key leads from a port on the map; undefined for other keys. */
export function portBeside(port: number, key: string): number | undefined {
  const by = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -SIDE,
    ArrowDown: SIDE,
    PageUp: -SIDE * 16,
    PageDown: SIDE * 16,
    Home: -PORTS,
    End: PORTS,
  }[key];
  return by === undefined ? undefined : Math.max(0, Math.min(PORTS - 1, port + by));
}
