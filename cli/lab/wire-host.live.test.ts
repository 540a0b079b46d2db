import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadCap } from '../../engine/live/index.ts';
import { ask } from '../../test/support/ask.ts';
import { labFrom } from '../../test/support/simulate.ts';
import { labAvailability } from './availability.ts';
import { planOf } from './plan.ts';
import { isAlive, processFacts, treeOf } from './process-facts.ts';
import type { RunningLab } from './running-lab.ts';
import { labUp } from './up.ts';

const availability = labAvailability();
const addon = loadCap();
const obstacle = availability.ok ? (addon.ok ? undefined : addon.error.message) : availability.reason;

const LAB = `lab: foreign
networks: { lan: { subnet: 198.18.10.0/24 } }
scanner: { address: 198.18.10.2 }
hosts:
  windows:
    address: 198.18.10.11
    stack: windows
    services: [ { port: tcp/445, banner: hello }, { port: udp/137, reply: hex:8045 } ]
  split: { address: 198.18.10.12, stack: split-handshake, services: [ { port: tcp/80 } ] }
`;

/** Frames in and out of a host's interface, as its kernel counts them. */
async function framesOf(lab: RunningLab, host: string): Promise<{ in: number; out: number }> {
  const { stdout } = await lab.run(host, ['cat', '/proc/net/dev']);
  const numbers = /lan:\s*(.*)/.exec(stdout)?.[1]?.split(/\s+/).map(Number) ?? [];
  return { in: numbers[1] ?? Number.NaN, out: numbers[9] ?? Number.NaN };
}

describe.skipIf(obstacle !== undefined)(
  `a simulated host on the real wire${obstacle ? ` (skipped: ${obstacle})` : ''}`,
  () => {
    let lab: RunningLab;

    beforeAll(async () => {
      lab = await labUp(labFrom(LAB), { ephemeral: true });
    });
    afterAll(() => lab.down());

    it('does not speak first, and its kernel has no address', async () => {
      expect((await framesOf(lab, 'windows')).out).toBe(0);
      expect((await lab.run('windows', ['ip', '-o', 'address'])).stdout).toBe('');
      expect((await lab.run('windows', ['ip', 'route', 'show', 'table', 'all'])).stdout).toBe('');
    });

    it('answers the clients of a real kernel', async () => {
      expect(await ask(lab, 'tcp', '198.18.10.11', '445')).toBe('hello');
      expect(await ask(lab, 'tcp', '198.18.10.11', '80')).toBe('ECONNREFUSED');
      expect(await ask(lab, 'tcp', '198.18.10.12', '80')).toBe('connected');
      expect(await ask(lab, 'udp', '198.18.10.11', '137')).toBe('8045 from 198.18.10.11');
      expect(await ask(lab, 'udp', '198.18.10.11', '138')).toBe('ECONNREFUSED');
    });

    it('answers nothing that is for all', async () => {
      const before = await framesOf(lab, 'windows');
      await ask(lab, 'broadcast', '198.18.10.255', '137');
      expect((await framesOf(lab, 'windows')).out).toBe(before.out);
    });

    it('sends no more frames than it gets, whatever comes', async () => {
      await Promise.all(
        Array.from({ length: 6 }, (_, i) => ask(lab, i % 2 ? 'tcp' : 'udp', '198.18.10.11', `${1000 + i}`)),
      );
      const frames = await framesOf(lab, 'windows');
      expect(frames.in).toBeGreaterThan(5);
      expect(frames.out).toBeLessThanOrEqual(frames.in);
    });

    it('refuses to play anywhere but in its own namespace', () => {
      const program = fileURLToPath(new URL('../../dist/wire-host.js', import.meta.url));
      const plan = planOf(labFrom(LAB)).hosts.find(({ name }) => name === 'windows');
      // In a namespace of its own, so that the test itself cannot reach the machine's networks.
      const { stdout, status } = spawnSync('unshare', ['-Urn', process.execPath, program], {
        encoding: 'utf8',
        input: `${JSON.stringify(plan)}\n`,
        timeout: 10_000,
      });
      expect(stdout.trim()).toBe('its network namespace has the interfaces of nobody, not lan');
      expect(status).toBe(1);
    });

    it('is gone with the lab, when the holder is killed', async () => {
      const other = await labUp(labFrom(LAB), { ephemeral: true });
      const programs = treeOf(other.pid).map((pid) => [pid, processFacts(pid)?.startTime ?? 0] as const);
      expect(programs.length).toBeGreaterThanOrEqual(3);
      process.kill(other.pid, 'SIGKILL');
      await vi.waitFor(() =>
        expect(programs.filter(([pid, startTime]) => isAlive(pid, startTime))).toEqual([]),
      );
      await other.down();
    });
  },
);
