import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Frame } from 'playwright-core';
import { openSite, type WatchedPage } from './site.ts';

/** What an LMS knows of one student and one lesson: elements of cmi by name. */
export type Kept = Readonly<Record<string, string>>;
/** `LMSSetValue cmi.core.exit suspend`. */
export type Call = string;

/** The smallest LMS: a page with SCORM 1.2's API and the lesson in a frame, and nothing else. */
export interface Lms {
  /** Opens the lesson as one who has this with the LMS, in a browser that knows nothing, or in that of another visit. */
  visit(kept: Kept, before?: Visit): Promise<Visit>;
  /** Opens the package's page by itself, without an LMS. */
  alone(): Promise<WatchedPage>;
  close(): Promise<void>;
}

export interface Visit {
  readonly page: WatchedPage;
  readonly lesson: Frame;
  /** Paths that were asked for, but for the host's own page. */
  readonly requests: readonly string[];
  calls(): Promise<readonly Call[]>;
  kept(): Promise<Kept>;
  /** Takes the lesson away, as an LMS does at its end. */
  leave(): Promise<void>;
}

export const PLACE = '/lms/courses/7/';

const HOST = `<!doctype html><html lang="en"><meta charset="utf-8"><title>LMS</title>
<style>iframe { position: fixed; inset: 0; inline-size: 100%; block-size: 100%; border: 0 }</style>
<script>
const data = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const calls = [];
const noted = (call, answer) => (...words) => { calls.push([call, ...words].join(' ').trim()); return answer(...words) };
window.API = {
  LMSInitialize: noted('LMSInitialize', () => 'true'),
  LMSGetValue: noted('LMSGetValue', (name) => data[name] ?? ''),
  LMSSetValue: noted('LMSSetValue', (name, value) => { data[name] = value; return 'true' }),
  LMSCommit: noted('LMSCommit', () => 'true'),
  LMSFinish: noted('LMSFinish', () => 'true'),
  LMSGetLastError: () => '0', LMSGetErrorString: () => '', LMSGetDiagnostic: () => '',
};
window.lms = { data, calls };
</script>
<body><iframe title="lesson" src="courses/7/index.html"></iframe></body></html>`;

declare global {
  interface Window {
    lms: { readonly data: Kept; readonly calls: readonly Call[] };
  }
}

/** Unzips a package below a deep path and serves it there. */
export async function openLms(zip: Uint8Array): Promise<Lms> {
  const folder = mkdtempSync(join(tmpdir(), 'halfopen-lms-'));
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    const file = join(folder, PLACE, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  writeFileSync(join(folder, 'lms', 'host.html'), HOST);
  writeFileSync(join(folder, 'favicon.ico'), '');
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>before</title>');
  const site = await openSite(folder);
  return {
    async visit(kept, before) {
      const page = before?.page ?? (await site.page());
      // Another fragment alone would load nothing.
      if (before !== undefined) await page.goto(site.address);
      const requests: string[] = [];
      page.on('request', (request) => {
        if (request.url().startsWith('http')) requests.push(new URL(request.url()).pathname);
      });
      const state = encodeURIComponent(JSON.stringify(kept));
      await page.goto(`${site.address}lms/host.html#${state}`);
      const lesson = page.frames().find((frame) => frame.url().includes(PLACE));
      if (lesson === undefined) throw new Error('the host shows no lesson');
      await lesson.waitForLoadState();
      return {
        page,
        lesson,
        requests,
        calls: () => page.evaluate(() => [...window.lms.calls]),
        kept: () => page.evaluate(() => ({ ...window.lms.data })),
        leave: () => page.evaluate(() => document.querySelector('iframe')?.remove()),
      };
    },
    alone: () => site.page({ path: `${PLACE}index.html` }),
    async close() {
      await site.close();
      rmSync(folder, { recursive: true });
    },
  };
}
