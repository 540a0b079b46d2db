import { complain, ok, type Result } from '../../engine/base/result.ts';
import { formatIpv4 } from '../../engine/packet/index.ts';
import { writeWhy } from '../../engine/report/index.ts';
import type { Protocol } from '../../engine/scan/index.ts';
import { whyPort } from '../../engine/trace/index.ts';
import type { ScanOutcome } from '../world/outcome.ts';

/** The causal chains behind one port's state, a block for each target that has the port. */
export function whyText({ report, events }: ScanOutcome, spec: string): Result<string> {
  const asked = /^(?:(tcp|udp)\/)?(\d{1,5})(?:\/(tcp|udp))?$/i.exec(spec);
  if (asked === null) {
    return complain(`--why wants a port that was scanned, not "${spec}".`, {
      remedy: 'Write --why 445 or --why udp/53.',
    });
  }
  const port = Number(asked[2]);
  const named = (asked[1] ?? asked[3])?.toLowerCase();
  const protocols: readonly Protocol[] =
    named === undefined ? ['tcp', 'udp'] : [named === 'udp' ? 'udp' : 'tcp'];
  const blocks = report.hosts.flatMap((host) =>
    protocols
      .filter((protocol) => host.ports.get(protocol, port) !== undefined)
      .map((protocol) => {
        const target = formatIpv4(host.address);
        const lines = whyPort(events, target, protocol, port);
        return `Why ${port}/${protocol} on ${target}:\n${writeWhy(lines)}`;
      }),
  );
  if (blocks.length > 0) return ok(blocks.join('\n').trimEnd());
  return complain(`Port ${spec} was not scanned on any host that is up.`, { remedy: 'Add it to -p.' });
}
