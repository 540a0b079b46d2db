import { type Complaint, fail, ok, type Result } from '../../engine/base/result.ts';
import {
  type Act,
  PLAYLIST_LIMIT as LIMIT,
  type Playlist,
  type PlaylistLab,
  type PlaylistStep,
} from './playlist.ts';
import { readAct } from './read-act.ts';
import { type Line, linesOf, wrongAt } from './text-line.ts';

/** Reads what a teacher has typed, or anybody has put into a link. All that is wrong is told at once. */
export function readPlaylist(text: string): Result<Playlist, readonly Complaint[]> {
  if (text.length > LIMIT.text) {
    const message = `This playlist has ${text.length} characters, more than the ${LIMIT.text} that one may have.`;
    return fail([{ message, remedy: 'Divide it into two.', line: 1, column: 1 }]);
  }
  const lines = linesOf(text);
  const head = readHead(lines);
  const body = readSteps(lines, head.length);
  const complaints = [...head.complaints, ...body.complaints].slice(0, LIMIT.complaints);
  const { title, about, lab } = head;
  if (complaints.length > 0 || title === undefined || lab === undefined) return fail(complaints);
  return ok({ title, ...(about === undefined ? {} : { about }), lab, steps: body.steps });
}

interface Head {
  readonly title?: string;
  readonly about?: string;
  readonly lab?: PlaylistLab;
  /** How many lines it takes. */
  readonly length: number;
  readonly complaints: readonly Complaint[];
}

const FIELD = /^(title|about|lab)\s*:\s*(.*)$/i;
const LAB_NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;
const TOP = { line: 1, column: 1 };

function readHead(lines: readonly Line[]): Head {
  const found = new Map<string, string>();
  const complaints: Complaint[] = [];
  let lab: PlaylistLab | undefined;
  let at = 0;
  for (let line = lines[at]; line !== undefined; line = lines[at]) {
    const [, key = '', value = ''] = FIELD.exec(line.text) ?? [];
    if (line.text !== '' && key === '') break;
    at += 1;
    if (key === '') continue;
    const field = key.toLowerCase();
    if (found.has(field))
      complaints.push(wrongAt(line, `There is a second "${field}:".`, 'Keep one of them.'));
    found.set(field, value);
    if (field !== 'lab') complaints.push(...tooLong(line, value, LIMIT.title, field));
    else if (value === '|') {
      const block = blockFrom(lines.slice(at));
      at += block.length;
      lab = { kind: 'text', text: block.text };
      if (block.text === '') complaints.push(wrongAt(line, 'No lab follows this line.', BLOCK_REMEDY));
    } else if (LAB_NAME.test(value)) lab = { kind: 'named', name: value };
    else complaints.push(wrongAt(line, `"${value.slice(0, 40)}" is not the name of a lab.`, LAB_REMEDY));
  }
  const title = found.get('title') || undefined;
  if (title === undefined)
    complaints.push({ ...TOP, message: 'This playlist has no title.', remedy: TITLE_REMEDY });
  if (!found.has('lab'))
    complaints.push({ ...TOP, message: 'This playlist names no lab.', remedy: LAB_REMEDY });
  const about = found.get('about') || undefined;
  return {
    ...(title === undefined ? {} : { title }),
    ...(about === undefined ? {} : { about }),
    ...(lab === undefined ? {} : { lab }),
    length: at,
    complaints,
  };
}

const TITLE_REMEDY = 'Begin it with a line such as "title: Closed or filtered?".';
const LAB_REMEDY =
  'Write "lab: six-states", or "lab: |" and below it the text of a lab, each line moved in by two blanks.';
const BLOCK_REMEDY = 'Put the text of the lab below it, each line moved in by two blanks.';

/** The lines that are moved in as far as the first is, without that. */
function blockFrom(lines: readonly Line[]): { readonly text: string; readonly length: number } {
  const margin = /^[ \t]+/.exec(lines[0]?.raw ?? '')?.[0] ?? '';
  if (margin === '') return { text: '', length: 0 };
  const end = lines.findIndex(({ raw, text }) => text !== '' && !raw.startsWith(margin));
  const inside = end === -1 ? lines : lines.slice(0, end);
  const text = inside.map((line) => (line.text === '' ? '' : line.raw.slice(margin.length).trimEnd()));
  return { text: `${text.join('\n').trimEnd()}\n`, length: inside.length };
}

function tooLong(line: Line, text: string, most: number, what: string): Complaint[] {
  if (text.length <= most) return [];
  return [wrongAt(line, `This ${what} has ${text.length} characters.`, `Say it in ${most}.`)];
}

interface Steps {
  readonly steps: readonly PlaylistStep[];
  readonly complaints: readonly Complaint[];
}

function readSteps(lines: readonly Line[], from: number): Steps {
  const steps: { caption?: string; acts: Act[] }[] = [];
  const complaints: Complaint[] = [];
  let step: (typeof steps)[number] | undefined;
  let isInCaption = false;
  let hasTyped = false;
  const begin = (line: Line): (typeof steps)[number] => {
    step = { acts: [] };
    steps.push(step);
    if (steps.length === LIMIT.steps + 1)
      complaints.push(
        wrongAt(line, `This is step ${steps.length}; ${LIMIT.steps} are the most.`, 'Divide the playlist.'),
      );
    return step;
  };
  for (const line of lines.slice(from)) {
    if (complaints.length >= LIMIT.complaints) break;
    const { text } = line;
    const isCaption = text.startsWith('#');
    if (isCaption) {
      const words = text.slice(1).replace(/\s+/g, ' ').trim();
      if (words === '') continue;
      const into = isInCaption && step !== undefined ? step : begin(line);
      into.caption = into.caption === undefined ? words : `${into.caption} ${words}`;
      complaints.push(...tooLong(line, into.caption, LIMIT.caption, 'caption'));
    } else if (/^pause$/i.test(text)) step = undefined;
    else if (FIELD.test(text))
      complaints.push(wrongAt(line, 'This line belongs to the top.', 'Move it before the first step.'));
    else if (text !== '') {
      const act = readAct(line);
      if (!act.ok) complaints.push(act.error);
      else {
        const { acts } = step ?? begin(line);
        acts.push(act.value);
        if (acts.length === LIMIT.acts + 1)
          complaints.push(
            wrongAt(line, `This step has more than ${LIMIT.acts} lines.`, 'Divide it by "pause".'),
          );
        if (!hasTyped && 'place' in act.value)
          complaints.push(
            wrongAt(line, 'Nothing was scanned before this line.', 'Put a "$ nmap …" line first.'),
          );
        hasTyped ||= act.value.does === 'type';
      }
    }
    isInCaption = isCaption;
  }
  if (steps.length === 0 && complaints.length === 0) complaints.push(noStep(lines));
  return { steps, complaints };
}

const noStep = (lines: readonly Line[]): Complaint => ({
  message: 'This playlist has no step.',
  remedy: 'Write a caption, "# What will the port say?", and below it a command, "$ nmap -sS target".',
  line: lines.at(-1)?.number ?? 1,
  column: 1,
});
