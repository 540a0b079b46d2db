import type { OutputFile } from '../scan/index.ts';
import type { TechniqueName } from '../technique/index.ts';
import type { Place } from './complaint.ts';
import type { TimingChoices } from './timing.ts';

export interface Placed {
  readonly text: string;
  readonly place: Place;
}

/** What the options have asked for so far; filled while they are read, one after the other. */
export interface Wishes {
  privileged: boolean;
  /** In the order of the phases, once all options are read. */
  techniques: TechniqueName[];
  /** Where each of them was asked for. */
  readonly asked: Map<TechniqueName, Place>;
  scanFlags?: number;
  ports?: Placed;
  excludedPorts?: Placed;
  top?: { readonly count: number; readonly place: Place; readonly fast: boolean };
  excluded?: Placed;
  noPortScan?: Place;
  skipDiscovery: boolean;
  arp: boolean;
  timing: { -readonly [Key in keyof TimingChoices]: TimingChoices[Key] };
  readonly timingPlaces: Map<keyof TimingChoices, Place>;
  defeatRstRatelimit?: Place;
  sequentialPorts: boolean;
  verbosity: number;
  reason: boolean;
  openOnly: boolean;
  packetTrace: boolean;
  readonly files: OutputFile[];
  readonly notices: string[];
}

export const emptyWishes = (privileged: boolean): Wishes => ({
  privileged,
  techniques: [],
  asked: new Map(),
  skipDiscovery: false,
  arp: true,
  timing: {},
  timingPlaces: new Map(),
  sequentialPorts: false,
  verbosity: 0,
  reason: false,
  openOnly: false,
  packetTrace: false,
  files: [],
  notices: [],
});
