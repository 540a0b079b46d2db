import type { DiscoveryEvent, TraceEvent, VerdictEvent } from './event.ts';
import { frameOf } from './journey.ts';
import { packetWords } from './packet-words.ts';
import { after, sentenceOf } from './sentence.ts';
import { causesOf, type Framed, isFrame, type Probed, triesBehind } from './walk.ts';
import { enumeration, moment, numberWord } from './words.ts';

/** The first line of an explanation. */
export interface Conclusion {
  readonly text: string;
  /** False: it rests on silence. */
  readonly isAnswered: boolean;
}

export function conclusionOf(events: readonly TraceEvent[], event: TraceEvent): Conclusion {
  if (event.kind !== 'verdict' && event.kind !== 'discovery') {
    return { text: sentenceOf(events, event), isAnswered: true };
  }
  const subject =
    event.kind === 'verdict' ? `${event.port}/${event.protocol} on ${event.target}` : event.target;
  const causes = causesOf(events, event);
  const tries = triesBehind(events, event);
  const because = answerClause(events, event, causes, tries.at(-1));
  if (because !== undefined) {
    return { text: `${subject} is ${event.state} because ${because}.`, isAnswered: true };
  }
  if (tries.length === 0)
    return { text: `${subject} is ${event.state} (${event.reason}).`, isAnswered: true };
  return {
    text: `${subject} is ${event.state} because ${silenceClause(events, event, tries)}.`,
    isAnswered: false,
  };
}

function answerClause(
  events: readonly TraceEvent[],
  event: TraceEvent & (VerdictEvent | DiscoveryEvent),
  causes: readonly TraceEvent[],
  probe: Probed | undefined,
): string | undefined {
  const connect = causes.find((cause) => cause.kind === 'connect');
  if (connect?.kind === 'connect' && (connect.what === 'connected' || connect.what === 'failed')) {
    const how = connect.what === 'connected' ? 'succeeded' : `failed with ${connect.errno ?? 'an error'}`;
    return `connect() ${how}${probe === undefined ? '' : ` ${after(probe, connect, 'call')}`}`;
  }
  const frame = causes.find((cause): cause is Framed => isFrame(cause) && cause.what === 'received');
  if (frame === undefined) return undefined;
  const { some, ttl } = packetWords(frame);
  const hops = ttl === undefined ? '' : ` with TTL ${ttl}`;
  const from =
    event.kind === 'verdict' && event.from !== undefined ? ` from ${event.from}, not from the target` : '';
  const sent = probe === undefined ? undefined : frameOf(events, probe);
  const when = sent === undefined ? '' : ` ${after(sent, frame, packetWords(sent).name)}`;
  return `${some}${hops} came back${from === '' ? when : `${from},${when}`}`;
}

/** `nothing answered two SYNs (at 0.000 s and 1.100 s)` and, where silence is ambiguous, that it is. */
function silenceClause(
  events: readonly TraceEvent[],
  { state }: { readonly state: string },
  tries: readonly Probed[],
): string {
  const names = new Set(tries.map((probe) => tryName(events, probe)));
  const [only = 'probe', ...others] = names;
  const name = others.length > 0 ? 'probe' : only;
  const plural = tries.length === 1 ? name : pluralOf(name);
  const times = enumeration(tries.map((probe) => moment(probe.at)));
  const clause = `nothing answered ${numberWord(tries.length)} ${plural} (at ${times})`;
  return state.includes('|') ? `${clause}, and an open port can be as silent as a filtered one` : clause;
}

const pluralOf = (name: string): string =>
  name.startsWith('TCP segment') ? name.replace('segment', 'segments') : `${name}s`;

function tryName(events: readonly TraceEvent[], probe: Probed): string {
  if (probe.technique === 'connect') return 'connection attempt';
  const frame = frameOf(events, probe);
  return frame === undefined ? 'probe' : packetWords(frame).name;
}
