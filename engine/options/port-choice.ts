import { complain, ok, type Result } from '../base/result.ts';
import { isListed, matchServiceMask, RANKED_COUNT, topPorts } from '../technique/index.ts';
import { PortSet } from './port-set.ts';
import type { PortProtocol, PortSelection } from './ports.ts';

/** What -p, -F, --top-ports and --exclude-ports ask for together. */
export interface PortWishes {
  readonly listed?: PortSelection;
  /** -F: 100; --top-ports: the number. */
  readonly top?: number;
  readonly excluded?: PortSelection;
}

const DEFAULT_COUNT = 1000;

/** The ports of one protocol, ascending. Fails where a rank is wanted that Halfopen does not know. */
export function choosePorts(protocol: PortProtocol, wishes: PortWishes): Result<readonly number[]> {
  const excluded = PortSet.of(wishes.excluded?.[protocol] ?? []);
  const listed = wishes.listed?.[protocol].filter((port) => !excluded.has(port));
  if (listed && wishes.top === undefined) return ok(listed);
  const chosen = mostFrequent(protocol, wishes.top ?? DEFAULT_COUNT, listed, excluded);
  return chosen.ok ? ok([...chosen.value].sort((a, b) => a - b)) : chosen;
}

/** nmap leaves out the excluded ports first, so that as many as asked for remain. */
function mostFrequent(
  protocol: PortProtocol,
  count: number,
  among: readonly number[] | undefined,
  excluded: PortSet,
): Result<readonly number[]> {
  const allowed = among && PortSet.of(among);
  const ranked = topPorts(protocol, RANKED_COUNT).filter(
    (port) => !excluded.has(port) && (allowed?.has(port) ?? true),
  );
  if (count <= ranked.length) return ok(ranked.slice(0, count));
  const listed = among?.filter((port) => isListed(protocol, port)) ?? matchServiceMask(protocol, '*');
  const known = listed.filter((port) => !excluded.has(port));
  if (count >= known.length) return ok(known);
  return complain(`Halfopen knows the order of the ${RANKED_COUNT} most frequent ports only.`, {
    remedy: 'Ask for fewer ports, or name them with -p.',
  });
}
