import { unreachable } from '../base/invariant.ts';
import { stream } from '../base/random.ts';
import type { Us } from '../base/time.ts';
import { decode, type Packet } from '../packet/index.ts';
import type { TraceLog } from '../trace/index.ts';
import { forgetSilence } from './conclusions.ts';
import { createContext, notice, record, type ScanContext } from './context.ts';
import { noteMatch, noteWake, takeTurn } from './loop.ts';
import { type Answer, type Evidence, matchPacket } from './match.ts';
import { doubtEndedPhases, resume } from './outage.ts';
import { isNeighbour } from './path.ts';
import type { Phase } from './phase.ts';
import type { ScanRequest } from './request.ts';
import { createSession, endPhase, nextPhase, type Session } from './session.ts';
import type { ScanEffect, ScanInput } from './transport.ts';
import type { Vantage } from './vantage.ts';

/**
 * A scan in progress. Linear: `step` changes it in place and gives it back; who keeps an older one holds the
 * newer. Its parts are the scanner's own.
 */
export interface ScanState {
  readonly session: Session;
  startedAt: Us;
  finished: boolean;
  lost: { readonly at: Us; readonly message: string } | undefined;
}

export interface ScanSurroundings {
  readonly vantage: Vantage;
  readonly trace: TraceLog;
  /** The scanning host's name in the trace; `scanner` unless told. */
  readonly scannerName?: string;
}

const NO_EFFECTS: readonly ScanEffect[] = [];

export function createScanner(request: ScanRequest, surroundings: ScanSurroundings): ScanState {
  const context = createContext(request, surroundings, stream(request.seed, 'scan:packets'));
  return { session: createSession(context), startedAt: 0, finished: false, lost: undefined };
}

/**
 * What the scanner does about one input: a reducer without clock, sockets or chance of its own. The effects are
 * to be carried out in their order. Nothing an input carries makes it throw.
 */
export function step(state: ScanState, input: ScanInput): [ScanState, readonly ScanEffect[]] {
  const { session } = state;
  const { context } = session;
  if (state.finished) return [state, NO_EFFECTS];
  // Captures may come with a time slightly before that of the last wake; the scan's time never goes back.
  context.now = Math.max(context.now, input.at);
  takeIn(state, input);
  while (!state.finished && session.phase?.ring.length === 0) advance(state);
  if (context.effects.length === 0) return [state, NO_EFFECTS];
  const { effects } = context;
  context.effects = [];
  return [state, effects];
}

function takeIn(state: ScanState, input: ScanInput): void {
  const { phase } = state.session;
  switch (input.type) {
    case 'start':
      state.startedAt = input.at;
      advance(state);
      break;
    case 'captured':
      if (phase) takeCaptured(phase, input);
      break;
    case 'connected':
      if (phase) takeConnected(phase, input);
      break;
    case 'woke':
      if (phase) noteWake(phase);
      break;
    case 'link-back':
      notice(state.session.context, input.text);
      resume(state.session, input.since);
      break;
    case 'interface-lost':
      lose(state, input.since, input.message);
      break;
    default:
      unreachable(input);
  }
}

function advance(state: ScanState): void {
  const { session } = state;
  if (nextPhase(session)) {
    if (session.phase) takeTurn(session.phase);
    return;
  }
  finish(state);
}

function finish(state: ScanState): void {
  state.finished = true;
  state.session.context.effects.push({ type: 'finished' });
}

function takeCaptured(phase: Phase, input: Extract<ScanInput, { type: 'captured' }>): void {
  // What connect() brings about is the system's to read; nmap does not capture then either.
  if (phase.work.means === 'connect') return;
  const packet = decode(input.link, input.bytes);
  const match = matchPacket(phase, packet);
  const { context, work } = phase;
  if (match === undefined) return;
  countReceived(context, packet);
  const ignored = 'code' in match ? match : work.answered(phase, match, input.because);
  if (!('code' in match)) learnMac(match, packet);
  if (ignored && context.traced) {
    record(context, [input.because], { kind: 'ignored', code: ignored.code, text: ignored.text });
  }
  if (!('code' in match)) noteMatch(phase);
}

/** nmap counts an IP packet by its length, and an ARP reply without its Ethernet header. */
function countReceived({ packets }: ScanContext, packet: Packet): void {
  packets.received++;
  packets.receivedBytes += packet.arp ? 28 : (packet.ip?.totalLength ?? 0);
}

/** A neighbour's answer comes straight from it: the source of its frame is its address. */
function learnMac({ lane, from }: Answer, { arp, ethernet }: Packet): void {
  const { host } = lane;
  if (host.mac !== undefined || from !== host.address) return;
  if (arp) host.mac = arp.senderMac;
  else if (ethernet && host.path && isNeighbour(host.path)) host.mac = ethernet.source;
}

function takeConnected(phase: Phase, input: Extract<ScanInput, { type: 'connected' }>): void {
  const { connects, pool, lanes, work } = phase;
  const id = connects.get(input.id);
  const lane = id === undefined ? undefined : lanes[pool.laneOf(id)];
  if (id === undefined || lane === undefined) return;
  const { errno } = input;
  const evidence: Evidence = errno === undefined ? { on: 'connect' } : { on: 'connect', errno };
  work.answered(phase, { lane, id, evidence, ttl: 0, from: lane.host.address }, input.because);
  noteMatch(phase);
}

/**
 * Without interface silence means nothing: what has no answer is unknown, also what was given up in this phase,
 * since the loss may have begun before it was noticed.
 */
function lose(state: ScanState, since: Us, message: string): void {
  const { session } = state;
  const { context, phase, hosts } = session;
  state.lost = { at: context.now, message };
  for (const lane of phase?.lanes ?? []) forgetSilence(lane.host);
  doubtEndedPhases(session, since);
  for (const host of hosts.slice(session.seen)) host.beganAt = host.endedAt = context.now;
  endPhase(session);
  finish(state);
}
