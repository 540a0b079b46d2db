/**
 * A live scan among forged answers: a third host on the network sends SYN+ACK, RST, ICMP errors and UDP with the
 * right addresses and ports and with numbers that we never sent. HALFOPEN_FORGED=100000 is how many.
 */
import { loadCap } from '../engine/live/index.ts';
import { whyNoSandbox } from '../test/wire/sandbox.ts';
import { FORGED_TTL, type Forged, runStress } from '../test/wire/stress.ts';

const count = Number(process.env.HALFOPEN_FORGED ?? 100_000);
const addon = loadCap();
const reason = whyNoSandbox() ?? (addon.ok ? undefined : addon.error.message);
if (reason !== undefined) console.log(`left out: ${reason}`);
else {
  const { forged, inTime, wrong, strays, scan } = await runStress<Forged>('forged', String(count), 300_000);
  const accepted = scan.ttls[FORGED_TTL] ?? 0;
  console.log(
    `${forged} forged answers ${inTime ? 'while' : 'until after'} 300 ports were scanned in ${(scan.elapsedUs / 1e6).toFixed(1)} s`,
  );
  console.log(
    `accepted ${accepted}, wrong verdicts ${wrong.length}, stray frames ${strays.length}, captured ${scan.counts.received}`,
  );
  console.log(`ignored, by why: ${JSON.stringify(scan.ignored)}`);
  process.exitCode = accepted + wrong.length + strays.length === 0 && forged === count ? 0 : 1;
}
