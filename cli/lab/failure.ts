/** A real lab could not be built, found or used, for a reason that its user can do something about. */
export class LabFailure extends Error {
  /** What would help, a sentence each. */
  readonly waysOut: readonly string[];

  constructor(message: string, ...waysOut: readonly string[]) {
    super(message);
    this.waysOut = waysOut;
  }
}
