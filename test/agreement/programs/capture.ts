/**
 * Prints each IPv4 frame that passes an interface as a line of hex text, sent ones too, until its input ends.
 * tcpdump cannot do it: it gives up its privileges in a way that a user namespace refuses.
 */

import { keepForever, loadCap } from '../../../engine/live/cap-addon.ts';
import { toHex } from '../../../engine/packet/index.ts';

const [device = 'lo'] = process.argv.slice(2);
/** What was in flight when the scan ended still arrives. */
const LAST_PACKETS_MS = 100;
const KERNEL_BUFFER = 8 << 20;

const addon = loadCap();
if (!addon.ok) throw new Error(addon.error.message);
const handle = new addon.value.Cap();
const buffer = Buffer.alloc(65_535);
keepForever(handle, buffer);
handle.on('packet', (length, truncated) => {
  if (truncated) throw new Error('a packet was cut');
  process.stdout.write(`${toHex(buffer.subarray(0, length))}\n`);
});
const link = handle.open(device, 'ip and not igmp', KERNEL_BUFFER, buffer);
if (link !== 'ETHERNET') throw new Error(`${device} gives frames of type ${link}`);
process.stdout.write('ready\n');
process.stdin.resume().on('end', () => setTimeout(() => process.exit(0), LAST_PACKETS_MS));
