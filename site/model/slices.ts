/**
 * Long work as a generator: it yields now and then, and returns what it made. So the same function serves tests,
 * which take it whole, and pages, which must stay answerable.
 */
export type Sliced<Made> = Generator<void, Made>;

/** Work between two looks at the clock: well under a millisecond for anything that walks events. */
export const ITEMS_A_SLICE = 2_000;

/** How long a page may be kept busy at a time; the limit is 50 ms, and a picture of the screen takes 16. */
const BUSY_MS = 8;

export function whole<Made>(work: Sliced<Made>): Made {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Does the work between the other things that a page does. */
export async function inSlices<Made>(work: Sliced<Made>): Promise<Made> {
  for (;;) {
    const until = performance.now() + BUSY_MS;
    do {
      const step = work.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    await new Promise<void>((resolve) => setTimeout(resolve));
  }
}
