import type { PortState } from '../../engine/technique/index.ts';
import type { EventQuestion } from '../../site/model/event-question.ts';
import type { Goal } from '../goals/goal.ts';
import type { MisconceptionId } from '../misconceptions/ids.ts';
import type { Values } from './fill.ts';

/**
 * An exercise with its numbers drawn: all that it takes to show it and to grade it. Every text is a template whose
 * `{names}` are filled from `values`, so that it can be translated whole.
 */
export type Task = ChoiceTask | PredictTask | WorkedTask | MachineTask | BuildTask | FaultTask;
export type TaskKind = Task['kind'];

interface Common {
  /** What is to be done, in a sentence or two. */
  readonly intro: string;
  readonly values?: Values;
  /** In steps: each says a little more than the one before. */
  readonly hints?: readonly string[];
}

/** Names of the sandbox's views that an exercise can show. */
export type SceneView =
  | 'sequence'
  | 'ports'
  | 'packets'
  | 'inspector'
  | 'firewall'
  | 'topology'
  | 'machines'
  | 'matrix'
  | 'defender';

/** A sandbox beside an exercise: a lab, what was typed in it, and where its cursor stands. */
export interface Scene {
  readonly labText: string;
  readonly lines: readonly string[];
  readonly cursor?: EventQuestion;
  readonly views: readonly SceneView[];
}

/** One question or several, each with one right answer. */
export interface ChoiceTask extends Common {
  readonly kind: 'choice';
  readonly questions: readonly Question[];
  readonly scene?: Scene;
  /** A recorded live run that the questions are about. */
  readonly recording?: { readonly lab: string; readonly technique: string };
}

export interface Question {
  readonly id: string;
  readonly ask: string;
  /** Two to five. The right one is marked, or found by the engine where `truth` is given. */
  readonly options: readonly Option[];
  readonly truth?: Truth;
}

export interface Option {
  /** Where the engine finds the right one: what it finds, `open`, `reset`, `RST`, `INPUT 2`. */
  readonly id: string;
  readonly text: string;
  readonly right?: boolean;
  /** What is said to who chooses it. */
  readonly says: string;
  /** What who chooses it believes. */
  readonly misconception?: MisconceptionId;
}

/** What the engine is to be asked for the right option. */
export interface Truth {
  readonly labText: string;
  readonly line: string;
  readonly port: string;
  readonly host?: string;
  /**
   * `state` and `reason` of the port at the end; `rule`, which rule decided, as `INPUT 2` (0 for the policy, `none` where
   * none did); `answer`, what came back first, as `SYN/ACK`, `RST`, `ICMP port-unreachable`, `nothing`.
   */
  readonly what: 'state' | 'reason' | 'rule' | 'answer';
}

/** The predict gate: a state for each port, and how sure; then the line runs. */
export interface PredictTask extends Common {
  readonly kind: 'predict';
  readonly labText: string;
  readonly line: string;
  readonly asks: readonly PredictAsk[];
  /** The states to choose from. */
  readonly states: readonly PortState[];
  /** What was so before one thing was changed; shown with its states. */
  readonly before?: { readonly labText: string; readonly line: string; readonly changed: string };
}

export interface PredictAsk {
  readonly port: string;
  readonly host?: string;
  /** What is said to who predicted right, where the state alone does not say it. */
  readonly right?: string;
  /** What is said to who predicted this state, and what they may believe. */
  readonly wrong?: Partial<
    Record<PortState, { readonly says: string; readonly misconception?: MisconceptionId }>
  >;
}

/** A run with its subgoals named, paused at each. */
export interface WorkedTask extends Common {
  readonly kind: 'worked';
  readonly scene: Scene;
  readonly stops: readonly Stop[];
}

export interface Stop {
  /** The subgoal, the same words in every lesson. */
  readonly goal: 'send' | 'arrive' | 'decide' | 'answer' | 'wait' | 'match' | 'conclude';
  readonly says: string;
  readonly at: EventQuestion;
}

/** The learner is the target's stack, its firewall, or the scanner's classifier, and answers packet by packet. */
export interface MachineTask extends Common {
  readonly kind: 'machine';
  readonly role: 'stack' | 'firewall' | 'classifier';
  /** The host whose stack or firewall is played. */
  readonly host: string;
  readonly labText: string;
  readonly line: string;
  /** No more rounds than this, from the first on. */
  readonly most: number;
}

/** Something to be brought about: by rules, by other changes of the lab, or by a line typed on the scanner. */
export interface BuildTask extends Common {
  readonly kind: 'build';
  readonly labText: string;
  readonly goals: readonly Goal[];
  /** What may be changed: `firewall target`, `services web`. Anything else that differs does not pass. */
  readonly mayChange: readonly string[];
  /** Whether a line of nmap, the learner's own, is part of the answer. */
  readonly needsLine: boolean;
  readonly views: readonly SceneView[];
  /** Typed when the sandbox opens. */
  readonly lines?: readonly string[];
  readonly solution: Built;
  /** Three that are typical and do not reach the goals. */
  readonly wrong: readonly Built[];
}

export interface Built {
  readonly labText: string;
  readonly line?: string;
}

/** Something is broken: say what, and mend it with the smallest change. */
export interface FaultTask extends Omit<BuildTask, 'kind'> {
  readonly kind: 'fault';
  readonly diagnosis: Question;
}

/** Which ask: `target 22/tcp`. */
export const askKey = ({ host, port }: Pick<PredictAsk, 'host' | 'port'>): string =>
  host === undefined ? port : `${host} ${port}`;
