import type { Socket, SocketConstructorOpts } from 'node:net';

/** What of node:net is used; a parameter, so that the loop can be handed to a thread as text. */
export interface NetModule {
  readonly Socket: new (options?: SocketConstructorOpts) => Socket;
}

/** An attempt's end: the code of its error, or `''` where it was accepted; then it has been reset already. */
export type Ended = (id: number, code: string) => void;

export interface ConnectLoop {
  connect(id: number, address: number, port: number): void;
  /** No end will be told of it any more. */
  abandon(id: number): void;
}

/**
 * Many connect() calls at once. A socket goes from attempt to attempt, since making one costs more than the
 * connection.
 *
 * Uses nothing but its parameters and the language, and must stay so: a thread is started with its text.
 */
export function connectLoop(net: NetModule, ended: Ended): ConnectLoop {
  const free: Socket[] = [];
  const attempts = new Map<Socket, number>();
  const sockets = new Map<number, Socket>();
  const end = (socket: Socket, code: string): void => {
    const id = attempts.get(socket);
    if (id === undefined) return;
    attempts.delete(socket);
    sockets.delete(id);
    ended(id, code);
  };
  const make = (): Socket => {
    const socket = new net.Socket();
    socket.on('connect', () => {
      socket.resetAndDestroy();
      end(socket, '');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => end(socket, error.code ?? 'unknown'));
    // Only a closed socket may be used again.
    socket.on('close', () => free.push(socket));
    return socket;
  };
  return {
    connect(id, address, port) {
      const socket = free.pop() ?? make();
      attempts.set(socket, id);
      sockets.set(id, socket);
      const host = `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
      socket.connect({ host, port, family: 4, autoSelectFamily: false });
    },
    abandon(id) {
      const socket = sockets.get(id);
      if (socket === undefined) return;
      sockets.delete(id);
      attempts.delete(socket);
      socket.destroy();
    },
  };
}
