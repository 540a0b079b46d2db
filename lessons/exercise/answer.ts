import * as z from 'zod/mini';
import { complain, ok, type Result } from '../../engine/base/result.ts';

/** What a learner gave. Kept in records and receipts as it is, so anybody may have written it. */
export type Answer = z.infer<typeof answerShape>;
export type AnswerOf<Kind extends Answer['kind']> = Extract<Answer, { kind: Kind }>;

/** More than any form of ours gives. */
const MOST = { word: 64, answers: 64, lab: 60_000, line: 1_000 };

const word = z.string().check(z.maxLength(MOST.word));
const words = z.record(word, word).check(z.refine((all) => Object.keys(all).length <= MOST.answers));
const lab = z.string().check(z.maxLength(MOST.lab));

export const SURENESS = ['guess', 'think', 'sure'] as const;
export type Sureness = (typeof SURENESS)[number];

export const answerShape = z.discriminatedUnion('kind', [
  /** Question -> option. */
  z.strictObject({ kind: z.literal('choice'), chosen: words }),
  /** Port -> state, and how sure. */
  z.strictObject({
    kind: z.literal('predict'),
    states: words,
    sure: z.record(word, z.enum(SURENESS)).check(z.refine((all) => Object.keys(all).length <= MOST.answers)),
  }),
  /** How many of the stops were looked at. */
  z.strictObject({ kind: z.literal('worked'), stops: z.int().check(z.gte(0), z.lte(MOST.answers)) }),
  /** One reply a round. */
  z.strictObject({
    kind: z.literal('machine'),
    replies: z.array(word).check(z.maxLength(MOST.answers)),
  }),
  z.strictObject({
    kind: z.literal('build'),
    labText: lab,
    line: z.optional(z.string().check(z.maxLength(MOST.line))),
  }),
  z.strictObject({ kind: z.literal('fault'), diagnosis: word, labText: lab }),
]);

/** An answer out of a file. */
export function readAnswer(value: unknown): Result<Answer> {
  const read = answerShape.safeParse(value);
  return read.success ? ok(read.data) : complain('This is no answer to an exercise.');
}
