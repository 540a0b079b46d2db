import * as z from 'zod/mini';
import { type Complaint, fail, ok, type Result } from '../../engine/base/result.ts';
import { canonicalJson, digestOf } from './canonical.ts';
import { isDeeper, sharedName } from './json-safety.ts';
import { type LearningRecord, recordShape } from './record.ts';

/** A record as a file: what is kept, moved to another machine and handed in. */
export type Receipt = z.infer<typeof receiptShape>;

/**
 * `broken` cannot be read; `changed` can, but is not what was written. A digest holds no secret: it shows a change, and
 * whoever wants can make a new one. What a receipt claims is proven by replay only.
 */
export type ReceiptComplaint = Complaint &
  (
    | { readonly code: 'broken' }
    | {
        readonly code: 'changed';
        readonly receipt: Receipt;
        /** Spaces, line ends or the order of members: what it says is the same. */
        readonly onlyLayout: boolean;
      }
  );

/** The longest receipt that is read, in characters; a browser keeps records of at most five million. */
export const RECEIPT_LIMIT = 8 * 1024 * 1024;

/** Receipt, lessons, lesson, attempts, attempt, answer, its words. */
const DEEPEST = 7;
const REMEDY = 'Take the file as Halfopen wrote it, or save the receipt anew.';

const receiptShape = z.extend(recordShape, {
  /** When the file was written, as `2026-03-01T10:20:30.000Z`. */
  made: z.iso.datetime(),
  /** Of all the rest. */
  digest: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});

/** The file of a record. `made` is a time as `2026-03-01T10:20:30.000Z`. */
export function writeReceipt({ format, learner, salt, lessons }: LearningRecord, made: string): string {
  const said = { format, learner, salt, lessons, made };
  return textOf({ ...said, digest: digestOf(said) });
}

const textOf = (receipt: Receipt): string => `${canonicalJson(receipt, 1)}\n`;

/** Reads a file that anybody may have written. Every character counts: one that differs is told. */
export function readReceipt(text: string): Result<Receipt, ReceiptComplaint> {
  if (text.length > RECEIPT_LIMIT)
    return broken(`The file has ${text.length} characters; a receipt has at most ${RECEIPT_LIMIT}.`);
  if (isDeeper(text, DEEPEST)) return broken('The file is nested deeper than any receipt.');
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const shared = sharedName(parsed.value);
  if (shared !== undefined) return broken(`The file has a member called ${shared}; no receipt has.`);
  const read = receiptShape.safeParse(parsed.value);
  if (!read.success) return broken(whatIsWrong(read.error.issues[0]?.path ?? []));
  const receipt = read.data;
  const { digest, ...said } = receipt;
  const isSame = digestOf(said) === digest;
  if (isSame && text === textOf(receipt)) return ok(receipt);
  return fail({
    code: 'changed',
    message: isSame
      ? 'The file was changed after it was made: only its layout, what it says is the same.'
      : 'The file was changed after it was made: its digest is that of other contents.',
    remedy: REMEDY,
    receipt,
    onlyLayout: isSame,
  });
}

/** The text of a file. Bytes that are no UTF-8 are refused: replaced, they would hide a change. */
export function receiptText(bytes: Uint8Array): Result<string, ReceiptComplaint> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return broken('The file is no text in UTF-8.');
  }
}

/** The record in a receipt, to go on with. */
export const recordIn = ({ format, learner, salt, lessons }: Receipt): LearningRecord => ({
  format,
  learner,
  salt,
  lessons,
});

const broken = (message: string) => fail<ReceiptComplaint>({ code: 'broken', message, remedy: REMEDY });

function parse(text: string): Result<unknown, ReceiptComplaint> {
  try {
    // An editor may have put a byte order mark before it.
    return ok(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return broken('The file is no JSON.');
  }
}

const whatIsWrong = (path: readonly PropertyKey[]): string =>
  path.length === 0
    ? 'The file is no receipt of Halfopen.'
    : `The file is no receipt of Halfopen: it has no proper ${path.map(String).join(' > ')}.`;
