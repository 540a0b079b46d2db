import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseIpv4, tcpPacket } from '../../../engine/packet/index.ts';
import { UNTRACED } from '../../../engine/trace/index.ts';
import { judge } from '../judged.ts';
import { type Conntrack, createConntrack } from './index.ts';

/** One segment of a recording, and what Linux said of it. */
interface Step {
  readonly line: string;
  readonly direction: 'o' | 'r';
  readonly bytes: Uint8Array;
  readonly state: string;
  /** `SYN_RECV+` with `+` for answered, `!` for assured, `~` in front where the other end began it. */
  readonly entry: string;
  readonly seconds: number;
}

const LETTERS = 'FSRPAU';
const address = (text: string) => parseIpv4(text) ?? (0 as never);
const [CLIENT, SERVER] = [address('198.18.10.2'), address('198.18.20.2')];

function readStep(line: string): Step {
  const [
    direction,
    flags = '',
    sequence,
    acknowledgment,
    window,
    length,
    options = '',
    ,
    state = '',
    entry = '',
    seconds,
  ] = line.split(' ');
  const forth = direction === 'o';
  const bytes = tcpPacket(
    {
      id: 1,
      dontFragment: true,
      ttl: 63,
      source: forth ? CLIENT : SERVER,
      destination: forth ? SERVER : CLIENT,
    },
    {
      sourcePort: forth ? 40_000 : 80,
      destinationPort: forth ? 80 : 40_000,
      sequence: Number(sequence),
      acknowledgment: Number(acknowledgment),
      flags: [...flags].reduce(
        (bits, letter) => bits | (LETTERS.includes(letter) ? 1 << LETTERS.indexOf(letter) : 0),
        0,
      ),
      window: Number(window),
      options: [
        ...(options.includes('w') ? ([{ kind: 'nop' }, { kind: 'window-scale', shift: 7 }] as const) : []),
        ...(options.includes('s')
          ? ([{ kind: 'nop' }, { kind: 'nop' }, { kind: 'sack-permitted' }] as const)
          : []),
      ],
      payload: new Uint8Array(Number(length)).fill(0x78),
    },
  );
  return { line, direction: forth ? 'o' : 'r', bytes, state, entry, seconds: Number(seconds ?? 0) };
}

function entryOf(conntrack: Conntrack, at: number): { entry: string; seconds: number } {
  const [record] = conntrack.snapshot(at);
  if (!record) return { entry: '-', seconds: 0 };
  const begun = record.original.source === CLIENT ? '' : '~';
  const marks = `${record.seenReply ? '+' : ''}${record.assured ? '!' : ''}`;
  return { entry: begun + record.state + marks, seconds: record.secondsLeft };
}

const text = readFileSync(new URL('../testing/conntrack.recorded.txt', import.meta.url), 'utf8');
const recordings = text
  .split(/^= .*\n/m)
  .slice(1)
  .map((lines) => lines.trim().split('\n').map(readStep));

describe('connection tracking, beside recordings of Linux 6.18', () => {
  it.each(recordings.map((steps, number) => [number, steps] as const))(
    'agrees on sequence %i',
    (_, steps) => {
      const conntrack = createConntrack({ host: 'router', trace: UNTRACED });
      const [ours, kernels]: string[][] = [[], []];
      for (const [index, { line, direction, bytes, state, entry, seconds }] of steps.entries()) {
        const at = index * 10;
        const [inInterface, outInterface] = direction === 'o' ? ['lan', 'dmz'] : ['dmz', 'lan'];
        const packet = judge(bytes, { at, hook: 'PREROUTING', inInterface, outInterface });
        const tracking = packet && conntrack.track(packet, 0);
        if (tracking) conntrack.confirm(tracking, at);
        const found = entryOf(conntrack, at);
        const [words] = line.split(' -> ');
        ours?.push(`${words} -> ${tracking?.state} ${found.entry} ${near(found.seconds, seconds)}`);
        kernels?.push(`${words} -> ${state} ${entry} ${seconds}`);
      }
      expect(ours).toEqual(kernels);
    },
  );
});

/** Linux shows whole seconds of a clock that went on a little. */
const near = (ours: number, theirs: number): number => (Math.abs(ours - theirs) <= 1 ? theirs : ours);
