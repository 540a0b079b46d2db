/** What stands in the console: a line that was typed, and what came of it. */
export interface ConsoleEntry {
  readonly id: number;
  /** The host it was typed on. */
  readonly host: string;
  readonly line: string;
  readonly output: string;
  /** What a terminal would write to standard error: complaints with their caret, notices. */
  readonly notices: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** The run that the line made, to return to. */
  readonly run?: number;
  readonly status: 'running' | 'done' | 'refused';
}
