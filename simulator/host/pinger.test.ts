import { describe, expect, it } from 'vitest';
import { decodeFrame, formatIpv4 } from '../../engine/packet/index.ts';
import { createTraceLog } from '../../engine/trace/index.ts';
import { host, ip, lab, network } from '../../test/support/lab.ts';
import { createWorld } from '../network/index.ts';
import type { PingOrder } from './pinger.ts';

const SECOND = 1_000_000;
const ORDER: PingOrder = {
  destination: ip('198.18.10.28'),
  count: 2,
  intervalUs: SECOND,
  lingerUs: 10 * SECOND,
  ttl: 64,
};
const mute = 'iptables -A INPUT -p icmp -j DROP';

function pingIn(more: Partial<PingOrder> = {}, target: { readonly firewall?: string } = {}) {
  const trace = createTraceLog();
  const hosts = [
    host('scanner', { on: { lan: '198.18.10.2' } }),
    host('target', { on: { lan: '198.18.10.28' }, ...target }),
  ];
  const world = createWorld(lab([network('lan', '198.18.10.0/24')], hosts), { trace });
  const pinging = world.host('scanner')?.ping({ ...ORDER, ...more });
  world.runUntil(() => pinging?.isOver ?? true);
  return { pinging, trace, endedAt: trace.events.at(-1)?.at ?? 0 };
}

describe('ping on a host', () => {
  it('sends a request a second, and ends with the last answer', () => {
    const { pinging, endedAt } = pingIn();
    expect(pinging?.news).toMatchObject([
      // The first one waits for ARP: a round trip of 14 ms more.
      { type: 'reply', sequence: 1, ttl: 64, bytes: 64, rttUs: 28_000, isDuplicate: false },
      { type: 'reply', sequence: 2, rttUs: 14_000 },
    ]);
    expect([pinging?.sent, pinging?.sendingUs, pinging?.isOver]).toEqual([2, SECOND, true]);
    expect(endedAt).toBe(SECOND + 14_000);
  });

  it('sends what iputils sends: DF, 56 bytes, the time in the first sixteen', () => {
    const { trace } = pingIn();
    const requests = trace.events.flatMap((event) => {
      if (event.kind !== 'frame' || event.what !== 'sent' || event.host !== 'scanner') return [];
      const { icmp, ip: header } = decodeFrame(Uint8Array.from(Buffer.from(event.hex, 'hex')));
      return icmp && header ? [{ icmp, header }] : [];
    });
    const [first, second] = requests;
    const data = second?.icmp.body;
    const bytes = data?.bytes.subarray(data.start, data.end) ?? new Uint8Array();
    expect(requests.map(({ icmp }) => icmp.sequence)).toEqual([1, 2]);
    expect(first?.icmp.id).toBe(second?.icmp.id);
    expect([first?.header.dontFragment, first?.header.ttl, first?.header.totalLength]).toEqual([
      true,
      64,
      84,
    ]);
    expect([...bytes.subarray(0, 18)]).toEqual([1, ...Array(15).fill(0), 16, 17]);
    expect(bytes).toHaveLength(56);
  });

  it('traces its frames back to the ping', () => {
    const { trace } = pingIn({ count: 1 });
    const begun = trace.events.find((event) => event.kind === 'fact' && event.code === 'ping');
    const sent = trace.events.filter(
      (event) => event.kind === 'frame' && event.because.includes(begun?.id ?? 0),
    );
    expect(begun).toMatchObject({ host: 'scanner', text: 'ping 198.18.10.28 was started' });
    expect(sent.length).toBeGreaterThan(0);
  });

  it('waits -W where nobody ever answered', () => {
    const { pinging } = pingIn({ lingerUs: 3 * SECOND }, { firewall: mute });
    expect([pinging?.news, pinging?.sent, pinging?.isOver]).toEqual([[], 2, true]);
  });

  it('counts ICMP errors as answers', () => {
    const { pinging } = pingIn({ destination: ip('198.18.10.77'), count: 1 });
    expect(pinging?.news).toMatchObject([{ type: 'error', sequence: 1, typeNumber: 3, code: 1 }]);
    const [news] = pinging?.news ?? [];
    expect(news?.type === 'error' && formatIpv4(news.from)).toBe('198.18.10.2');
  });

  it('cannot begin without a route', () => {
    expect(pingIn({ destination: ip('198.18.99.1') }).pinging).toBeUndefined();
  });
});
