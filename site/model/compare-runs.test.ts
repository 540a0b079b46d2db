import { describe, expect, it } from 'vitest';
import { compareRuns } from './compare-runs.ts';
import type { PortRow, ScanView } from './scan-view.ts';

const row = (protocol: 'tcp' | 'udp', port: number, state: PortRow['state'], more = {}): PortRow => ({
  protocol,
  port,
  state,
  reason: state === 'open' ? 'syn-ack' : 'reset',
  verdict: 0,
  ...more,
});
const scan = (...hosts: readonly (readonly [string, readonly PortRow[]])[]): ScanView => ({
  args: [],
  techniques: ['syn'],
  elapsedUs: 0,
  sent: 0,
  received: 0,
  hosts: hosts.map(([address, ports]) => ({
    address,
    state: 'up',
    reason: 'arp-response',
    ports,
    hidden: [],
  })),
});
const names = (ports: ReturnType<typeof compareRuns>['equal']): string[] =>
  ports.map(({ address, protocol, port }) => `${address} ${port}/${protocol}`);

describe('two runs side by side', () => {
  it('parts what differs in state, reason or sender from what is equal', () => {
    const left = scan([
      'a',
      [row('tcp', 21, 'closed'), row('tcp', 22, 'open'), row('tcp', 23, 'closed'), row('tcp', 24, 'closed')],
    ]);
    const right = scan([
      'a',
      [
        row('tcp', 21, 'closed', { ttl: 63 }),
        row('tcp', 22, 'filtered'),
        row('tcp', 23, 'closed', { reason: 'conn-refused' }),
        row('tcp', 24, 'closed', { from: '198.18.10.1' }),
      ],
    ]);
    const compared = compareRuns(left, right);
    expect(names(compared.different)).toEqual(['a 22/tcp', 'a 23/tcp', 'a 24/tcp']);
    expect(names(compared.equal)).toEqual(['a 21/tcp']);
  });

  it('a port that only one of them scanned differs, and its other side is empty', () => {
    const compared = compareRuns(
      scan(['a', [row('tcp', 22, 'open')]]),
      scan(['b', [row('tcp', 22, 'open')]]),
    );
    expect(names(compared.different)).toEqual(['a 22/tcp', 'b 22/tcp']);
    expect(compared.different[0]?.right).toBeUndefined();
    expect(compared.different[1]?.left).toBeUndefined();
  });

  it('lists TCP before UDP, ascending, hosts in the order of the runs', () => {
    const rows = [row('tcp', 80, 'open'), row('tcp', 443, 'open'), row('udp', 53, 'open')];
    const compared = compareRuns(scan(['b', rows], ['a', rows]), scan(['a', rows], ['b', rows]));
    expect(names(compared.equal)).toEqual([
      'b 80/tcp',
      'b 443/tcp',
      'b 53/udp',
      'a 80/tcp',
      'a 443/tcp',
      'a 53/udp',
    ]);
  });
});
