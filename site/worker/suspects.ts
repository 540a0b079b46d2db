import { invariant } from '../../engine/base/invariant.ts';
import { formatIpv4 } from '../../engine/packet/index.ts';
import { parseFirewall } from '../../simulator/firewall/index.ts';
import { type HostSpec, type Lab, loadLab } from '../../simulator/lab/index.ts';
import { rulesFor } from '../model/suspect-rules.ts';
import { matrixOf } from './matrix.ts';
import type { MatrixRow, Suspect, SuspectsJob } from './protocol.ts';

/**
 * Puts each suspect in the place of the target's own firewall, with a listener behind it and without, and asks by all
 * TCP techniques: who answers all of them as the target does might be what stands there. Those that fit come first.
 */
export function suspects({ labText, target, port }: SuspectsJob): readonly Suspect[] {
  const lab = loadLab(labText);
  if (!lab.ok) return [];
  const answers = (of: Lab) => matrixOf(of, { target, tcp: String(port) });
  const real = answers(lab.value);
  return rulesFor(port)
    .flatMap((rules) => [true, false].map((listens) => ({ rules, listens })))
    .map((suspect) => judged(suspect, real, answers(inPlace(lab.value, { ...suspect, target, port }))))
    .sort((a, b) => Number(b.fits) - Number(a.fits));
}

type Candidate = Pick<Suspect, 'rules' | 'listens'>;

function judged(candidate: Candidate, real: readonly MatrixRow[], answers: readonly MatrixRow[]): Suspect {
  for (const [index, { technique, ports }] of answers.entries()) {
    const [row] = ports;
    const [seen] = real[index]?.ports ?? [];
    if (row === undefined || seen === undefined) continue;
    if (row.state === seen.state && row.reason === seen.reason && row.from === seen.from) continue;
    return { ...candidate, fits: false, differs: { technique, row } };
  }
  return { ...candidate, fits: true };
}

function inPlace(
  lab: Lab,
  { rules, listens, target, port }: Candidate & { readonly target: string; readonly port: number },
): Lab {
  const firewall = parseFirewall(rules.join('\n'));
  invariant(firewall.ok, `the suspects are rules: ${rules.join('; ')}`);
  const isMeant = ({ name, interfaces }: HostSpec): boolean =>
    name === target || interfaces.some(({ address }) => formatIpv4(address) === target);
  const changedHost = (host: HostSpec): HostSpec => ({
    ...host,
    firewall: firewall.value,
    services: [
      ...host.services.filter((service) => service.protocol !== 'tcp' || service.port !== port),
      ...(listens ? [{ protocol: 'tcp', port } as const] : []),
    ],
  });
  return { ...lab, hosts: lab.hosts.map((host) => (isMeant(host) ? changedHost(host) : host)) };
}
