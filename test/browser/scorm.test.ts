import { spawnSync } from 'node:child_process';
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownExercise, lessonCalled } from '../../lessons/course/index.ts';
import { drawFrom } from '../../lessons/exercise/draw.ts';
import { counts } from '../../lessons/lesson.ts';
import { emptyRecord } from '../../lessons/receipt/record.ts';
import { lessonPackage, type Prepared, prepared, zipped } from '../../scripts/scorm/package.mjs';
import { recordOf } from '../../site/learning/scorm/testing/records.ts';
import { type Lms, openLms, PLACE, type Visit } from './support/lms.ts';
import { SITE_FOLDER } from './support/site.ts';

const SLUG = 'ports-and-states';
const EXERCISES = lessonCalled(SLUG)?.exercises ?? [];
const STUDENT = { 'cmi.core.student_id': 's-17', 'cmi.core.student_name': 'Lovelace, Ada' };

let shared: Prepared;
let files: Map<string, Uint8Array>;
let zip: Uint8Array;
let lms: Lms;
beforeAll(async () => {
  shared = await prepared();
  files = lessonPackage(SITE_FOLDER, SLUG, shared);
  zip = zipped(files);
  lms = await openLms(zip);
});
afterAll(() => lms.close());

const textOf = (path: string): string => new TextDecoder().decode(files.get(path));

describe('the manifest', () => {
  it('is well-formed', () => {
    const read = spawnSync('xmllint', ['--noout', '-'], {
      input: textOf('imsmanifest.xml'),
      encoding: 'utf8',
    });
    expect(read.stderr).toBe('');
    expect(read.status).toBe(0);
  });

  it('lists every file of the package, and none else', () => {
    const listed = elements(parseXml(textOf('imsmanifest.xml')).root, 'file').map(
      (file) => file.attributes.href,
    );
    expect([...listed, 'imsmanifest.xml'].sort()).toEqual([...files.keys()].sort());
  });

  it('names SCORM 1.2, and one SCO that the only item opens', () => {
    const { root } = parseXml(textOf('imsmanifest.xml'));
    expect(elements(root, 'schema').map(({ text }) => text)).toEqual(['ADL SCORM']);
    expect(elements(root, 'schemaversion').map(({ text }) => text)).toEqual(['1.2']);
    const [resource, ...others] = elements(root, 'resource');
    expect(others).toEqual([]);
    expect(resource?.attributes).toMatchObject({
      type: 'webcontent',
      'adlcp:scormtype': 'sco',
      href: 'index.html',
    });
    expect(elements(root, 'item').map(({ attributes }) => attributes.identifierref)).toEqual([
      resource?.attributes.identifier,
    ]);
  });
});

function elements(from: XmlElement | null, name: string): XmlElement[] {
  const below = (from?.children ?? []).filter((child) => child instanceof XmlElement);
  return below.flatMap((child) => [...(child.name === name ? [child] : []), ...elements(child, name)]);
}

describe('the package', () => {
  it('has the same bytes when it is made again', () => {
    const again = zipped(lessonPackage(SITE_FOLDER, SLUG, shared));
    expect(Buffer.compare(again, zip)).toBe(0);
  });

  it('has the recording of its live exercise, and no service worker', () => {
    expect([...files.keys()]).toContain('recordings/six-states/syn.json');
    expect([...files.keys()].filter((path) => /service-worker|pagefind/.test(path))).toEqual([]);
    for (const path of files.keys())
      if (/html|js$/.test(path)) expect(textOf(path)).not.toContain('serviceWorker.reg');
  });

  it('links to no other page, and has a strict policy', () => {
    const page = textOf('index.html');
    expect(page.match(/\b(?:href|src|[\w-]+-url)="\/[^"]*"/g)).toBeNull();
    expect(page).toMatch(/<head><meta charset="utf-8"><meta http-equiv="content-security-policy"/);
    const [, script = ''] = /script-src ([^;]*);/.exec(page) ?? [];
    expect(script.split(' ').filter((source) => !source.startsWith("'sha256-"))).toEqual(["'self'"]);
  });
});

/** What one element was set to, in order, without what stayed the same. */
async function valuesOf(visit: Visit, element: string): Promise<readonly string[]> {
  const set = `LMSSetValue ${element} `;
  const values = (await visit.calls())
    .filter((call) => call.startsWith(set))
    .map((call) => call.slice(set.length));
  return values.filter((value, at) => value !== values[at - 1]);
}

const place = (visit: Visit, id: string) => visit.lesson.locator(`[data-exercise="${id}"]`);

async function begin(visit: Visit, id: string): Promise<void> {
  await place(visit, id).scrollIntoViewIfNeeded();
  const button = place(visit, id).getByRole('button', { name: 'Begin' });
  await button.or(place(visit, id).locator('.intro')).first().waitFor();
  if (await button.isVisible()) await button.click().catch(() => {});
  await place(visit, id).locator('.intro').waitFor();
}

/** How many steps the worked example has. */
function stops(): number {
  const task = knownExercise(SLUG, 'worked').make(drawFrom(0));
  return task.kind === 'worked' ? task.stops.length : 0;
}

describe('a lesson in an LMS', () => {
  let first: Visit;
  let left: Readonly<Record<string, string>>;

  it('begins once, as incomplete and without a score', async () => {
    first = await lms.visit({ ...STUDENT, 'cmi.core.lesson_status': 'not attempted' });
    expect((await first.calls()).filter((call) => call === 'LMSInitialize')).toHaveLength(1);
    expect((await first.calls())[0]).toBe('LMSInitialize');
    expect(await valuesOf(first, 'cmi.core.lesson_status')).toEqual(['incomplete']);
    expect(await valuesOf(first, 'cmi.core.score.raw')).toEqual([]);
    await first.lesson.getByText('Lovelace, Ada').waitFor();

    await begin(first, 'diagnostic');
    const options = place(first, 'diagnostic').locator('fieldset');
    for (let at = 0; at < (await options.count()); at++)
      await options.nth(at).locator('input[type=radio]').first().check();
    await place(first, 'diagnostic').locator('form').getByRole('button').last().click();
    await place(first, 'diagnostic').locator('.feedback').waitFor();

    await begin(first, 'worked');
    const next = place(first, 'worked').getByRole('button', { name: 'Next step' });
    for (let at = 1; at < stops(); at++) await next.click();
    await place(first, 'worked').locator('.feedback[data-passed="true"]').waitFor();

    const counted = EXERCISES.filter(counts).length;
    expect((await valuesOf(first, 'cmi.core.score.raw')).at(-1)).toBe(String(Math.round(100 / counted)));
    expect(await valuesOf(first, 'cmi.core.lesson_status')).toEqual(['incomplete']);
    expect((await first.calls()).at(-1)).toBe('LMSCommit');
    await first.leave();
    await first.page.waitForFunction(() => window.lms.calls.includes('LMSFinish'));
    expect((await first.calls()).slice(-4)).toEqual([
      expect.stringMatching(/^LMSSetValue cmi\.core\.session_time \d{4}:\d\d:\d\d$/),
      'LMSSetValue cmi.core.exit suspend',
      'LMSCommit',
      'LMSFinish',
    ]);
    left = await first.kept();
    expect(first.requests.filter((path) => !path.startsWith(PLACE))).toEqual(['/lms/host.html']);
    expect(first.page.complaints).toEqual([]);
  });

  it('goes on in another browser where it was left, and is completed with its score', async () => {
    const second = await lms.visit(left);
    const record = await second.lesson.evaluate(() => localStorage.getItem('halfopen.record'));
    expect(JSON.parse(record ?? '')).toMatchObject({
      learner: 's-17',
      lessons: { [SLUG]: { diagnostic: [{ round: 0 }], worked: [{ passed: true }] } },
    });

    // All done; in one exercise only at the second try, which is worth as much.
    const scores = Object.fromEntries(EXERCISES.map(({ id }) => [id, id === 'predict' ? [0.5, 1] : [1]]));
    await second.lesson.evaluate(
      (detail) => dispatchEvent(new CustomEvent('halfopen:record', { detail })),
      recordOf(SLUG, scores, 's-17'),
    );
    expect(await valuesOf(second, 'cmi.core.lesson_status')).toEqual(['incomplete', 'completed']);
    expect((await valuesOf(second, 'cmi.core.score.raw')).at(-1)).toBe('100');
    expect(await second.kept()).toMatchObject({ 'cmi.core.score.min': '0', 'cmi.core.score.max': '100' });
    expect(second.page.complaints).toEqual([]);
  });

  it('shows its recording, and runs its sandbox, from the package alone', async () => {
    const visit = await lms.visit(STUDENT);
    await begin(visit, 'live');
    await place(visit, 'live').locator('.recorded table').waitFor();
    // Its link to the compare page is words here.
    await place(visit, 'live').locator('.recorded p a:not([href])').waitFor();
    await visit.lesson
      .getByRole('region', { name: /^Sandbox: / })
      .first()
      .scrollIntoViewIfNeeded();
    await visit.lesson.getByRole('log').locator('pre').last().waitFor();
    expect(visit.requests).toContain(`${PLACE}recordings/six-states/syn.json`);
    expect(visit.requests.filter((path) => !path.startsWith(PLACE))).toEqual(['/lms/host.html']);
    expect(visit.page.complaints).toEqual([]);
  });

  it('is not the lesson of who sat at this browser before', async () => {
    const visit = await lms.visit(STUDENT);
    await visit.lesson.evaluate(
      (detail) => dispatchEvent(new CustomEvent('halfopen:record', { detail })),
      recordOf(SLUG, { worked: [1] }, 's-17'),
    );
    const next = await lms.visit({ 'cmi.core.student_id': 's-18' }, visit);
    const record = await next.lesson.evaluate(() => localStorage.getItem('halfopen.record'));
    expect(JSON.parse(record ?? '')).toEqual(emptyRecord('s-18'));
    expect(await valuesOf(next, 'cmi.core.score.raw')).toEqual([]);
  });

  it('works without an LMS, and says that nobody is told', async () => {
    const page = await lms.alone();
    await page.getByText('No learning platform was found').waitFor();
    expect(page.complaints).toEqual([]);
  });
});
