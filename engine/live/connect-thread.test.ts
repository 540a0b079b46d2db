import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { ConnectThread } from './connect-thread.ts';

const LOCALHOST = 0x7f000001;

/** A listener's port, before and after it is closed. */
async function listener(): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer((socket) => socket.on('error', () => {}));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

it('a thread tells accepted from refused, and nothing of what was abandoned', async () => {
  const [open, closed] = [await listener(), await listener()];
  await closed.close();
  const ends: [number, string][] = [];
  await new Promise<void>((resolve) => {
    const thread = new ConnectThread((id, code) => {
      ends.push([id, code]);
      if (ends.length < 20) return;
      thread.close();
      resolve();
    });
    expect(thread.isReady).toBe(false);
    thread.connect(0, LOCALHOST, open.port);
    thread.abandon(0);
    for (let id = 1; id <= 20; id++) thread.connect(id, LOCALHOST, id % 2 === 0 ? open.port : closed.port);
    expect(thread.open).toBe(20);
  });
  await open.close();
  expect(ends.sort(([a], [b]) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, i) => [i + 1, i % 2 === 0 ? 'ECONNREFUSED' : '']),
  );
});
