/** What a parser gives back: the value, or a complaint that a person can act on. Never an exception. */
export type Result<T, E = Complaint> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** What is wrong with some text, where, and what to do about it. */
export interface Complaint {
  /** One sentence: what is wrong. */
  readonly message: string;
  /** One sentence: what would be right. */
  readonly remedy?: string;
  /** Line, counted from 1. */
  readonly line?: number;
  /** Column, counted from 1. */
  readonly column?: number;
  /** How many characters from `column` on are meant; for a caret or an underline. */
  readonly length?: number;
}

export const complain = (message: string, more: Omit<Complaint, 'message'> = {}) =>
  fail<Complaint>({ message, ...more });
