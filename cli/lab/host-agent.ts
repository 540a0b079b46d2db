import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { ServicePlan } from './plan.ts';
import { createUdpCap } from './reply-budget.ts';

// A program of its own: the listeners of one lab host, run inside the host's network namespace. It reads its
// services as one line of JSON, prints `ready` or what failed, and serves until it is killed.

/** A client that says nothing for this long is let go. */
const IDLE_MS = 60_000;
const MOST_CLIENTS = 1_024;

async function listenTcp(service: ServicePlan, address: string): Promise<void> {
  const banner = service.banner === undefined ? undefined : Buffer.from(service.banner, 'base64');
  const server: Server = createServer((socket) => greet(socket, banner));
  server.maxConnections = MOST_CLIENTS;
  server.listen({ port: service.port, host: address, exclusive: true });
  await once(server, 'listening');
}

function greet(socket: Socket, banner: Buffer | undefined): void {
  socket.on('error', () => socket.destroy()); // a scanner resets the connection it has just made
  socket.setTimeout(IDLE_MS, () => socket.destroy());
  socket.resume();
  if (banner !== undefined) socket.write(banner);
}

async function listenUdp(service: ServicePlan, address: string): Promise<void> {
  const reply = service.reply === undefined ? undefined : Buffer.from(service.reply, 'base64');
  const socket = createSocket('udp4');
  const mayAnswer = createUdpCap();
  if (reply !== undefined)
    socket.on('message', (_, from) => {
      if (mayAnswer()) socket.send(reply, from.port, from.address, () => {});
    });
  else socket.on('message', () => {});
  socket.bind({ port: service.port, address, exclusive: true });
  await once(socket, 'listening');
  socket.on('error', () => {}); // an ICMP error to an earlier answer
}

async function main(): Promise<void> {
  const lines = createInterface({ input: process.stdin });
  const [line] = (await once(lines, 'line')) as [string];
  lines.close();
  const services = JSON.parse(line) as readonly ServicePlan[];
  for (const service of services)
    for (const address of service.addresses)
      await (service.protocol === 'tcp' ? listenTcp : listenUdp)(service, address);
  process.stdout.write('ready\n');
}

process.stdout.on('error', () => {});
main().catch((error: unknown) => {
  process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`, () => process.exit(1));
});
