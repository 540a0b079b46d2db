import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asIpv4 } from '../packet/index.ts';
import type { Ended } from './connect-loop.ts';
import { type ConnectEnd, Connector, type ConnectorLimits } from './connector.ts';

const LOCALHOST = asIpv4(0x7f000001);
let server: Server;
let open = 0;
let accepted: string[] = [];
beforeEach(async () => {
  accepted = [];
  server = createServer((socket) =>
    socket.on('error', (error: NodeJS.ErrnoException) => accepted.push(error.code ?? '')),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  open = typeof address === 'object' && address !== null ? address.port : 0;
});
afterEach(() => server.close());

/** Ports on which nothing listens: of listeners that are closed again. */
async function closedPorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<Server>((resolve) => {
          const one = createServer().listen(0, '127.0.0.1', () => resolve(one));
        }),
    ),
  );
  const ports = servers.map((one) => {
    const address = one.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((one) => new Promise((resolve) => one.close(resolve))));
  return ports;
}

function collect(
  wanted: number,
  limits: ConnectorLimits = {},
  startThread?: (ended: Ended) => FakeThread,
): { connector: Connector; ends: Promise<ConnectEnd[]>; stuck: string[] } {
  const got: ConnectEnd[] = [];
  const stuck: string[] = [];
  let done: (ends: ConnectEnd[]) => void = () => {};
  const ends = new Promise<ConnectEnd[]>((resolve) => {
    done = resolve;
  });
  const events = {
    ended: (end: ConnectEnd) => {
      if (got.push(end) === wanted) done(got);
    },
    stuck: (message: string) => stuck.push(message),
  };
  return { connector: new Connector(events, limits, startThread), ends, stuck };
}

/** A thread that ends its attempts when told to. */
class FakeThread {
  readonly ids = new Set<number>();
  readonly isReady: boolean;
  readonly #ended: Ended;

  constructor(ended: Ended, isReady: boolean) {
    this.#ended = ended;
    this.isReady = isReady;
  }

  get open(): number {
    return this.ids.size;
  }

  connect(id: number): void {
    this.ids.add(id);
  }

  abandon(id: number): void {
    this.ids.delete(id);
  }

  endAll(): void {
    for (const id of this.ids) this.#ended(id, '');
  }

  close(): void {}
}

describe('connect()', () => {
  it('tells an open port from a closed one, and resets what it opened', async () => {
    const [closed = 0] = await closedPorts(1);
    const { connector, ends } = collect(2);
    connector.connect(1, LOCALHOST, open);
    connector.connect(2, LOCALHOST, closed);
    const byId = (await ends).sort((a, b) => a.id - b.id);
    expect(byId).toEqual([{ id: 1 }, { id: 2, errno: 'ECONNREFUSED' }]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    connector.close();
    expect(accepted).toEqual(['ECONNRESET']);
  });

  it('keeps within its number of sockets and still ends all, using sockets again', async () => {
    const closed = await closedPorts(40);
    const { connector, ends } = collect(400, { sockets: 7 });
    for (let id = 0; id < 400; id++) connector.connect(id, LOCALHOST, closed[id % 40] ?? 0);
    const got = await ends;
    connector.close();
    expect(new Set(got.map((end) => end.id)).size).toBe(400);
    expect(new Set(got.map((end) => end.errno))).toEqual(new Set(['ECONNREFUSED']));
  });

  it('shares its attempts out among threads when there is much to do, and takes their ends', async () => {
    const threads: FakeThread[] = [];
    const { connector, ends } = collect(7, { expected: 65_535 }, (ended) => {
      const thread = new FakeThread(ended, true);
      threads.push(thread);
      return thread;
    });
    for (let id = 0; id < 8; id++) connector.connect(id, LOCALHOST, open);
    connector.abandon(0);
    expect(threads.map((thread) => [...thread.ids])).toEqual([
      [2, 4, 6],
      [1, 3, 5, 7],
    ]);
    for (const thread of threads) thread.endAll();
    expect(new Set((await ends).map((end) => end.id))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]));
    connector.close();
  });

  it('lets no attempt wait for a thread that has not started', async () => {
    const { connector, ends } = collect(2, { expected: 65_535 }, (ended) => new FakeThread(ended, false));
    connector.connect(1, LOCALHOST, open);
    connector.connect(2, LOCALHOST, open);
    expect(await ends).toEqual([{ id: 1 }, { id: 2 }]);
    connector.close();
  });

  it('says nothing more of an attempt that was abandoned, begun or waiting', async () => {
    const closed = await closedPorts(3);
    const { connector, ends } = collect(2, { sockets: 1 });
    for (const [id, port] of closed.entries()) connector.connect(id, LOCALHOST, port);
    connector.connect(3, LOCALHOST, open);
    connector.abandon(0);
    connector.abandon(2);
    connector.abandon(99);
    const got = await ends;
    connector.close();
    expect(got).toEqual([{ id: 1, errno: 'ECONNREFUSED' }, { id: 3 }]);
  });

  it('gives nothing back after it is closed', async () => {
    const { connector, ends, stuck } = collect(1);
    connector.connect(1, LOCALHOST, open);
    connector.close();
    const winner = await Promise.race([
      ends,
      new Promise((resolve) => setTimeout(() => resolve('silence'), 100)),
    ]);
    expect([winner, stuck]).toEqual(['silence', []]);
  });
});
