import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { complain, ok, type Result } from '../../engine/base/result.ts';
import { type Verdicts, verdictsOfHosts } from '../../engine/compare/index.ts';
import type { RecordedNmapHost, RecordedNmapPort } from '../../engine/report/index.ts';

/** The hosts in the XML that nmap (or a report of ours) wrote; hidden ports are counted in from their ranges. */
export function hostsOfXml(xml: string): Result<RecordedNmapHost[]> {
  let root: XmlElement | null;
  try {
    root = parseXml(xml).root;
  } catch (error) {
    return complain(
      `nmap's XML cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : 'unknown error'}`,
    );
  }
  if (root === null || root.name !== 'nmaprun') return complain("nmap's XML has no nmaprun element");
  return ok(elements(root, 'host').map(hostOf));
}

/** The verdicts in such XML. */
export function verdictsOfXml(xml: string): Result<Verdicts> {
  const hosts = hostsOfXml(xml);
  return hosts.ok ? ok(verdictsOfHosts(hosts.value)) : hosts;
}

const hostOf = (host: XmlElement): RecordedNmapHost => ({
  address: elements(host, 'address').find((one) => one.attributes.addrtype === 'ipv4')?.attributes.addr ?? '',
  state: elements(host, 'status')[0]?.attributes.state ?? '',
  ports: elements(host, 'ports')
    .flatMap((ports) => [...hiddenPorts(ports), ...listedPorts(ports)])
    .sort((a, b) => a.protocol.localeCompare(b.protocol) || a.port - b.port),
});

const hiddenPorts = (ports: XmlElement): RecordedNmapPort[] =>
  elements(ports, 'extraports').flatMap((hidden) =>
    elements(hidden, 'extrareasons').flatMap(({ attributes }) =>
      expandRanges(attributes.ports ?? '').map((port) => ({
        protocol: protocolOf(attributes.proto),
        port,
        state: hidden.attributes.state ?? '',
        reason: attributes.reason ?? '',
      })),
    ),
  );

const listedPorts = (ports: XmlElement): RecordedNmapPort[] =>
  elements(ports, 'port').map((port) => {
    const { state = '', reason = '', reason_ttl, reason_ip } = elements(port, 'state')[0]?.attributes ?? {};
    return {
      protocol: protocolOf(port.attributes.protocol),
      port: Number(port.attributes.portid),
      state,
      reason,
      // nmap writes 0 where no packet answered.
      ...(reason_ttl === undefined || reason_ttl === '0' ? {} : { ttl: Number(reason_ttl) }),
      ...(reason_ip === undefined ? {} : { from: reason_ip }),
    };
  });

/** No scan of ours asks nmap for any other. */
const protocolOf = (word: string | undefined): 'tcp' | 'udp' => (word === 'udp' ? 'udp' : 'tcp');

function expandRanges(text: string): number[] {
  return text.split(',').flatMap((range) => {
    const [first = Number.NaN, last = first] = range.split('-').map(Number);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  });
}

const elements = (parent: XmlElement, name: string): XmlElement[] =>
  parent.children.filter((child): child is XmlElement => child instanceof XmlElement && child.name === name);
