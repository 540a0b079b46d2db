import type { WhyLine } from '../../engine/trace/index.ts';

/** A step of an explanation as it is shown: the words are those of `--why`. */
export interface WhyStep extends WhyLine {
  /** A fact of a host or a rule: what the explanation comes down to. */
  readonly isGround: boolean;
}

const GROUND = /^(?:On [^:]+: |.*\brule \d+ of \w+ |.*the policy is )/;

/** Facts and rules are grounds; where there is none, the last step is what all comes down to. */
export function whySteps(
  lines: readonly WhyLine[],
  kindOf: (line: WhyLine) => string | undefined,
): WhyStep[] {
  const grounds = lines.map((line) => isGround(line, kindOf(line)));
  const none = !grounds.includes(true);
  return lines.map((line, index) => ({
    ...line,
    isGround: grounds[index] === true || (none && index === lines.length - 1 && index > 0),
  }));
}

function isGround(line: WhyLine, kind: string | undefined): boolean {
  if (line.depth === 0) return false;
  return kind === undefined ? GROUND.test(line.text) : kind === 'fact' || kind === 'rule';
}
