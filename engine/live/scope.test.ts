import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stream } from '../base/random.ts';
import { asIpv4, type Ipv4, parseCidr, parseIpv4 } from '../packet/index.ts';
import { Intervals } from './intervals.ts';
import { allowedOf, checkPlan, scopeForLab, scopeForLoopback } from './scope.ts';
import { loadScopeFile } from './scope-file.ts';
import { PRIVATE } from './special-ranges.ts';
import { randomAddress, randomScope } from './testing/scope-oracle.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const address = (text: string): Ipv4 => parseIpv4(text) ?? asIpv4(0);
const lab = scopeForLab(['198.18.10.2', '198.18.10.28'].map(address));

describe('the scope of a lab', () => {
  it('allows its own addresses and no others', () => {
    for (const [text, isAllowed] of [
      ['198.18.10.2', true],
      ['198.18.10.28', true],
      ['198.18.10.3', false],
      ['198.18.10.27', false],
      ['127.0.0.1', false],
      ['8.8.8.8', false],
    ] as const)
      expect([text, lab.allowed.has(address(text))]).toEqual([text, isAllowed]);
  });

  it('cannot be widened by a lab file that names foreign addresses', () => {
    const foreign = ['8.8.8.8', '45.33.32.156', '224.0.0.1', '255.255.255.255', '0.0.0.0', '169.254.169.254'];
    const scope = scopeForLab(['198.18.10.2', ...foreign].map(address));
    expect(foreign.filter((text) => scope.allowed.has(address(text)))).toEqual([]);
    expect(scope.allowed.size).toBe(1);
  });

  it('allows the free addresses of a network that is given, but not its broadcast address', () => {
    const network = parseCidr('198.18.10.0/29');
    const scope = scopeForLab([], network === undefined ? [] : [network]);
    expect(scope.allowed.describe()).toBe('198.18.10.0-198.18.10.6');
  });
});

describe('the scope of the command line', () => {
  it('is loopback', () => {
    const { allowed } = scopeForLoopback();
    expect(allowed.has(address('127.0.0.1'))).toBe(true);
    expect(allowed.has(address('127.255.255.254'))).toBe(true);
    for (const text of ['126.255.255.255', '127.255.255.255', '128.0.0.0', '10.0.0.1', '198.18.0.1'])
      expect([text, allowed.has(address(text))]).toEqual([text, false]);
  });
});

describe('the plan', () => {
  it('passes when every target is inside', () => {
    expect(checkPlan(lab, ['198.18.10.28', '198.18.10.28'].map(address)).ok).toBe(true);
    expect(checkPlan(lab, []).ok).toBe(true);
  });

  it('is refused as a whole when one target is outside, with the address and a way out', () => {
    const refused = checkPlan(lab, ['198.18.10.28', '198.18.10.29'].map(address));
    expect(refused).toEqual({
      ok: false,
      error: {
        message: "Refused: 198.18.10.29 outside the lab's own addresses. Nothing was sent.",
        remedy: 'This lab may be scanned at 198.18.10.2, 198.18.10.28.',
      },
    });
  });

  it('says why an address is never scanned', () => {
    const messages = [
      '8.8.8.8',
      '169.254.169.254',
      '239.1.2.3',
      '255.255.255.255',
      '0.1.2.3',
      '250.0.0.1',
    ].map((text) => {
      const refused = checkPlan(scopeForLoopback(), [address(text)]);
      return refused.ok ? '' : (/\((.*)\)\. Nothing/.exec(refused.error.message)?.[1] ?? '');
    });
    expect(messages).toEqual([
      '8.8.8.8 is a public address',
      '169.254.169.254 is the metadata service of cloud machines',
      '239.1.2.3 is multicast (RFC 5771)',
      '255.255.255.255 is the limited broadcast address',
      '0.1.2.3 is "this network" (RFC 791)',
      '250.0.0.1 is reserved (RFC 1112)',
    ]);
  });

  it('refuses more addresses than the scope allows in one scan', () => {
    const limits = { maxPps: 1, maxPpsToOneHost: 1, burst: 1, maxAddresses: 1, maxSeconds: 1 };
    const refused = checkPlan({ ...lab, limits }, ['198.18.10.2', '198.18.10.28'].map(address));
    expect(refused.ok ? '' : refused.error.message).toBe(
      "A scan of 2 addresses; the lab's own addresses allows 1 in one scan.",
    );
  });
});

describe('allowed = (union of includes) less (union of denials) less the never-list', () => {
  const numbers = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  const near = fc.constantFrom(0x0a000000, 0x7f000000, 0xa9fea9fe, 0xc6120000, 0xe0000000, 0xffffffff, 0);
  const intervals = fc
    .array(fc.tuple(fc.oneof(numbers, near), fc.integer({ min: 0, max: 1 << 16 })), { maxLength: 6 })
    .map((pairs) =>
      pairs.map(([first, length]) => ({
        first: asIpv4(first),
        last: asIpv4(Math.min(first + length, 2 ** 32 - 1)),
      })),
    );

  it('holds for random lists at the edges of every interval', () => {
    fc.assert(
      fc.property(intervals, intervals, (include, deny) => {
        const allowed = allowedOf([Intervals.of(include)], [Intervals.of(deny)]);
        const edges = [...include, ...deny].flatMap(({ first, last }) => [first - 1, first, last, last + 1]);
        for (const edge of edges.filter((one) => one >= 0 && one < 2 ** 32)) {
          const isIn = (list: typeof include) =>
            list.some(({ first, last }) => first <= edge && edge <= last);
          const wanted = isIn(include) && !isIn(deny) && !isNever(edge);
          expect([edge, allowed.has(asIpv4(edge))]).toEqual([edge, wanted]);
        }
      }),
      { numRuns: 5000 },
    );
  });
});

/** The never-list once more, by dotted decimal instead of intervals. */
function isNever(n: number): boolean {
  const [a = 0, b = 0, c = 0, d = 0] = [24, 16, 8, 0].map((bits) => (n >>> bits) & 255);
  if (a === 127) return false;
  if (a === 169 && b === 254) return c === 169 && d === 254;
  const isPrivate =
    a === 10 ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    (a === 100 && b >= 64 && b <= 127) ||
    (a === 198 && (b === 18 || b === 19)) ||
    (a === 192 && b === 0 && c === 2) ||
    (a === 198 && b === 51 && c === 100) ||
    (a === 203 && b === 0 && c === 113);
  return !isPrivate;
}

describe('the guard and an independent oracle', () => {
  it('agree on 500,000 addresses for 20 random scope files', () => {
    let asked = 0;
    let inside = 0;
    for (let file = 0; file < 20; file++) {
      const random = stream(file, 'guard-oracle');
      const made = randomScope(random, '2026-12-01');
      const around = { gateways: made.gateways.map(asIpv4), resolvers: [], connected: [] };
      const loaded = loadScopeFile(made.text, NOW, around);
      if (!loaded.ok) throw new Error(`${loaded.error.message}\n${made.text}`);
      const { allowed } = loaded.value.scope;
      let differing = 0;
      for (let i = 0; i < 25_000; i++, asked++) {
        const one = randomAddress(random, made);
        if (made.allows.has(one)) inside++;
        if (allowed.has(asIpv4(one)) !== made.allows.has(one)) differing++;
      }
      expect([made.text, differing]).toEqual([made.text, 0]);
    }
    expect(asked).toBe(500_000);
    // The question is worth asking: neither answer is rare.
    expect(inside).toBeGreaterThan(30_000);
  });

  it('agree that only private ranges can be allowed at all', () => {
    expect(PRIVATE.has(address('172.31.255.255'))).toBe(true);
    expect(PRIVATE.has(address('172.32.0.0'))).toBe(false);
    expect(PRIVATE.has(address('100.127.255.255'))).toBe(true);
    expect(PRIVATE.has(address('198.20.0.0'))).toBe(false);
  });
});
