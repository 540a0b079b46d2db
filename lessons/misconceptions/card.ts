import type { Assertion } from '../goals/goal.ts';
import type { MisconceptionId } from './ids.ts';

/** A mistake that is often made, put right by two worlds: the one there is, and the one that the claim implies. */
export interface Card {
  readonly id: MisconceptionId;
  /** What is so, in two or three short sentences. */
  readonly correction: string;
  /** Where to look in the two runs. */
  readonly look: string;
  readonly real: World;
  /** How things would have to be for the claim to be true. */
  readonly implied: World;
  readonly question: CardQuestion;
}

export interface World {
  /** What this world is, in a sentence. */
  readonly says: string;
  readonly labText: string;
  /** The line that is shown for it. */
  readonly line: string;
  /** What is seen in it, and not in the other. */
  readonly shows: readonly Assertion[];
}

/** The one question that tells whether somebody holds the belief. */
export interface CardQuestion {
  readonly ask: string;
  readonly options: readonly CardOption[];
}

export interface CardOption {
  readonly id: string;
  readonly text: string;
  readonly right?: boolean;
  /** What who holds the belief would answer. */
  readonly believes?: boolean;
  /** Said to who chooses it. */
  readonly says: string;
}
