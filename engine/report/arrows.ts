import {
  type EventId,
  type FrameEvent,
  frameBehind,
  packetWords,
  scannerOf,
  type TraceEvent,
} from '../trace/index.ts';
import { type Heard, hear } from './conversations.ts';
import type { Selection } from './selection.ts';

/** One line of a diagram. */
export type Drawn =
  | {
      readonly kind: 'arrow';
      readonly from: string;
      readonly to: string;
      readonly lost: boolean;
      readonly answer: boolean;
      readonly text: string;
    }
  | { readonly kind: 'note'; readonly over: string; readonly text: string };

type Framed = TraceEvent & FrameEvent;

/** What is worth drawing of a trace, in its order: frames as arrows; rules that decide, and verdicts, as notes. */
export function* drawingOf(events: readonly TraceEvent[], { drawn }: Selection): Generator<Drawn> {
  const stage = createStage(events);
  for (const event of events) {
    if (event.kind === 'frame') yield* frameArrows(stage, event, drawn);
    else if (event.kind === 'rule') yield* ruleNote(events, stage, event, drawn);
    else if (event.kind === 'connect' && event.host === stage.scanner) {
      if (drawn.has(`tcp ${event.port} ${event.address}`)) yield connectNote(event);
    } else if (event.kind === 'verdict' && drawn.has(`${event.protocol} ${event.port} ${event.target}`)) {
      const text = `${event.port}/${event.protocol} ${event.state} (${event.reason})`;
      yield { kind: 'note', over: event.host, text };
    }
  }
}

interface Stage {
  readonly scanner: string | undefined;
  /** What is known of each frame event by id. */
  readonly heard: ReadonlyMap<EventId, Heard>;
  /** What became of each frame that was sent. */
  readonly ends: ReadonlyMap<EventId, readonly Framed[]>;
  /** Who answers for an address; the address itself if nobody does. */
  readonly nameOf: (address: string) => string;
  /** Only the scanner's own frames are known: that one did not see an arrival means nothing. */
  readonly oneSided: boolean;
}

function createStage(events: readonly TraceEvent[]): Stage {
  const scanner = scannerOf(events);
  const heard = new Map<EventId, Heard>();
  const ends = new Map<EventId, Framed[]>();
  const owners = new Map<string, string>();
  const mine = new Set<string>();
  const isMine = (address: string): boolean => mine.has(address);
  let oneSided = true;
  for (const event of events) {
    if (event.kind !== 'frame') continue;
    oneSided &&= event.host === scanner;
    let facts = hear(event, isMine);
    // The first to send from an address is its owner: routers come later on the way.
    if (facts !== undefined && event.what === 'sent' && !owners.has(facts.source)) {
      owners.set(facts.source, event.host);
      if (event.host === scanner) {
        mine.add(facts.source);
        facts = hear(event, isMine);
      }
    }
    if (facts !== undefined) heard.set(event.id, facts);
    if (event.what === 'sent') continue;
    for (const id of originsOf(events, event)) {
      const others = ends.get(id);
      if (others === undefined) ends.set(id, [event]);
      else others.push(event);
    }
  }
  return { scanner, heard, ends, oneSided, nameOf: (address) => owners.get(address) ?? address };
}

/** The sending of the frame that ended here, over what a link did to it. */
function originsOf(events: readonly TraceEvent[], end: Framed): EventId[] {
  return end.because.flatMap((id) => {
    const cause = events[id - 1];
    if (cause?.kind !== 'frame') return [];
    if (cause.what === 'sent') return [id];
    return cause.what === 'duplicated' ? originsOf(events, cause) : [];
  });
}

function* frameArrows(stage: Stage, frame: Framed, drawn: ReadonlySet<string>): Generator<Drawn> {
  const heard = stage.heard.get(frame.id);
  if (heard === undefined || (heard.conversation !== '' && !drawn.has(heard.conversation))) return;
  const arrow = {
    kind: 'arrow',
    text: `${packetWords(frame).name}${heard.ports === '' ? '' : ` ${heard.ports}`}`,
    from: frame.host,
    to: stage.nameOf(heard.destination),
    lost: false,
    answer: stage.nameOf(heard.source) !== stage.scanner,
  } as const;
  if (frame.what === 'received' && stage.oneSided)
    yield { ...arrow, from: stage.nameOf(heard.source), to: frame.host, answer: true };
  if (frame.what !== 'sent') return;
  const ends = stage.ends.get(frame.id) ?? [];
  if (ends.length === 0) yield { ...arrow, lost: !stage.oneSided };
  for (const end of heard.isBroadcast ? ownEnds(stage, ends, heard) : ends) {
    const note = end.note === undefined ? end.what : end.note;
    if (end.what === 'received') yield { ...arrow, to: end.host };
    else if (end.what === 'lost') yield { ...arrow, lost: true, text: `${arrow.text} (${note})` };
    else if (end.what === 'dropped')
      yield { ...arrow, to: end.host, lost: true, text: `${arrow.text} (${note})` };
  }
}

/** Of a broadcast's many arrivals the one at the host that is asked for, or one where nobody is. */
function ownEnds(stage: Stage, ends: readonly Framed[], heard: Heard): readonly Framed[] {
  const own = ends.filter((end) => end.host === stage.nameOf(heard.destination));
  return own.length > 0 ? own : ends.slice(0, 1);
}

function* ruleNote(
  events: readonly TraceEvent[],
  stage: Stage,
  event: TraceEvent & { readonly kind: 'rule' },
  drawn: ReadonlySet<string>,
): Generator<Drawn> {
  if (event.number === 0 && event.target === 'ACCEPT') return;
  const frame = frameBehind(events, event);
  const conversation = frame === undefined ? undefined : stage.heard.get(frame.id)?.conversation;
  if (conversation === undefined || !drawn.has(conversation)) return;
  const place = event.number === 0 ? 'policy' : `rule ${event.number}`;
  yield { kind: 'note', over: event.host, text: `${place} of ${event.table} ${event.chain} ${event.target}` };
}

function connectNote(event: TraceEvent & { readonly kind: 'connect' }): Drawn {
  const outcome = event.errno ?? event.what;
  return {
    kind: 'note',
    over: event.host,
    text: `connect() to ${event.address} port ${event.port} ${outcome}`,
  };
}
