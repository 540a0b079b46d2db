import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Complaint, complain, fail, ok, type Result } from '../../engine/base/result.ts';
import { RECORDING_LIMIT, type Recording, readRecording, writeRecording } from '../../engine/report/index.ts';
import { readText } from '../lab-file.ts';

/** What keeps a recording from being made, and what to do about it. */
export type Hindrance = Required<Pick<Complaint, 'message' | 'remedy'>>;

/** Why no recording can be written there, if so: asked before a scan, whose findings would be lost. */
export function whyNotWritable(path: string): Hindrance | undefined {
  try {
    accessSync(dirname(path), constants.W_OK);
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return undefined;
    return { message: `${path} is a folder.`, remedy: 'Give --record the path of a file.' };
  } catch (error) {
    return unwritable(path, error);
  }
}

/** Writes a recording; one that no reader would take is refused. */
export function writeRecordingFile(path: string, recording: Recording): Result<void> {
  const text = writeRecording(recording);
  if (text.length > RECORDING_LIMIT)
    return complain(
      `The recording would have ${text.length} characters; ${RECORDING_LIMIT} is the most that is read.`,
      { remedy: 'Record fewer ports.' },
    );
  try {
    writeFileSync(path, text);
    return ok(undefined);
  } catch (error) {
    return fail(unwritable(path, error));
  }
}

/** The recording in a file, or what is wrong with it. */
export function readRecordingFile(path: string): Result<Recording> {
  const text = readText(path);
  return text.ok ? readRecording(text.value) : text;
}

function unwritable(path: string, error: unknown): Hindrance {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
  return {
    message: `${path} cannot be written (${code}).`,
    remedy: 'Check the folder and its permissions.',
  };
}
