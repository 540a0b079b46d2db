/** One thing a person did in a sandbox. A lab and its steps are all it takes to be there again. */
export type Step =
  | { readonly kind: 'line'; readonly line: string }
  /** The lab was given another text, by an editor or by undo. */
  | { readonly kind: 'lab'; readonly text: string };

/** Of texts given one after another only the last is worth remembering. */
export const remembered = (steps: readonly Step[], next: Step): readonly Step[] =>
  next.kind === 'lab' && steps.at(-1)?.kind === 'lab' ? [...steps.slice(0, -1), next] : [...steps, next];
