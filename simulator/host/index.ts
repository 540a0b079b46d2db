/** A simulated host with Linux's network stack. */

export type { ClientSocket, Connected } from './clients.ts';
export type { Clock, Timer } from './clock.ts';
export type { Counters } from './counters.ts';
export type { Errno } from './errno.ts';
export { createHost, type Host } from './host.ts';
export type { HostInterface, HostSurroundings } from './kernel.ts';
export type { Pinging, PingNews, PingOrder } from './pinger.ts';
export type { AddressKind, Route, RouteTable } from './routes.ts';
export type { SocketRow } from './sockets.ts';
