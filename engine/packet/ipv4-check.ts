import { internetChecksum } from './checksum.ts';
import { type Finding, finding } from './finding.ts';
import { IPV4_MAX_LENGTH, type Ipv4View } from './ipv4.ts';

/** What is wrong with the meaning of a header whose lengths are right. */
export function checkIpv4(view: Ipv4View): Finding[] {
  const { bytes, start } = view.span;
  const end = start + view.headerLength;
  const found: Finding[] = [];
  if (internetChecksum(bytes, start, end) !== 0) {
    // Subtracting the field from the sum (adding its complement) leaves the sum over all other bytes.
    const expected = internetChecksum(bytes, start, end, 0xffff - view.checksum);
    found.push(finding('ipv4', 'checksum-wrong', start + 10, view.checksum, expected));
  }
  // RFC 791: must be zero. (RFC 3514, of an April 1st, calls it the evil bit.)
  if (view.reservedFlag) found.push(finding('ipv4', 'reserved-flag-set', start + 6, 1, 0));
  if (view.ttl === 0) found.push(finding('ipv4', 'time-to-live-zero', start + 8, 0));
  const options = view.optionList();
  if (!options.ok)
    found.push(finding('ipv4', 'options-malformed', options.problem.offset, options.problem.found));
  return [...found, ...checkFragment(view)];
}

function checkFragment(view: Ipv4View): Finding[] {
  if (!view.isFragment) return [];
  const at = view.span.start + 6;
  const length = view.totalLength - view.headerLength;
  const found: Finding[] = [];
  if (view.dontFragment) found.push(finding('ipv4', 'fragment-forbidden', at, view.fragmentOffset));
  if (view.moreFragments && length % 8 !== 0)
    found.push(finding('ipv4', 'fragment-not-in-eighths', at, length));
  const end = view.headerLength + view.fragmentOffset + length;
  if (end > IPV4_MAX_LENGTH) found.push(finding('ipv4', 'fragment-beyond-datagram', at, end));
  return found;
}
