import { describe, expect, it } from 'vitest';
import { TECHNIQUES } from '../technique/index.ts';
import { PortResults } from './ports.ts';
import { NEIGHBOUR } from './testing/requests.ts';

const results = () => new PortResults({ tcp: [22, 80, 443], udp: [53, 80] });

describe('the table of ports', () => {
  it('lists TCP ascending, then UDP ascending', () => {
    expect([...results()].map(({ protocol, port }) => `${port}/${protocol}`)).toEqual([
      '22/tcp',
      '80/tcp',
      '443/tcp',
      '53/udp',
      '80/udp',
    ]);
  });

  it('finds a port by protocol and number, and nothing else', () => {
    const table = results();
    table.set(4, { state: 'closed', reason: 'port-unreach', ttl: 64 }, 17);
    expect(table.get('udp', 80)).toEqual({
      protocol: 'udp',
      port: 80,
      state: 'closed',
      reason: 'port-unreach',
      ttl: 64,
      verdict: 17,
    });
    expect(table.get('tcp', 80)).toMatchObject({ state: 'unknown', verdict: 0 });
    for (const port of [21, 81, 444, 0]) expect(table.get('tcp', port)).toBeUndefined();
    expect(table.get('udp', 443)).toBeUndefined();
  });

  it('keeps every state and reason of every technique', () => {
    const table = results();
    for (const { rules } of Object.values(TECHNIQUES)) {
      for (const { state, reason } of rules) {
        table.set(0, { state, reason }, 0);
        expect(table.get('tcp', 22)).toEqual({ protocol: 'tcp', port: 22, state, reason, verdict: 0 });
      }
    }
  });

  it('remembers who answered, and forgets it with the next verdict', () => {
    const table = results();
    table.set(1, { state: 'filtered', reason: 'admin-prohibited', ttl: 63, from: NEIGHBOUR }, 0);
    expect(table.get('tcp', 80)?.from).toBe(NEIGHBOUR);
    table.set(1, { state: 'open', reason: 'syn-ack' }, 0);
    expect(table.get('tcp', 80)).toEqual({
      protocol: 'tcp',
      port: 80,
      state: 'open',
      reason: 'syn-ack',
      verdict: 0,
    });
  });

  it('counts the ports with a verdict once', () => {
    const table = results();
    table.set(1, { state: 'filtered', reason: 'no-response' }, 0);
    table.set(1, { state: 'open', reason: 'syn-ack' }, 0);
    expect(table.settled).toBe(1);
    expect(table.stateAt(1)).toBe('open');
    expect(table.stateAt(0)).toBeUndefined();
    expect(table.reasonAt(0)).toBeUndefined();
  });
});
