/** Nothing heavy is fetched for who only reads: it waits for a first sign of life. */
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Calls once somebody has begun to use the page and sees the place. Gives back what ends the waiting. */
export function whenWanted(place: Element, load: () => void): () => void {
  const gone = new AbortController();
  const watch = (): void => {
    for (const sign of SIGNS) removeEventListener(sign, watch);
    const seen = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting !== true) return;
      seen.disconnect();
      whenIdle(load);
    });
    seen.observe(place);
    gone.signal.addEventListener('abort', () => seen.disconnect());
  };
  for (const sign of SIGNS) addEventListener(sign, watch, { passive: true, signal: gone.signal });
  return () => gone.abort();
}

/** Safari has no requestIdleCallback. */
const whenIdle = (what: () => void): void => {
  if ('requestIdleCallback' in window) requestIdleCallback(what, { timeout: 2_000 });
  else setTimeout(what, 200);
};
