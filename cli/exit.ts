/** What the command's exit status says. */
export const EXIT = {
  done: 0,
  /** The answer is "no": a comparison differs, a file is not valid. */
  no: 1,
  /** Usage or bad input. */
  usage: 2,
  /** A privilege or a component is missing; what it is and the way out were printed. */
  missing: 3,
} as const;

export type Exit = (typeof EXIT)[keyof typeof EXIT];
