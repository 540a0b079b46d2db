/**
 * States what only a bug of our own could violate. What a user, a file or a packet can cause is never an
 * invariant: it becomes a value with a message.
 */
export function invariant(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Error(`Halfopen is wrong about itself: ${sentence}`);
}

/** Marks a `switch` as complete: the compiler refuses the call while a case is missing. */
export function unreachable(value: never): never {
  throw new Error(`Halfopen is wrong about itself: unexpected ${JSON.stringify(value)}`);
}
