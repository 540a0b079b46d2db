import type { Us } from '../../../engine/base/time.ts';
import { fromHex } from '../../../engine/packet/index.ts';
import type { EventId, FrameEvent, RuleEvent, TraceEvent } from '../../../engine/trace/index.ts';
import type { Passages } from '../firewall/passages.ts';
import { logLine } from './kernel-log.ts';

/** A line in one of the target's logs. */
export interface LogEntry {
  readonly event: EventId;
  readonly at: Us;
  readonly from: 'kernel' | 'application';
  readonly text: string;
}

/** How many bytes an Ethernet header has. */
const HEADER = 14;

/** What a host wrote down: LOG rules in its kernel's log, and applications that a connection was given to. */
export function logOf(events: readonly TraceEvent[], host: string, passages: Passages): readonly LogEntry[] {
  return events.flatMap((event): readonly LogEntry[] => {
    if (event.host !== host) return [];
    const { id, at } = event;
    if (event.kind === 'rule' && event.target === 'LOG')
      return [{ event: id, at, from: 'kernel', text: kernelLine(events, event, passages) }];
    if (event.kind !== 'transition' || event.machine !== 'tcp-endpoint' || event.to !== 'established')
      return [];
    const text = acceptText(event.instance);
    return text === undefined ? [] : [{ event: id, at, from: 'application', text }];
  });
}

function kernelLine(events: readonly TraceEvent[], rule: TraceEvent & RuleEvent, passages: Passages): string {
  const passage = passages.of[rule.id];
  const arrived = frameAt(events, passage?.arrivedIn);
  const left = frameAt(events, passage?.leftIn);
  const names = hookNames(events, passage?.events ?? [], rule.chain);
  const isOut = names.has('OUTPUT') || (names.has('POSTROUTING') && arrived === undefined);
  const frame = isOut ? left : arrived;
  const bytes = frame === undefined ? undefined : fromHex(frame.hex);
  const context = { at: rule.at, rule: rule.text };
  if (frame === undefined || bytes === undefined) {
    return `${logLine({ ...context, in: '', out: '' }, new Uint8Array())} (the packet never left, and its bytes are not known)`;
  }
  const start = frame.link === 'ethernet' ? HEADER : 0;
  const packet = bytes.slice(start, start + rule.length);
  const isForwarded = names.has('FORWARD');
  // A router has counted the hop before FORWARD.
  if (isForwarded) packet[8] = (packet[8] ?? 1) - 1;
  return logLine(
    {
      ...context,
      in: isOut ? '' : frame.interface,
      out: isOut ? frame.interface : isForwarded ? (left?.interface ?? '') : '',
      ...(isOut || start === 0 ? {} : { header: bytes.slice(0, HEADER) }),
    },
    packet,
  );
}

const frameAt = (events: readonly TraceEvent[], id: EventId = 0): (TraceEvent & FrameEvent) | undefined => {
  const event = events[id - 1];
  return event?.kind === 'frame' ? event : undefined;
};

/** The built-in chains that judged the packet: `judge FORWARD`. */
function hookNames(
  events: readonly TraceEvent[],
  steps: readonly EventId[],
  chain: string,
): ReadonlySet<string> {
  const judged = steps.flatMap((id) => {
    const event = events[id - 1];
    return event?.kind === 'transition' && event.event.startsWith('judge ') ? [event.event.slice(6)] : [];
  });
  return new Set([chain, ...judged]);
}

/** `target:22 <- 198.18.10.2:40000` */
function acceptText(instance: string): string | undefined {
  const ends = /:(\d+) <- (\S+):(\d+)$/.exec(instance);
  return ends === null ? undefined : `port ${ends[1]}: accepted a connection from ${ends[2]} port ${ends[3]}`;
}
