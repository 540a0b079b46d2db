import type { ReceiptComplaint } from './receipt.ts';
import type { ReplayedAttempt } from './replay.ts';

/** What a teacher should know of a receipt. It says what is so, and leaves to people what it means. */
export interface Flag {
  readonly kind: 'unreadable' | 'changed' | 'differs' | 'other-word' | 'equal' | 'several' | 'unknown';
  readonly says: string;
}

/** What makes a receipt count as not valid. Equality does not: it says nothing about who was first. */
const INVALID: readonly Flag['kind'][] = ['unreadable', 'changed', 'differs', 'other-word'];
export const isInvalid = (flags: readonly Flag[]): boolean =>
  flags.some(({ kind }) => INVALID.includes(kind));

/** More than this many of a kind are counted and not listed. */
const LISTED = 3;

export const listed = (all: readonly string[], most = LISTED): string =>
  all.length <= most ? all.join(', ') : `${all.slice(0, most).join(', ')} and ${all.length - most} more`;

export function flagOfComplaint(complaint: ReceiptComplaint): Flag {
  if (complaint.code === 'broken')
    return { kind: 'unreadable', says: `cannot be read: ${withoutStop(complaint.message)}` };
  return {
    kind: 'changed',
    says: complaint.onlyLayout
      ? 'changed after it was made, in its layout only'
      : 'changed after it was made',
  };
}

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');

/** `claims 100 %, replay gives 20 %` for each attempt whose replay differs. */
export function flagsOfReplay(attempts: readonly ReplayedAttempt[]): Flag[] {
  const differing = attempts.filter(({ agrees }) => !agrees);
  if (differing.length === 0) return [];
  const places = differing.map(({ lesson, exercise, number, attempt, passed, score }) => {
    const [claim, found] = [worth(attempt), worth({ passed, score })];
    return `${lesson}/${exercise} attempt ${number} claims ${claim}, replay gives ${found}`;
  });
  return [{ kind: 'differs', says: listed(places) }];
}

const worth = ({ passed, score }: { readonly passed: boolean; readonly score: number }): string =>
  `${percent(score)} %${passed === score >= 1 ? '' : passed ? ' and passed' : ' and not passed'}`;

/** 0 to 1 as whole percents; 100 only for all. */
export const percent = (score: number): number => (score >= 1 ? 100 : Math.min(99, Math.round(score * 100)));

export const flagOfWord = (found: string, wanted: string | undefined): Flag[] =>
  wanted === undefined || found === wanted
    ? []
    : [{ kind: 'other-word', says: `made with the word "${found}", not with "${wanted}"` }];

export const flagOfUnknown = (unknown: readonly string[]): Flag[] =>
  unknown.length === 0 ? [] : [{ kind: 'unknown', says: `not in this course: ${listed(unknown)}` }];
