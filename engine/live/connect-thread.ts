import { Worker } from 'node:worker_threads';
import { type ConnectLoop, connectLoop, type Ended } from './connect-loop.ts';

/**
 * The loop in a thread: takes `id, address, port` (port -1: abandon) in batches, gives `id, code` back; first an
 * empty batch, when it has started.
 */
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
});
send();`;

/** The same loop on a thread of its own: Node's part of a connect() costs more time than the kernel's. */
export class ConnectThread implements ConnectLoop {
  readonly #worker = new Worker(PROGRAM, { eval: true });
  readonly #open = new Set<number>();
  #orders: number[] = [];
  #isReady = false;

  constructor(ended: Ended) {
    this.#worker.unref();
    this.#worker.on('message', (ends: readonly (number | string)[]) => {
      this.#isReady = true;
      for (let i = 0; i < ends.length; i += 2) {
        const id = Number(ends[i]);
        if (this.#open.delete(id)) ended(id, String(ends[i + 1]));
      }
    });
  }

  /** Whether it has started: until then an order waits, for longer than a probe is waited for. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Attempts that have not ended. */
  get open(): number {
    return this.#open.size;
  }

  connect(id: number, address: number, port: number): void {
    this.#open.add(id);
    this.#order(id, address, port);
  }

  abandon(id: number): void {
    if (this.#open.delete(id)) this.#order(id, 0, -1);
  }

  close(): void {
    void this.#worker.terminate();
  }

  /** Orders of one turn of the event loop go together. */
  #order(id: number, address: number, port: number): void {
    if (this.#orders.push(id, address, port) > 3) return;
    setImmediate(() => {
      this.#worker.postMessage(this.#orders);
      this.#orders = [];
    });
  }
}
