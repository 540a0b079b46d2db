import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ADDRESS, inside } from './namespaces.ts';

/** Everything on the target's cable but IPv4 and ARP between the scanner and the target. */
export const strayFilter = ({ scanner, target } = ADDRESS as Ends): string =>
  [
    `not (ip and host ${scanner} and host ${target})`,
    `not (arp and dst host ${target} and src host ${scanner})`,
    `not (arp and dst host ${scanner} and src host ${target})`,
  ].join(' and ');

interface Ends {
  readonly scanner: string;
  readonly target: string;
}

/** A process of its own, since a capture belongs to the namespace of its process. Prints a frame a line. */
const WATCH = `
const { Cap } = require(process.argv[1]);
Object.setPrototypeOf(Cap.prototype, require('node:events').prototype);
const cap = new Cap();
const buffer = Buffer.alloc(65535);
cap.open(process.argv[3], process.argv[2], 16 << 20, buffer);
cap.on('packet', (length) => console.log(buffer.toString('hex', 0, length)));
console.log('watching');
process.stdin.resume().on('end', () => setTimeout(() => process.exit(0), 150));`;

/**
 * A second capture in the target's place: what arrives there that a scan must not send. The function given back
 * ends it and tells the frames. (tcpdump cannot be used: it changes its user, which a sandbox does not let it.)
 */
export async function watchForStrays(
  filter = strayFilter(),
  device = 't0',
): Promise<() => Promise<readonly string[]>> {
  const addon = join(
    dirname(createRequire(import.meta.url).resolve('cap/package.json')),
    'build/Release/cap.node',
  );
  const child = spawn('ip', inside('target', process.execPath, '-e', WATCH, addon, filter, device), {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      resolve();
    });
    child.once('close', () => resolve());
  });
  return async () => {
    child.stdin.end();
    const code = await ended;
    const [first, ...frames] = said.trim().split('\n');
    if (code !== 0 || first !== 'watching') throw new Error(`the second capture failed: ${said}`);
    return frames;
  };
}
