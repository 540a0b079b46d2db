import { describe, expect, it } from 'vitest';
import { assign, initialTransition, setup, transition } from 'xstate';
import { stepper } from './stepper.ts';

/** A lamp that goes out by itself, and needs ever longer to: actions, guards, context and timers in one. */
const lamp = setup({
  types: {} as {
    context: { presses: number; limit: number };
    input: { limit: number };
    events: { type: 'press' } | { type: 'break'; how: string };
  },
  actions: { click: (_, _effect: { times: number }) => {}, smash: (_, _effect: { how: string }) => {} },
  guards: { worn: ({ context }) => context.presses >= context.limit },
  delays: { patience: ({ context }) => 1000 * (context.presses + 1) },
}).createMachine({
  id: 'lamp',
  initial: 'off',
  context: ({ input }) => ({ presses: 0, limit: input?.limit ?? 0 }),
  entry: { type: 'click', params: { times: 0 } },
  on: {
    break: { target: '.broken', actions: { type: 'smash', params: ({ event }) => ({ how: event.how }) } },
  },
  states: {
    off: { on: { press: [{ guard: 'worn', target: 'broken' }, { target: 'on' }] } },
    on: {
      entry: [
        assign({ presses: ({ context }) => context.presses + 1 }),
        { type: 'click', params: ({ context }) => ({ times: context.presses }) },
      ],
      after: { patience: 'off' },
      on: { press: 'off' },
    },
    broken: { type: 'final' },
  },
});

type LampEvent = { type: 'press' } | { type: 'break'; how: string };
const expiry = { type: 'xstate.after.patience.lamp.on' } as unknown as LampEvent;
const press: LampEvent = { type: 'press' };

describe('stepper', () => {
  const scenarios: readonly (readonly LampEvent[])[] = [
    [press, press, press, expiry, press],
    [press, expiry, press, expiry, press, press],
    [{ type: 'break', how: 'dropped' }, press],
    [press, { type: 'break', how: 'thrown' }],
  ];
  it.each(scenarios.map((events, index) => [index, events] as const))(
    'agrees with transition() on every step of scenario %i',
    (_, events) => {
      const { start, step } = stepper(lamp);
      let [ours, effects] = start({ limit: 2 });
      let [theirs, actions] = initialTransition(lamp, { limit: 2 });
      expectSame(ours, effects, theirs, actions);
      for (const event of events) {
        [ours, effects] = step(ours, event);
        [theirs, actions] = transition(lamp, theirs, event);
        expectSame(ours, effects, theirs, actions);
      }
    },
  );

  it('turns an entered `after` into a timer, and leaving it into its cancellation', () => {
    const { start, step } = stepper(lamp);
    const [off] = start({ limit: 9 });
    const [on, entered] = step(off, press);
    const timer = entered.find((effect) => effect.kind === 'set-timer');
    expect(timer).toMatchObject({ delayMs: 2000, event: expiry });
    const [, left] = step(on, press);
    expect(left).toEqual([{ kind: 'cancel-timer', id: timer?.kind === 'set-timer' ? timer.id : '' }]);
  });

  it('accepts the event of its own timer effect', () => {
    const { start, step } = stepper(lamp);
    const [on, effects] = step(start({ limit: 9 })[0], press);
    const timer = effects.find((effect) => effect.kind === 'set-timer');
    const [after] = step(on, timer?.kind === 'set-timer' ? (timer.event as LampEvent) : press);
    expect(after.value).toBe('off');
  });

  it('gives back the same snapshot object where no transition is taken', () => {
    const { start, step } = stepper(lamp);
    const [broken] = step(start({ limit: 1 })[0], { type: 'break', how: 'sat upon' });
    const [same, effects] = step(broken, press);
    expect(same).toBe(broken);
    expect(effects).toEqual([]);
  });

  it('keeps the effects of an earlier step unchanged by a later one', () => {
    const { start, step } = stepper(lamp);
    const [off] = start({ limit: 9 });
    const [on, first] = step(off, press);
    const copy = structuredClone(first);
    step(on, press);
    expect(first).toEqual(copy);
  });

  it('reports a context factory that throws as a bug', () => {
    const faulty = setup({ types: {} as { input: { a: number } } }).createMachine({
      id: 'faulty',
      context: ({ input }) => {
        if (input) throw new Error('no');
        return {};
      },
    });
    expect(() => stepper(faulty).start({ a: 1 })).toThrow(/machine faulty failed/);
  });
});

type Step = ReturnType<ReturnType<typeof stepper<typeof lamp>>['step']>;
type Theirs = ReturnType<typeof transition<typeof lamp>>;

function expectSame(ours: Step[0], effects: Step[1], theirs: Theirs[0], actions: Theirs[1]): void {
  expect({ value: ours.value, context: ours.context, status: ours.status }).toEqual({
    value: theirs.value,
    context: theirs.context,
    status: theirs.status,
  });
  expect(effects.map((effect) => (effect.kind === 'act' ? [effect.name, effect.params] : effect.id))).toEqual(
    actions.map((action) => {
      const { type, params } = action as { type: string; params?: { id?: string; sendId?: string } };
      if (type === 'xstate.raise') return params?.id;
      if (type === 'xstate.cancel') return params?.sendId;
      return [type, params];
    }),
  );
}
