import { spawnSync } from 'node:child_process';
import { release } from 'node:os';
import type { Recording } from '../../engine/report/index.ts';
import { toolEnvironment } from '../lab/tools.ts';
import { version } from '../version.ts';

/** What a live scan rests on; iptables only where a lab's rules were loaded by it. */
export function toolVersions({ lab }: { lab: boolean }): Recording['tools'] {
  const iptables = lab ? iptablesVersion() : undefined;
  return { kernel: kernelVersion(), halfopen: version(), ...(iptables === undefined ? {} : { iptables }) };
}

/** `6.1.90`: what follows it in the release names who built the kernel. */
const kernelVersion = (): string => /^\d+(?:\.\d+)*/.exec(release())?.[0] ?? release();

/** `1.8.9 (nf_tables)` */
function iptablesVersion(): string | undefined {
  const { stdout } = spawnSync('iptables', ['--version'], { encoding: 'utf8', env: toolEnvironment() });
  return /^iptables v(.+)$/m.exec(stdout ?? '')?.[1];
}
