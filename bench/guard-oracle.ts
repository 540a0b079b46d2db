/** The scope guard beside an oracle that shares no code with it: 10,000,000 addresses, 20 random scope files. */
import { stream } from '../engine/base/random.ts';
import { loadScopeFile } from '../engine/live/index.ts';
import { randomAddress, randomScope } from '../engine/live/testing/scope-oracle.ts';
import { asIpv4 } from '../engine/packet/index.ts';

const FILES = 20;
const EACH = 500_000;
const NOW = Date.parse('2026-11-21T12:00:00Z');

let [asked, inside, differing] = [0, 0, 0];
const began = performance.now();
for (let file = 0; file < FILES; file++) {
  const random = stream(file, 'bench:guard-oracle');
  const made = randomScope(random, '2026-12-01');
  const around = { gateways: made.gateways.map(asIpv4), resolvers: [], connected: [] };
  const loaded = loadScopeFile(made.text, NOW, around);
  if (!loaded.ok) throw new Error(`${loaded.error.message}\n${made.text}`);
  const { allowed } = loaded.value.scope;
  for (let i = 0; i < EACH; i++, asked++) {
    const address = randomAddress(random, made);
    const isInside = made.allows.has(address);
    if (isInside) inside++;
    if (allowed.has(asIpv4(address)) !== isInside) differing++;
  }
}
const seconds = (performance.now() - began) / 1000;
console.log(`addresses asked: ${asked}, allowed: ${inside}, in ${FILES} random scope files`);
console.log(`differences between guard and oracle: ${differing}  (${seconds.toFixed(1)} s)`);
process.exitCode = differing === 0 ? 0 : 1;
