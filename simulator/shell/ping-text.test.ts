import { describe, expect, it } from 'vitest';
import { asIpv4 } from '../../engine/packet/index.ts';
import type { PingNews } from '../host/index.ts';
import { newsLine, statistics } from './ping-text.ts';

const from = asIpv4(0xc612_0a1c);
const reply = (rttUs: number, isDuplicate = false): PingNews => ({
  type: 'reply',
  from,
  sequence: 1,
  ttl: 64,
  bytes: 64,
  rttUs,
  isDuplicate,
});
const error: PingNews = { type: 'error', from, sequence: 2, typeNumber: 3, code: 1 };

describe("ping's lines", () => {
  /** gather_statistics() of iputils, worked by hand: the bounds are 999.5 of the next digit. */
  it.each([
    [7, '0.007'],
    [999, '0.999'],
    [1_000, '1.00'],
    [1_234, '1.23'],
    [1_235, '1.24'],
    [9_994, '9.99'],
    [9_995, '10.0'],
    [14_000, '14.0'],
    [99_949, '99.9'],
    [99_950, '100'],
    [1_234_567, '1235'],
  ])('give a round trip of %i us as time=%s ms', (us, text) => {
    expect(newsLine(reply(us))).toBe(`64 bytes from 198.18.10.28: icmp_seq=1 ttl=64 time=${text} ms`);
  });

  it('name duplicates and what an error says', () => {
    expect(newsLine(reply(14_000, true))).toMatch(/ms \(DUP!\)$/);
    expect(newsLine(error)).toBe('From 198.18.10.28 icmp_seq=2 Destination Host Unreachable');
    const other = { ...error, typeNumber: 11, code: 0 } as const;
    expect(newsLine(other)).toMatch(/Time to live exceeded$/);
    expect(newsLine({ ...error, code: 99 })).toMatch(/Dest Unreachable, Bad Code: 99$/);
  });

  it('end with what was sent, came back and took how long', () => {
    const pinging = { isOver: true, sent: 3, sendingUs: 2_000_400, pipe: 1 };
    // avg 2000, variance (1000² + 2000² + 3000²)/3 - 2000² = 666666, whose root is 816.
    expect(statistics({ ...pinging, news: [reply(1_000), reply(2_000), reply(3_000)] }, 'target')).toEqual([
      '--- target ping statistics ---',
      '3 packets transmitted, 3 received, 0% packet loss, time 2000ms',
      'rtt min/avg/max/mdev = 1.000/2.000/3.000/0.816 ms',
    ]);
    expect(statistics({ ...pinging, news: [reply(1_000), reply(1_000, true)] }, 'x').slice(1)).toEqual([
      '3 packets transmitted, 1 received, +1 duplicates, 66.6667% packet loss, time 2000ms',
      'rtt min/avg/max/mdev = 1.000/1.000/1.000/0.000 ms',
    ]);
    expect(statistics({ ...pinging, pipe: 3, news: [error, error, error] }, 'x').slice(1)).toEqual([
      '3 packets transmitted, 0 received, +3 errors, 100% packet loss, time 2000ms',
      'pipe 3',
    ]);
    expect(statistics({ ...pinging, news: [] }, 'x').at(-1)).toBe('');
  });
});
