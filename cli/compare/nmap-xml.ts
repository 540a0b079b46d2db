import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { complain, ok, type Result } from '../../engine/base/result.ts';
import { type Verdict, type Verdicts, verdictKey } from './verdict.ts';

/** The verdicts in the XML that nmap (or a report of ours) wrote; hidden ports are counted in from their ranges. */
export function verdictsOfXml(xml: string): Result<Verdicts> {
  let root: XmlElement | null;
  try {
    root = parseXml(xml).root;
  } catch (error) {
    return complain(
      `nmap's XML cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : 'unknown error'}`,
    );
  }
  if (root === null || root.name !== 'nmaprun') return complain("nmap's XML has no nmaprun element");
  const verdicts = new Map<string, Verdict>();
  for (const host of elements(root, 'host')) {
    const address =
      elements(host, 'address').find((one) => one.attributes.addrtype === 'ipv4')?.attributes.addr ?? '';
    for (const ports of elements(host, 'ports')) readPorts(ports, address, verdicts);
  }
  return ok(verdicts);
}

function readPorts(ports: XmlElement, address: string, verdicts: Map<string, Verdict>): void {
  for (const hidden of elements(ports, 'extraports')) {
    for (const { attributes } of elements(hidden, 'extrareasons')) {
      const verdict = { state: hidden.attributes.state ?? '', reason: attributes.reason ?? '' };
      for (const port of expandRanges(attributes.ports ?? '')) {
        verdicts.set(verdictKey(address, attributes.proto ?? '', port), verdict);
      }
    }
  }
  for (const port of elements(ports, 'port')) {
    const state = elements(port, 'state')[0]?.attributes ?? {};
    const from = state.reason_ip === undefined ? {} : { from: state.reason_ip };
    const key = verdictKey(address, port.attributes.protocol ?? '', Number(port.attributes.portid));
    verdicts.set(key, { state: state.state ?? '', reason: state.reason ?? '', ...from });
  }
}

function expandRanges(text: string): number[] {
  return text.split(',').flatMap((range) => {
    const [first = Number.NaN, last = first] = range.split('-').map(Number);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  });
}

const elements = (parent: XmlElement, name: string): XmlElement[] =>
  parent.children.filter((child): child is XmlElement => child instanceof XmlElement && child.name === name);
