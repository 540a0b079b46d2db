// What the page itself sees of time: set up before its own scripts, asked afterwards.

/** Runs in the page, before anything else of it. */
export function OBSERVE() {
  const bench = {
    firstResultAt: undefined,
    enteredAt: undefined,
    outputAt: undefined,
    outputs: 0,
    longest: 0,
    frames: 0,
    counting: false,
    outputAfterEnter: () => (bench.outputAt === undefined ? undefined : bench.outputAt - bench.enteredAt),
    /** Scrolls through the whole, and back. */
    pan: (room, ms) =>
      everyFrame(ms, (past) => {
        room.scrollTop = (room.scrollHeight - room.clientHeight) * Math.abs(1 - ((past / 1_000) % 2));
      }),
    /** In and out by the wheel, around the middle. */
    zoom: (room, ms) =>
      everyFrame(ms, (past) => {
        const { top, height } = room.getBoundingClientRect();
        const deltaY = past % 1_000 < 500 ? -30 : 30;
        const init = { deltaY, ctrlKey: true, clientY: top + height / 2, bubbles: true, cancelable: true };
        room.dispatchEvent(new WheelEvent('wheel', init));
      }),
  };
  window.halfopenBench = bench;

  function everyFrame(ms, act) {
    const began = performance.now();
    return new Promise((resolve) => {
      const frame = () => {
        const past = performance.now() - began;
        if (past > ms) return resolve();
        act(past);
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
  }

  const outputs = () => document.querySelectorAll('[role=log] pre').length;
  addEventListener(
    'keydown',
    ({ key }) => {
      if (key !== 'Enter') return;
      Object.assign(bench, {
        enteredAt: performance.now(),
        outputAt: undefined,
        outputs: outputs(),
        longest: 0,
      });
    },
    true,
  );
  new MutationObserver(() => {
    if (
      bench.firstResultAt === undefined &&
      document.querySelector('[data-scan-result] [data-state]') !== null
    )
      bench.firstResultAt = performance.now();
    if (bench.enteredAt !== undefined && bench.outputAt === undefined && outputs() > bench.outputs)
      bench.outputAt = performance.now();
  }).observe(document, { childList: true, subtree: true });

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) bench.longest = Math.max(bench.longest, duration);
  }).observe({ type: 'longtask' });

  // A beat that comes late was held up, by whatever it was.
  const BEAT_MS = 16;
  let beatAt = performance.now();
  setInterval(() => {
    const now = performance.now();
    bench.longest = Math.max(bench.longest, now - beatAt - BEAT_MS);
    beatAt = now;
  }, BEAT_MS);

  const frame = () => {
    if (bench.counting) bench.frames++;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** Milliseconds from navigation until a state of a port stood on the page. */
export async function firstResult(page) {
  const at = await page.waitForFunction(() => window.halfopenBench.firstResultAt);
  return at.jsonValue();
}

/** The longest time in ms that the page did not answer since the last Enter, its views drawn. */
export async function longestTask(page) {
  await page.waitForLoadState('networkidle');
  return page.evaluate(
    () => new Promise((resolve) => setTimeout(() => resolve(window.halfopenBench.longest), 500)),
  );
}

/** Frames a second while something is done. */
export async function framesWhile(page, act) {
  await page.evaluate(() => {
    Object.assign(window.halfopenBench, { counting: true, frames: 0, countedFrom: performance.now() });
  });
  await act();
  return page.evaluate(() => {
    const { frames, countedFrom } = window.halfopenBench;
    window.halfopenBench.counting = false;
    return frames / ((performance.now() - countedFrom) / 1_000);
  });
}
