import { complain, ok, type Result } from '../../engine/base/result.ts';
import type { EventId } from '../../engine/trace/index.ts';
import { packed, unpacked } from './packed-text.ts';
import type { Step } from './step.ts';

/** What a link holds: everything that it takes to show somebody else the same. */
export interface LinkState {
  readonly labText: string;
  readonly steps: readonly Step[];
  /** Which run is shown, counted from 1; absent for the last. */
  readonly run?: number;
  readonly cursor?: EventId;
  /** Names of the views that are shown, from left to right. */
  readonly views: readonly string[];
}

/** More than this comes from nobody who means well: no lab file is as large, no lesson has as many steps. */
export const LINK_LIMIT = { encoded: 100_000, text: 500_000, steps: 100, line: 2_000, views: 8 };

const PREFIX = 's=';

/** The part of the address behind `#`. Deflated, since lab files are long and repeat themselves. */
export async function encodeLink(state: LinkState): Promise<string> {
  const { labText, steps, run, cursor, views } = state;
  const plain = JSON.stringify({ lab: labText, steps: steps.map(plainStep), run, cursor, views });
  return PREFIX + (await packed(plain));
}

const plainStep = (step: Step): unknown => (step.kind === 'line' ? step.line : { lab: step.text });

/** Reads a link that anybody may have made. Undefined where the address holds no state. */
export async function decodeLink(fragment: string): Promise<Result<LinkState> | undefined> {
  const text = fragment.replace(/^#/, '');
  if (!text.startsWith(PREFIX)) return undefined;
  if (text.length > LINK_LIMIT.encoded)
    return complain('This link is longer than a link of the sandbox can be.');
  const plain = await unpacked(text.slice(PREFIX.length), LINK_LIMIT.text);
  if (plain === undefined) return broken('it was cut off, or changed on its way');
  try {
    return checked(JSON.parse(plain));
  } catch {
    return broken('what it holds is no text');
  }
}

const broken = (why: string): Result<never> =>
  complain(`This link cannot be read: ${why}.`, { remedy: 'Ask for it again, and copy it whole.' });

function checked(value: unknown): Result<LinkState> {
  const { lab, steps, run, cursor, views } = fieldsOf(value);
  if (typeof lab !== 'string') return broken('it holds no lab');
  if (!Array.isArray(steps) || steps.length > LINK_LIMIT.steps)
    return broken('its steps are no list, or too long a one');
  const read = steps.map(stepOf);
  if (!read.every((step) => step !== undefined)) return broken('one of its steps is none');
  if (!Array.isArray(views) || views.length > LINK_LIMIT.views || !views.every(isText))
    return broken('its views are no names');
  if (!isCount(run) || !isCount(cursor)) return broken('its cursor is no number');
  return ok({
    labText: lab,
    steps: read,
    views,
    ...(run === undefined ? {} : { run }),
    ...(cursor === undefined ? {} : { cursor }),
  });
}

/** Own fields only: a key such as `__proto__` names nothing here. */
const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= LINK_LIMIT.line;
const isCount = (value: unknown): value is number | undefined =>
  value === undefined || (Number.isSafeInteger(value) && Number(value) >= 0);

function stepOf(value: unknown): Step | undefined {
  if (isText(value)) return { kind: 'line', line: value };
  const { lab } = fieldsOf(value);
  return typeof lab === 'string' ? { kind: 'lab', text: lab } : undefined;
}
