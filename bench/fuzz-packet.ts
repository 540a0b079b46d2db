// Hostile frames through every codec: `npm run bench fuzz-packet`, or `node dist/bench/fuzz-packet.js [FRAMES] [SEED]`.
import { fuzzCodecs } from '../test/fuzz/codecs.ts';

const [frames = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);
if (!Number.isSafeInteger(frames) || frames < 1 || !Number.isSafeInteger(seed)) {
  console.error('usage: fuzz-packet [FRAMES] [SEED]');
  process.exit(2);
}

/** What is really in use, where the collector can be asked (`node --expose-gc`). */
function heapMegabytes(): string {
  globalThis.gc?.();
  return (process.memoryUsage().heapUsed / 1e6).toFixed(1);
}

const before = heapMegabytes();
const figures = fuzzCodecs(frames, seed, process.hrtime.bigint);
const after = heapMegabytes();
const depth = ((100 * figures.readable) / frames).toFixed(0);
const each = ((figures.seconds * 1e6) / frames).toFixed(2);
console.log(
  `fuzz-packet: ${frames} frames, seed ${seed}: ${figures.failed} exceptions; ${depth} % readable to their end; ` +
    `${each} us a frame, slowest ${figures.slowestMicroseconds.toFixed(0)} us; heap ${before} -> ${after} MB`,
);
for (const { error, hex } of figures.failures) console.log(`  ${error}: ${hex}`);
process.exitCode = figures.failed > 0 ? 1 : 0;
