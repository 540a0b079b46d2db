import type { Ask, JobName, Jobs, Part, Tell } from './protocol.ts';

interface Waiting {
  readonly part: (part: Part) => void;
  readonly done: (gives: Jobs[JobName]['gives']) => void;
  readonly failed: (error: Error) => void;
}

/** The page's side of the worker. It starts with the first question. */
export interface Worlds {
  /** Asks for a job; parts come before the answer, in order. */
  ask<Name extends JobName>(
    job: Name,
    asks: Jobs[Name]['asks'],
    part?: (part: Part) => void,
  ): Promise<Jobs[Name]['gives']>;
  /** Ends whatever runs: who waits for it is told so. */
  stop(): void;
}

export class Stopped extends Error {}

/** For whoever has nothing to say when what was asked for is not wanted any more. */
export function unlessStopped(error: unknown): void {
  if (!(error instanceof Stopped)) throw error;
}

export function createWorlds(): Worlds {
  let worker: Worker | undefined;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  const hear = ({ data }: MessageEvent<Tell>): void => {
    const one = waiting.get(data.id);
    if (one === undefined) return;
    if (data.type === 'part') one.part(data.part);
    else {
      waiting.delete(data.id);
      if (data.type === 'done') one.done(data.gives);
      else one.failed(new Error(data.message));
    }
  };
  const stopAll = (error: Error): void => {
    worker?.terminate();
    worker = undefined;
    const all = [...waiting.values()];
    waiting.clear();
    for (const one of all) one.failed(error);
  };
  const start = (): Worker => {
    const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'halfopen' });
    started.addEventListener('message', hear);
    started.addEventListener('error', (event) =>
      stopAll(new Error(event.message || 'The simulator could not be loaded.')),
    );
    return started;
  };
  return {
    ask(job, asks, part = () => {}) {
      worker ??= start();
      const id = ++lastId;
      const answer = new Promise<Jobs[typeof job]['gives']>((resolve, reject) => {
        // The worker answers a job with what that job gives; the protocol's types say which.
        waiting.set(id, {
          part,
          done: (gives) => resolve(gives as Jobs[typeof job]['gives']),
          failed: reject,
        });
      });
      worker.postMessage({ id, job, asks } as Ask);
      return answer;
    },
    stop: () => stopAll(new Stopped('stopped')),
  };
}
