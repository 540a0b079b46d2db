import type { AnyStateMachine, EventFromLogic, InputFrom, SnapshotFrom } from 'xstate';
import { MS_IN_US } from '../../engine/base/time.ts';
import type { EventId, TransitionEvent } from '../../engine/trace/index.ts';
import type { MachineEffect, Stepped, Stepper } from '../machines/index.ts';
import type { Timer } from './clock.ts';
import type { Kernel } from './kernel.ts';

/** One living machine of a host. */
export interface Running<M extends AnyStateMachine> {
  readonly state: string;
  /** Gives the machine an event. `words` describe it in the trace: `segment SYN`. */
  handle(event: EventFromLogic<M>, words: string, because: readonly EventId[]): void;
}

export interface RunnerSurroundings<M extends AnyStateMachine> {
  readonly kernel: Kernel;
  readonly stepper: Stepper<M>;
  readonly machine: TransitionEvent['machine'];
  /** `target:22 <- 198.18.10.2:40000` */
  readonly instance: string;
  readonly input: InputFrom<M>;
  /** Why the machine was started. */
  readonly because: readonly EventId[];
  /** Carries out a named effect. */
  act(name: string, params: unknown, because: readonly EventId[]): void;
  /** The machine has reached its end. */
  done(): void;
  /** The machine has come to rest after its own timer fired. */
  settled?(): void;
}

/** Steps a machine, keeps its timers, records its transitions, and has its effects carried out. */
export function run<M extends AnyStateMachine>(surroundings: RunnerSurroundings<M>): Running<M> {
  const { kernel, stepper, machine, instance, input, act, done } = surroundings;
  const { clock, journal } = kernel;
  const timers = new Map<string, Timer>();
  let snapshot: SnapshotFrom<M>;

  const setTimer = (
    effect: Extract<MachineEffect, { kind: 'set-timer' }>,
    because: readonly EventId[],
  ): void => {
    timers.get(effect.id)?.cancel();
    const fire = (): void => {
      timers.delete(effect.id);
      const name = `${instance} ${timerName(effect.id)}`;
      const fired = journal.append(because, { kind: 'timer', name });
      handle(effect.event as EventFromLogic<M>, timerName(effect.id), [fired]);
      surroundings.settled?.();
    };
    timers.set(effect.id, clock.schedule(clock.now + Math.round(effect.delayMs * MS_IN_US), fire));
  };
  const carryOut = (effects: readonly MachineEffect[], because: readonly EventId[]): void => {
    for (const effect of effects) {
      if (effect.kind === 'act') act(effect.name, effect.params, because);
      else if (effect.kind === 'set-timer') setTimer(effect, because);
      else {
        timers.get(effect.id)?.cancel();
        timers.delete(effect.id);
      }
    }
  };
  const settle = ([next, effects]: Stepped<M>, because: readonly EventId[]): void => {
    snapshot = next;
    carryOut(effects, because);
    if (isDone(next)) {
      for (const timer of timers.values()) timer.cancel();
      done();
    }
  };
  const handle: Running<M>['handle'] = (event, words, because) => {
    const stepped = stepper.step(snapshot, event);
    const [from, to] = [stateOf(snapshot), stateOf(stepped[0])];
    let causes = because;
    if (journal.traced && from !== to) {
      const body = { kind: 'transition', machine, instance, from, to, event: words } as const;
      causes = [journal.append(because, body)];
    }
    settle(stepped, causes);
  };

  const started = stepper.start(input);
  snapshot = started[0];
  settle(started, surroundings.because);
  return {
    get state() {
      return stateOf(snapshot);
    },
    handle,
  };
}

const stateOf = (snapshot: unknown): string => String((snapshot as { value: unknown }).value);
const isDone = (snapshot: unknown): boolean => (snapshot as { status: string }).status === 'done';
/** XState calls the timer of `after: { rto }` in a state `xstate.after.rto.machine.state`. */
const timerName = (id: string): string => id.split('.')[2] ?? id;
