/**
 * What a live -sS of all ports costs before any of it is ours: the frames are made beforehand, and nobody reads the
 * answers. What remains is the kernel at work inside the calls that send: each probe on its way, the target's answer, and
 * its way back. Beside it nmap's whole scan.
 */
import { FrameSender, loadCap, scopeForLab } from '../engine/live/index.ts';
import { ETHERTYPE, ethernetFrame, TCP_FLAG, tcpPacket } from '../engine/packet/index.ts';
import type { Lab } from '../simulator/lab/index.ts';
import { figure, median } from './support/clock.ts';
import { ONE_TARGET, TARGET, withFile } from './support/labs.ts';
import { inScanner, labAt } from './support/scanner.ts';

const RUNS = 3;
const PROGRAM = process.argv[1] ?? '';

/** Sends from where this process stands, and prints the seconds. */
function sendAll({ hosts }: Lab): void {
  const [from, to] = ['scanner', 'target'].map(
    (name) => hosts.find((host) => host.name === name)?.interfaces[0],
  );
  const addon = loadCap();
  if (from?.mac === undefined || to?.mac === undefined || !addon.ok) throw new Error('no way to send');
  const { mac: source } = from;
  const { mac: destination } = to;
  const frames = Array.from({ length: 65_535 }, (_, index) =>
    ethernetFrame(
      { source, destination, etherType: ETHERTYPE.IPV4 },
      tcpPacket(
        { source: from.address, destination: to.address, ttl: 64, id: 0 },
        {
          sourcePort: 61_000,
          destinationPort: index + 1,
          sequence: 1,
          acknowledgment: 0,
          flags: TCP_FLAG.SYN,
          window: 1024,
        },
      ),
    ),
  );
  const sender = new FrameSender(addon.value, scopeForLab([to.address]));
  sender.prepare(from.network);
  const began = process.hrtime.bigint();
  const sent = frames.filter(
    (frame) => sender.send(from.network, 'ethernet', frame, frame.length).type === 'sent',
  );
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  if (sent.length < frames.length) throw new Error(`${frames.length - sent.length} frames were not sent`);
  process.stdout.write(`${seconds}\n`);
}

const measure = (path: string): Promise<void> =>
  inScanner(path, async (timedInside) => {
    const nmap = await median(RUNS, () => timedInside(['nmap', '-n', '-Pn', '-sS', '-p-', TARGET]));
    const sends = await median(RUNS, async () => {
      const ran = await timedInside([process.execPath, PROGRAM, 'inside', path]);
      return { ...ran, seconds: Number(ran.stdout) };
    });
    figure('65,535 sends alone', sends.seconds, { what: 'nmap -sS -p-', seconds: nmap.seconds, goal: 0.6 });
  });

const [, , where, path = ''] = process.argv;
if (where === 'inside') sendAll(labAt(path));
else await withFile(ONE_TARGET, measure);
