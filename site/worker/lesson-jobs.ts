import type { PortState } from '../../engine/technique/index.ts';
import type { Answer } from '../../lessons/exercise/answer.ts';
import type { Evidence } from '../../lessons/exercise/outcome.ts';
import type { SceneView, Stop } from '../../lessons/exercise/task.ts';
import type { MisconceptionId } from '../../lessons/misconceptions/ids.ts';
import type { Box } from '../../lessons/practice/boxes.ts';
import type { PlaceOf } from '../../lessons/practice/next.ts';
import type { PracticeItem } from '../../lessons/practice/pool.ts';
import type { LearningRecord } from '../../lessons/receipt/record.ts';

/** What a lesson's page asks of the worker. Truths stay there until an answer was given. */
export interface LessonJobs {
  /** The exercise as this learner sees it. */
  readonly 'lesson-task': { readonly asks: TaskAsked; readonly gives: TaskView };
  readonly 'lesson-grade': {
    readonly asks: TaskAsked & { readonly answer: Answer };
    readonly gives: Graded;
  };
  /** The answer that passes, for who asks for it. */
  readonly 'lesson-solution': { readonly asks: TaskAsked; readonly gives: Answer };
  /** What a learner is to practise next. `leave` was put aside. */
  readonly 'practice-next': {
    readonly asks: { readonly record: LearningRecord; readonly leave?: PlaceOf };
    readonly gives: PracticeView;
  };
}

export interface PracticeView {
  readonly next: PlaceOf & { readonly kind: PracticeItem['kind'] };
  /** Which turn it is, from 1. */
  readonly turn: number;
  readonly practised: readonly PractisedRow[];
  /** How many there are that were not met yet. */
  readonly unmet: number;
}

export interface PractisedRow extends PlaceOf, Pick<PracticeItem, 'kind' | 'title'> {
  readonly right: number;
  readonly wrong: number;
  readonly box: Box;
}

export interface TaskAsked {
  readonly lesson: string;
  readonly exercise: string;
  readonly learner: string;
  readonly salt: string;
  readonly round: number;
  /** `en`, `de`. */
  readonly language: string;
}

export type TaskView = {
  readonly intro: string;
  readonly hints: readonly string[];
} & (ChoiceView | PredictView | WorkedView | MachineView | BuildView | FaultView);

export interface SceneShown {
  readonly labText: string;
  readonly lines: readonly string[];
  /** The event the cursor stands at; absent for the end. */
  readonly cursor?: number;
  readonly views: readonly SceneView[];
}

export interface ChoiceView {
  readonly kind: 'choice';
  readonly questions: readonly QuestionView[];
  readonly scene?: SceneShown;
  readonly recording?: { readonly lab: string; readonly technique: string };
}

export interface QuestionView {
  readonly id: string;
  readonly ask: string;
  readonly options: readonly { readonly id: string; readonly text: string }[];
}

export interface PredictView {
  readonly kind: 'predict';
  readonly labText: string;
  readonly line: string;
  readonly states: readonly PortState[];
  readonly asks: readonly AskView[];
  readonly facts: readonly HostFacts[];
  /** What one thing was changed, and what was so before. */
  readonly changed?: string;
}

export interface AskView {
  readonly key: string;
  readonly port: string;
  readonly host?: string;
  readonly before?: PortState;
}

/** What of a host a prediction is made from. */
export interface HostFacts {
  readonly host: string;
  readonly address: string;
  readonly services: readonly string[];
  readonly rules: readonly string[];
}

export interface WorkedView {
  readonly kind: 'worked';
  readonly scene: SceneShown;
  readonly stops: readonly { readonly goal: Stop['goal']; readonly says: string; readonly event: number }[];
}

export interface MachineView {
  readonly kind: 'machine';
  readonly role: 'stack' | 'firewall' | 'classifier';
  readonly host: string;
  readonly facts: readonly HostFacts[];
  readonly rounds: readonly {
    readonly shows: readonly string[];
    readonly options: readonly { readonly id: string; readonly text: string }[];
  }[];
}

export interface BuildView {
  readonly kind: 'build';
  readonly labText: string;
  readonly lines: readonly string[];
  readonly views: readonly SceneView[];
  readonly needsLine: boolean;
  readonly goals: readonly { readonly id: string; readonly wants: string }[];
}

export interface FaultView extends Omit<BuildView, 'kind'> {
  readonly kind: 'fault';
  readonly diagnosis: QuestionView;
}

export interface Graded {
  readonly passed: boolean;
  readonly score: number;
  readonly marks: readonly MarkView[];
  /** For what was built: how few rules, packets and how little noise it took, and what the solution takes. */
  readonly golf?: readonly GolfLine[];
}

export interface MarkView {
  readonly id: string;
  readonly passed: boolean;
  readonly says: string;
  readonly misconception?: MisconceptionId;
  readonly evidence?: Evidence;
}

export interface GolfLine {
  readonly what: 'rules' | 'packets' | 'noise';
  readonly yours: number;
  readonly solution: number;
}
