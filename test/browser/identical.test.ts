import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matrixLabs, scansOf } from '../../cli/fidelity/matrix.ts';
import { LABS, ROOT } from '../../cli/root.ts';
import type { ScanDone } from '../../site/worker/protocol.ts';
import { builtProgram } from '../support/built-program.ts';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

/** 2026-01-01 12:00 UTC, for both. */
const EPOCH = 1_767_268_800;
const CLOCK = { startedAtMs: EPOCH * 1000, offsetMinutes: 0, zone: 'UTC' };
const FIXED_TIME = { ...process.env, SOURCE_DATE_EPOCH: String(EPOCH) };

const run = promisify(execFile);
const loaded = matrixLabs(LABS);
const scans = loaded.ok ? scansOf(loaded.value) : [];

let site: Site;
let page: WatchedPage;
let worker: string;
beforeAll(async () => {
  site = await openSite();
  page = await site.page({ path: 'sandbox/', shared: true });
  const started = page.workers()[0] ?? (await page.waitForEvent('worker'));
  worker = started.url();
});
afterAll(() => site.close());

/** What the page's own worker gives, asked as the page asks it; one of it serves all questions. */
const inBrowser = (labText: string, args: readonly string[]): Promise<string> =>
  page.evaluate(
    async ([url, asks]) => {
      const kept = window as unknown as { asked?: Worker };
      kept.asked ??= new Worker(url, { type: 'module' });
      const own = kept.asked;
      const done = await new Promise<ScanDone>((resolve, reject) => {
        own.onerror = () => reject(new Error('the worker failed'));
        own.onmessage = ({ data }) => {
          if (data.type === 'done') resolve(data.gives);
          if (data.type === 'failed') reject(new Error(data.message));
        };
        own.postMessage({ id: 1, job: 'scan', asks });
      });
      return done.ok ? done.output : done.complaint;
    },
    [worker, { labText, args: [...args], clock: CLOCK }] as const,
  );

async function byCommand(labPath: string, args: readonly string[]): Promise<string> {
  const command = [join(ROOT, 'dist', 'halfopen.js'), 'scan', ...args, '--lab', labPath];
  return (await run(process.execPath, command, { env: FIXED_TIME })).stdout;
}

/** What one process prints that runs the command's verb for every lab and technique, by `lab technique`. */
async function byVerb(): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await run(process.execPath, [builtProgram('test/browser/programs/all-scans.ts')], {
    env: FIXED_TIME,
    maxBuffer: 64 << 20,
  });
  const blocks = stdout.split(/^=== /m).slice(1);
  return new Map(
    blocks.map((block) => {
      const end = block.indexOf('\n');
      return [block.slice(0, end), block.slice(end + 1)];
    }),
  );
}

describe('the simulated output', () => {
  it('is in the browser, byte for byte, what the command prints: every lab, every technique', async () => {
    const printed = await byVerb();
    const different: string[] = [];
    for (const { lab, technique, args } of scans) {
      const name = `${lab.lab.name} ${technique}`;
      const shown = await inBrowser(readFileSync(lab.path, 'utf8'), [...args, '--reason']);
      if (shown !== printed.get(name)) different.push(name);
    }
    expect(scans.length).toBeGreaterThan(400);
    expect(different).toEqual([]);
  }, 180_000);

  it.each(['-v --packet-trace', '-oX -', '-oJ -', '-oM -', '-oG -'])('so it is with %s', async (more) => {
    const path = join(LABS, 'six-states.yaml');
    const args = ['-sS', '-p', '22,139,445', ...more.split(' '), 'target'];
    expect(await inBrowser(readFileSync(path, 'utf8'), args)).toBe(await byCommand(path, args));
  });
});
