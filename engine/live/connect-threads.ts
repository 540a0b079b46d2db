import { Worker } from 'node:worker_threads';
import { type ConnectLoop, connectLoop } from './connect-loop.ts';

/** The loop in a thread: takes `id, address, port` (port -1: abandon) in batches, gives `id, code` back. */
const PROGRAM = `
const { parentPort } = require('node:worker_threads');
Error.stackTraceLimit = 0;
let batch = [];
const send = () => { parentPort.postMessage(batch); batch = []; };
const loop = (${connectLoop.toString()})(require('node:net'), (id, code) => {
  if (batch.push(id, code) === 2) setImmediate(send);
});
parentPort.on('message', (orders) => {
  for (let i = 0; i < orders.length; i += 3) {
    if (orders[i + 2] < 0) loop.abandon(orders[i]);
    else loop.connect(orders[i], orders[i + 1], orders[i + 2]);
  }
});`;

interface Thread {
  readonly worker: Worker;
  orders: number[];
}

/** The same loop on several threads: Node's part of a connect() costs more time than the kernel's. */
export class ConnectThreads implements ConnectLoop {
  readonly #threads: readonly Thread[];
  readonly #threadOf = new Map<number, Thread>();
  #next = 0;

  constructor(count: number, ended: (id: number, code: string) => void) {
    this.#threads = Array.from({ length: count }, () => {
      const worker = new Worker(PROGRAM, { eval: true });
      worker.unref();
      worker.on('message', (ends: readonly (number | string)[]) => {
        for (let i = 0; i < ends.length; i += 2) {
          const id = Number(ends[i]);
          if (this.#threadOf.delete(id)) ended(id, String(ends[i + 1]));
        }
      });
      return { worker, orders: [] };
    });
  }

  connect(id: number, address: number, port: number): void {
    const thread = this.#threads[this.#next++ % this.#threads.length];
    if (thread === undefined) return;
    this.#threadOf.set(id, thread);
    this.#order(thread, id, address, port);
  }

  abandon(id: number): void {
    const thread = this.#threadOf.get(id);
    if (thread === undefined) return;
    this.#threadOf.delete(id);
    this.#order(thread, id, 0, -1);
  }

  close(): void {
    for (const { worker } of this.#threads) void worker.terminate();
  }

  /** Orders of one turn of the event loop go together. */
  #order(thread: Thread, id: number, address: number, port: number): void {
    if (thread.orders.push(id, address, port) > 3) return;
    setImmediate(() => {
      thread.worker.postMessage(thread.orders);
      thread.orders = [];
    });
  }
}
