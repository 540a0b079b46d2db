import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { loadCap } from '../../engine/live/index.ts';
import { builtProgram } from '../support/built-program.ts';
import type { ScanOutcome } from './programs/scan.ts';
import { runInSandbox, whyNoSandbox } from './sandbox.ts';

/** Why a live case cannot run here; named in the report of skipped tests. */
const noSandbox = whyNoSandbox();
const addon = loadCap();
const noRaw = noSandbox ?? (addon.ok ? undefined : addon.error.message);
const noTun =
  has('python3') && existsSync('/dev/net/tun') ? undefined : 'a tun device needs python3 and /dev/net/tun';

function has(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

const reasoned = (title: string, reason: string | undefined): string =>
  reason === undefined ? title : `${title} (skipped: ${reason})`;

async function runCase<T>(name: string, ...extra: readonly string[]): Promise<T> {
  const ran = await runInSandbox('test/wire/programs/live-cases.ts', [
    name,
    builtProgram('test/wire/programs/scan.ts'),
    ...extra,
  ]);
  if (ran.code !== 0) throw new Error(`${name}: ${ran.signal ?? ran.code} ${ran.stderr}${ran.stdout}`);
  return JSON.parse(ran.stdout) as T;
}

interface Truth {
  readonly wrong: readonly string[];
  readonly known: number;
  readonly scanned: number;
  readonly strays: readonly string[];
  readonly scan: ScanOutcome;
}
interface Loss {
  readonly code: number | null;
  readonly stderr: string;
  readonly endedAfterMs: number;
  readonly strays: readonly string[];
  readonly scan: ScanOutcome;
}

describe('a live scan', () => {
  it.skipIf(noRaw !== undefined)(
    reasoned('tells open, closed, dropped and rejected ports apart, and sends nothing astray', noRaw),
    async () => {
      const { wrong, known, scanned, strays, scan } = await runCase<Truth>('scan');
      expect({ wrong, scanned, strays }).toEqual({ wrong: [], scanned: known, strays: [] });
      expect(scan.states).toMatchObject({ 'open syn-ack': 20, 'closed reset': 230 });
      expect(scan.counts.refused).toBe(0);
    },
  );

  it.skipIf(noRaw !== undefined)(reasoned('does the same by connect()', noRaw), async () => {
    const { wrong, scanned, strays, scan } = await runCase<Truth>('scan', 'connect');
    expect({ wrong, scanned, strays }).toEqual({ wrong: [], scanned: 300, strays: [] });
    expect(scan.states).toMatchObject({ 'open syn-ack': 20, 'closed conn-refused': expect.any(Number) });
  });

  const noRawLink = noRaw ?? noTun;
  it.skipIf(noRawLink !== undefined)(
    reasoned('works over a link without Ethernet headers', noRawLink),
    async () => {
      const { wrong, scanned, strays } = await runCase<Truth>('raw-link');
      expect({ wrong, scanned, strays }).toEqual({ wrong: [], scanned: 300, strays: [] });
    },
  );
});

describe('a lost interface', () => {
  it.skipIf(noRaw !== undefined).each([
    ['link-down', /s0: Network is down|Interface s0 went down or lost its address\./],
    ['link-removed', /s0: No such device or address|Interface s0 was removed\./],
    ['far-end-down', /Interface s0 went down or lost its address\./],
    ['address-removed', /Interface s0 went down or lost its address\./],
  ])(reasoned('ends the scan within a second: %s', noRaw), async (name, message) => {
    const { code, stderr, endedAfterMs, strays, scan } = await runCase<Loss>(name);
    // Unmodified, the addon would abort the process here.
    expect([code, stderr, strays]).toEqual([0, '', []]);
    expect(scan.lost).toMatch(message);
    expect(endedAfterMs).toBeLessThan(1000);
    // What was not answered before is unknown, never filtered.
    expect(Object.keys(scan.states).filter((state) => state.startsWith('filtered'))).toEqual([]);
    expect(Object.keys(scan.states).some((state) => state.startsWith('unknown'))).toBe(true);
  });
});

describe('a link that comes back', () => {
  interface Back extends Truth {
    readonly saidAfterMs: readonly number[];
  }

  it.skipIf(noRaw !== undefined).each(['syn', 'connect'])(
    reasoned('has the scan go on, with every port right though each is asked but once: %s', noRaw),
    async (technique) => {
      const { wrong, scan, strays, saidAfterMs } = await runCase<Back>('link-back', technique);
      expect({ wrong, strays, lost: scan.lost }).toEqual({ wrong: [], strays: [], lost: undefined });
      const [lost = 0, back = 0, ...more] = saidAfterMs;
      // The wire takes the link away for 2 s; how soon a busy machine sees it back is no claim of ours.
      expect([lost < 1000, back > lost && back < 30_000, more]).toEqual([true, true, []]);
      expect(scan.said[0]?.text).toMatch(
        /^(Interface s0 went down|s0: Network is down).* Waiting for up to 30\.0 s/,
      );
      expect(scan.notices).toContain(scan.said[1]?.text);
    },
  );
});

describe('a route that changes during a scan', () => {
  it.skipIf(noRaw !== undefined).each([
    ['route-removed', 'syn', 'nowhere'],
    ['route-removed', 'connect', 'nowhere'],
    ['route-flipped', 'syn', 'out of s0 by way of 198.18.10.99'],
    ['route-flipped', 'connect', 'out of s0 by way of 198.18.10.99'],
  ])(
    reasoned('ends it within a second, and silence is no verdict: %s, %s', noRaw),
    async (name, technique, leads) => {
      const { code, stderr, endedAfterMs, strays, scan } = await runCase<Loss>(name, technique);
      expect([code, stderr, strays]).toEqual([0, '', []]);
      expect(scan.lost).toBe(`The route to 198.18.20.5 changed: it leads ${leads} now.`);
      expect(endedAfterMs).toBeLessThan(1000);
      expect(Object.keys(scan.states)).toEqual(['unknown unknown-response']);
    },
  );
});

describe('what is missing', () => {
  interface Missing {
    readonly raw: string;
    readonly connect: ScanOutcome;
    readonly strays: readonly string[];
  }

  it.skipIf(noRaw !== undefined)(
    reasoned('the right to open packet sockets: one sentence, and -sT still works', noRaw),
    async () => {
      const { raw, connect, strays } = await runCase<Missing>('unprivileged');
      expect(raw).toContain('Raw scans need the right to open packet sockets (CAP_NET_RAW)');
      expect([connect.states, strays]).toEqual([{ 'closed conn-refused': 20 }, []]);
    },
  );

  it.skipIf(noRaw !== undefined)(reasoned('libpcap: one sentence, and -sT still works', noRaw), async () => {
    const { raw, connect, strays } = await runCase<Missing>('no-libpcap');
    expect(raw).toContain('Raw live scans need libpcap, which is not installed.');
    expect([connect.states, strays]).toEqual([{ 'closed conn-refused': 20 }, []]);
  });
});

describe('the guard on a real link', () => {
  it.skipIf(noRaw !== undefined)(reasoned('lets none of 20,000 altered frames out', noRaw), async () => {
    interface Altered {
      readonly count: number;
      readonly refused: number;
      readonly allowed: string;
      readonly arrived: readonly string[];
    }
    const { count, refused, allowed, arrived } = await runCase<Altered>('altered-frames', '20000');
    expect([count, refused, allowed]).toEqual([20_000, 20_000, 'sent']);
    expect(arrived.length).toBe(1);
  });
});

describe('the addon', () => {
  it.skipIf(!addon.ok)('is loaded without its decoders, one of which never ends on some packets', () => {
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    expect(loaded.filter((path) => /cap\/lib\/Decoders/.test(path))).toEqual([]);
  });
});
