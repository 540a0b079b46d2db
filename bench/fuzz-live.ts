/** 1,000,000 random and spoilt frames through the live receive path of a running scan. */
import { fuzzLive } from '../test/fuzz/live.ts';

const figures = await fuzzLive(1_000_000, 1);
const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;
const growth = figures.heapAtTheEnd - figures.heapInTheMiddle;
console.log(
  `frames: ${figures.frames}, for us: ${figures.received}, ${figures.seconds.toFixed(1)} s, no exception`,
);
console.log(
  `heap in the middle ${megabytes(figures.heapInTheMiddle)}, at the end ${megabytes(figures.heapAtTheEnd)}`,
);
console.log(`ports that a spoilt frame opened or closed: ${figures.forgedStates.length}`);
process.exitCode = figures.ended && growth < 8 * 2 ** 20 && figures.forgedStates.length === 0 ? 0 : 1;
