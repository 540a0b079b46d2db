import type { Us } from '../../engine/base/time.ts';
import type { Clock } from '../../simulator/host/index.ts';
import { createTimeline } from '../../simulator/network/index.ts';

/** Virtual time that keeps pace with real time. */
export interface RealTime {
  readonly clock: Clock;
  /** Lets all happen that is due, then `happen`, at this very moment. */
  at(happen: () => void): void;
}

/** setTimeout counts whole milliseconds; what is due sooner is done late rather than early. */
const US_A_MS = 1_000;
const LONGEST_MS = 60_000;

export function createRealTime(elapsed: () => Us = sinceNow()): RealTime {
  const timeline = createTimeline();
  let timer: NodeJS.Timeout | undefined;
  const catchUp = (): void => {
    const now = Math.max(elapsed(), timeline.now);
    while (timeline.next !== undefined && timeline.next <= now) timeline.advance();
    timeline.waitUntil(now);
  };
  const arm = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const { next } = timeline;
    if (next === undefined) return;
    const ms = Math.ceil((next - timeline.now) / US_A_MS);
    timer = setTimeout(() => at(() => {}), Math.min(ms, LONGEST_MS));
  };
  const at: RealTime['at'] = (happen) => {
    catchUp();
    happen();
    arm();
  };
  return { clock: timeline, at };
}

function sinceNow(): () => Us {
  const beginning = process.hrtime.bigint();
  return () => Number((process.hrtime.bigint() - beginning) / 1000n);
}
