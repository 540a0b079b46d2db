import type { RunningLab } from '../../cli/lab/running-lab.ts';

/** Runs in a host's place, as plain text, since Node 20 runs no TypeScript. */
const CLIENT = `
const [kind, address, port] = process.argv.slice(1);
const say = (text) => { console.log(text); process.exit(0); };
setTimeout(() => say('silence'), 1500);
if (kind === 'tcp') {
  const socket = require('node:net').connect({ host: address, port: Number(port) });
  socket.on('error', (error) => say(error.code));
  socket.on('connect', () => setTimeout(() => say('connected'), 300));
  socket.on('data', (data) => say(data.toString('latin1')));
} else {
  const socket = require('node:dgram').createSocket('udp4');
  socket.on('message', (data, from) => say(data.toString('hex') + ' from ' + from.address));
  socket.on('error', (error) => say(error.code));
  socket.connect(Number(port), address, () => {
    if (kind === 'broadcast') socket.setBroadcast(true);
    socket.send('?');
  });
}`;

/**
 * What a connection or a datagram from a real lab's scanner brings back: the banner, the answer's bytes and sender,
 * the error's name, `connected` where nothing is said, or `silence`.
 */
export async function ask(
  lab: RunningLab,
  kind: 'tcp' | 'udp' | 'broadcast',
  address: string,
  port: string,
): Promise<string> {
  const { stdout } = await lab.run('scanner', [process.execPath, '-e', CLIENT, kind, address, port]);
  return stdout.trim();
}
