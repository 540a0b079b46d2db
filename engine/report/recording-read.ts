import { type Complaint, complain, ok, type Result } from '../base/result.ts';
import type { TraceEvent } from '../trace/index.ts';
import { RECORDING_FORMAT, RECORDING_KIND, type RecordedPort, type Recording } from './recording.ts';
import { type Fault, fault, isRecord, record } from './recording-check.ts';
import { RECORDING } from './recording-fields.ts';

/** The longest file that is read or should be written, in characters: a traced scan of a few thousand ports. */
export const RECORDING_LIMIT = 3 * 1024 * 1024;

/** Recording, scan, hosts, host, ports, port. */
const DEEPEST = 6;

const REMEDY = 'Take the file as Halfopen wrote it, or record the scan anew: halfopen compare --record FILE.';

const check = record(RECORDING);

/**
 * Reads a recording that may come from anywhere. All of it is checked: a recording that is given back has the members
 * of its type and no others, its events are numbered, and each follows from earlier ones.
 */
export function readRecording(text: string): Result<Recording, Complaint> {
  if (text.length > RECORDING_LIMIT)
    return complain(`The file has ${text.length} characters; a recording has at most ${RECORDING_LIMIT}.`, {
      remedy: 'Record fewer ports.',
    });
  if (isDeeper(text, DEEPEST))
    return complain('The file is nested deeper than any recording.', { remedy: REMEDY });
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (!isRecord(value) || !Object.hasOwn(value, 'kind') || value.kind !== RECORDING_KIND)
    return complain('The file is no recording of Halfopen.', {
      remedy: 'Make one with: halfopen compare --record FILE.',
    });
  if (!Object.hasOwn(value, 'format') || value.format !== RECORDING_FORMAT)
    return complain(`The recording is not of format ${RECORDING_FORMAT}, which is read here.`, {
      remedy: 'Record the scan anew with this version of Halfopen.',
    });
  const wrong = check(value) ?? inconsistency(parsed.value as Recording);
  if (wrong === undefined) return ok(parsed.value as Recording);
  const place = wrong.place.replace(/^\./, '') || 'The recording';
  return complain(`${place} is ${wrong.found}; it must be ${wrong.wanted}.`, { remedy: REMEDY });
}

function parse(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return complain('The file is no JSON.', { remedy: REMEDY });
  }
}

/** Looked at before parsing: a parser keeps something for each bracket that stands open. */
function isDeeper(text: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === BRACKET || code === BRACE) {
      depth++;
      if (depth > most) return true;
    } else if (code === BRACKET_END || code === BRACE_END) depth--;
  }
  return false;
}

const [QUOTE, BACKSLASH, BRACKET, BRACKET_END, BRACE, BRACE_END] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

/** Where the string that opens at `start` closes; the end of the text where it never does. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at++;
  }
  return text.length;
}

/** What the members say of one another. */
function inconsistency({ lab, labDigest, scan }: Recording): Fault | undefined {
  if ((lab === undefined) !== (labDigest === undefined))
    return {
      place: '.labDigest',
      found: labDigest === undefined ? 'missing' : 'there',
      wanted: 'there with lab, and only with it',
    };
  return causeFault(scan.trace) ?? verdictFault(scan);
}

function causeFault(trace: readonly TraceEvent[]): Fault | undefined {
  for (const [index, { id, because }] of trace.entries()) {
    const place = `.scan.trace[${index}]`;
    if (id !== index + 1)
      return { ...fault(id, `${index + 1}: events are numbered from 1`), place: `${place}.id` };
    const late = because.findIndex((cause) => cause >= id);
    if (late >= 0)
      return {
        ...fault(because[late], `below ${id}: causes come first`),
        place: `${place}.because[${late}]`,
      };
  }
  return undefined;
}

function verdictFault({ hosts, trace }: Recording['scan']): Fault | undefined {
  for (const [h, { address, ports }] of hosts.entries())
    for (const [p, port] of ports.entries()) {
      if (port.verdict === 0 || isVerdictOn(trace[port.verdict - 1], address, port)) continue;
      const place = `.scan.hosts[${h}].ports[${p}].verdict`;
      return { ...fault(port.verdict, 'the number of an event that is the verdict on this port'), place };
    }
  return undefined;
}

const isVerdictOn = (event: TraceEvent | undefined, target: string, port: RecordedPort): boolean =>
  event?.kind === 'verdict' &&
  event.target === target &&
  event.protocol === port.protocol &&
  event.port === port.port;
