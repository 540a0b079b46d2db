import type { Random } from '../base/random.ts';
import type { Us } from '../base/time.ts';
import { type EventBody, type EventId, type TraceLog, UNTRACED } from '../trace/index.ts';
import type { ScanRequest } from './request.ts';
import type { ScanEffect } from './transport.ts';
import { type Tuning, tuningOf } from './tuning.ts';
import type { Vantage } from './vantage.ts';

/** What all parts of one scan share: what was asked, where it stands, what time it is, what it wants done. */
export interface ScanContext {
  readonly request: ScanRequest;
  readonly vantage: Vantage;
  readonly tuning: Tuning;
  readonly trace: TraceLog;
  /** False costs nothing: no event body is even built. */
  readonly traced: boolean;
  /** The scanning host's name in the trace. */
  readonly name: string;
  /** Chance of packet fields: TTLs, IP IDs, ICMP ids. */
  readonly chance: Random;
  now: Us;
  /** Effects of the step in hand. */
  effects: ScanEffect[];
  /** Number of the last connect(). */
  connects: number;
  readonly packets: { sent: number; sentBytes: number; received: number; receivedBytes: number };
  readonly notices: { at: Us; text: string }[];
}

export function createContext(
  request: ScanRequest,
  surroundings: { readonly vantage: Vantage; readonly trace: TraceLog; readonly scannerName?: string },
  chance: Random,
): ScanContext {
  return {
    request,
    vantage: surroundings.vantage,
    tuning: tuningOf(request.timing),
    trace: surroundings.trace,
    traced: surroundings.trace !== UNTRACED,
    name: surroundings.scannerName ?? 'scanner',
    chance,
    now: 0,
    effects: [],
    connects: 0,
    packets: { sent: 0, sentBytes: 0, received: 0, receivedBytes: 0 },
    notices: [],
  };
}

/** Appends to the trace, if there is one. Hot paths ask `context.traced` before they build a body. */
export const record = (context: ScanContext, because: readonly EventId[], body: EventBody): EventId =>
  context.traced ? context.trace.append(context.now, context.name, because, body) : 0;

export const notice = (context: ScanContext, text: string): void => {
  context.notices.push({ at: context.now, text });
};
