// How quick and how small the built site is, in a real browser: what a student waits for.
import { loadavg } from 'node:os';
import { openBrowser } from './support/browser.mjs';
import { total, watchScripts } from './support/shipped.mjs';
import { firstResult, framesWhile, longestTask, OBSERVE } from './support/watched.mjs';

const RUNS = 3;
const SECONDS = 3;
const site = await openBrowser();

/** The middle one of `RUNS`: what a noisy machine lets one say. */
async function median(measure) {
  const all = [];
  for (let run = 0; run < RUNS; run++) all.push(await measure());
  return all.sort((a, b) => a - b)[Math.floor(RUNS / 2)];
}

function figure(what, value, unit, goal) {
  const load = loadavg()[0].toFixed(1);
  const shown = `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`;
  process.stdout.write(`${what.padEnd(58)} ${shown.padStart(10)}  goal ${goal} ${unit}  (load ${load})\n`);
}

const observed = (page) => page.addInitScript(OBSERVE);

/** A sandbox that has run its first line. */
async function sandbox() {
  const page = await site.visit('sandbox/', observed);
  await page.getByRole('log').getByText('139/tcp').waitFor();
  return page;
}

/** Types a line; gives the seconds from Enter until its output stands in the console. */
async function seconds(page, line) {
  await page.locator('[data-console-line]').fill(line);
  await page.locator('[data-console-line]').press('Enter');
  const outcome = await page.waitForFunction(() => window.halfopenBench.outputAfterEnter(), undefined, {
    timeout: 120_000,
  });
  return (await outcome.jsonValue()) / 1_000;
}

async function shipped(path, ready) {
  let scripts;
  const page = await site.visit(path, (blank) => {
    scripts = watchScripts(blank);
  });
  await ready(page);
  await page.waitForLoadState('networkidle');
  const all = await scripts();
  await page.context().close();
  return all;
}

async function sizes(what, goal, scripts) {
  figure(`${what}, gzip`, total(scripts, 'gzip'), 'kB', goal);
  figure(`${what}, brotli`, total(scripts, 'brotli'), 'kB', goal);
}

async function allPorts() {
  const page = await sandbox();
  const output = await seconds(page, 'nmap -sS -p- target');
  const task = await longestTask(page);
  await page.context().close();
  return { output, task };
}

/** The handle of the timeline drawn to and fro over a run of 10,000 events or more. */
async function scrubbing() {
  const page = await sandbox();
  await seconds(page, 'nmap -sS -p 1-1600 target');
  const slider = page.getByRole('slider', { name: 'Cursor' });
  const events = Number(await slider.getAttribute('aria-valuemax'));
  if (events < 10_000) throw new Error(`only ${events} events to scrub`);
  const { x, y, width } = await slider.boundingBox();
  await page.mouse.move(x + width, y + 5);
  await page.mouse.down();
  const rate = await framesWhile(page, async () => {
    const began = performance.now();
    for (;;) {
      const past = (performance.now() - began) / 1_000;
      if (past > SECONDS) return;
      await page.mouse.move(x + width * Math.abs(1 - ((past * 2) % 2)), y + 5);
    }
  });
  await page.context().close();
  return rate;
}

/** A run of all ports with every packet kept, in the canvas. */
async function canvas(page) {
  await seconds(page, 'nmap -sS -p- target');
  await page.locator('#left-sequence').click();
  await page.getByRole('button', { name: 'Record everything' }).first().click();
  const room = page.locator('#left-panel [data-packets]');
  await room.waitFor({ timeout: 300_000 });
  const packets = Number(await room.getAttribute('data-packets'));
  if (packets < 100_000) throw new Error(`only ${packets} packets to draw`);
  return room;
}

/** The room moved at every frame, by `move`, which the page runs. */
const moving = (page, room, move) =>
  framesWhile(page, () =>
    room.evaluate((element, args) => window.halfopenBench[args.move](element, args.ms), {
      move,
      ms: SECONDS * 1_000,
    }),
  );

try {
  figure(
    'from navigation to the first state on the home page',
    await median(async () => {
      const page = await site.visit('', observed);
      const ms = await firstResult(page);
      await page.context().close();
      return ms / 1_000;
    }),
    's',
    '< 1',
  );

  await sizes(
    'scripts of /reference/states/ before anything is touched',
    '< 120',
    await shipped('reference/states/', () => {}),
  );
  const ofSandbox = await shipped('sandbox/', (page) => page.getByRole('log').getByText('139/tcp').waitFor());
  await sizes('scripts of the sandbox, worker and first views', '< 350', ofSandbox);

  const scans = [];
  for (let run = 0; run < RUNS; run++) scans.push(await allPorts());
  let at = 0;
  figure(
    'simulated -p-, from Enter to its output',
    await median(async () => scans[at++].output),
    's',
    '< 2.5',
  );
  at = 0;
  figure('longest task of the page meanwhile', await median(async () => scans[at++].task), 'ms', '< 100');

  figure('scrubbing through 10,000 events', await median(scrubbing), 'frames/s', '> 50');

  const page = await sandbox();
  const room = await canvas(page);
  figure('panning over 100,000 packets', await median(() => moving(page, room, 'pan')), 'frames/s', '60');
  figure('zooming over 100,000 packets', await median(() => moving(page, room, 'zoom')), 'frames/s', '60');
} finally {
  await site.close();
}
