import type { Lane } from './lane.ts';
import type { Phase } from './phase.ts';
import { PROBE } from './pool.ts';

/**
 * The highest try that is worth it: one more than ever helped on this host, and at least one. The rule that
 * makes a silent port cost two transmissions, whatever --max-retries says.
 */
export function allowedTry(phase: Phase, lane: Lane): number {
  const allowed = Math.max(usualTry(lane), lane.persistTry);
  return Math.min(allowed, phase.context.request.timing.maxRetries);
}

/** What experience alone allows, as nmap counts. */
export const usualTry = (lane: Lane): number => Math.max(1, lane.bestTry + 1);

/** Whether --max-retries, and not experience, ends the tries. */
export const isCapped = (phase: Phase, lane: Lane): boolean =>
  usualTry(lane) > phase.context.request.timing.maxRetries;

/** Silence is believed when fewer ports than this, of those that answer, would have lost all their tries. */
const DOUBT = 1e-3;

/** So many lost tries make a path lossy; one or two may have other causes. */
const LOSSY = 3;

/**
 * Whether ports silent so far deserve another try, because answers of this host were seen to get lost. nmap gives
 * up when one round of retries stays unanswered, and so calls a port filtered now and then on a bad line; and by
 * chance half of the closed UDP ports open|filtered, where a host holds its ICMP errors back and the probes fall
 * in step with its limit. Where retries are not answered at all, this changes nothing.
 *
 * UDP gets one round more and no second before that helped: a rate limit shows by then, since the probes have
 * become slow, and silence is what open ports are expected to give.
 */
export function deservesAnother(phase: Phase, lane: Lane): boolean {
  if (phase.work.means === 'arp') return deservesAnotherArp(phase, lane);
  if (phase.work.specOf(0).kind === 'udp' && lane.persistTry > usualTry(lane)) return false;
  const tried = allowedTry(phase, lane) + 1;
  return silenceIsDoubtful(phase, lane) && tried <= phase.context.request.timing.maxRetries;
}

/** Whether ports that stayed silent on all tries allowed so far may well be ports that answer. */
export function silenceIsDoubtful(phase: Phase, lane: Lane): boolean {
  if (lane.losses < LOSSY) return false;
  // So much and twice its deviation: what was counted may have been a good day.
  const loss = (lane.losses + 2 * Math.sqrt(lane.losses)) / (lane.losses + lane.answers);
  return lane.answers * loss ** (allowedTry(phase, lane) + 1) > DOUBT;
}

/** The share of tries that got no answer, of those to ports that answer. */
export const lossOf = ({ losses, answers }: Lane): number => losses / (losses + answers);

/** Requests beyond nmap's two that a phase may cost, all hosts together. */
const EXTRA_REQUESTS = 24;

/**
 * With -Pn somebody has said that the host is there. On a bad line both of nmap's requests are lost now and then,
 * and the whole host would be called down; where few hosts are concerned a few more requests cost nothing.
 */
function deservesAnotherArp({ context, lanes }: Phase, lane: Lane): boolean {
  const { discovery, timing } = context.request;
  const extra = Math.max(usualTry(lane), lane.persistTry) + 1 - usualTry(lane);
  if (discovery.mode !== 'skip' || extra + usualTry(lane) > timing.maxRetries) return false;
  return extra <= 6 && extra * lanes.length <= EXTRA_REQUESTS;
}

/**
 * Whether a try is one that nmap would not make. Such tries come when all others are through and few ports are left,
 * so that they need not be slow: they leave at a pace of their own, and their answers, which tell of the losses
 * that are known already, make nothing slower. UDP is asked on at the pace that its rate limits led to.
 */
export const isExtra = (phase: Phase, lane: Lane, attempt: number): boolean =>
  attempt > usualTry(lane) && phase.work.specOf(0).kind !== 'udp';

/** Whether nothing but such tries is left to be made. */
export const persists = (phase: Phase, lane: Lane): boolean => isExtra(phase, lane, lane.persistTry);

/** One try more is allowed from now on: what was at the limit may be sent again, newest first. */
export function reopenCapped(phase: Phase, lane: Lane): void {
  const { pool } = phase;
  const ids = lane.capped.filter((id) => pool.stateOf(id) === PROBE.CAPPED && pool.laneOf(id) === lane.index);
  for (const id of ids) pool.state[id] = PROBE.WAITING;
  lane.waitingCount += lane.cappedCount;
  lane.cappedCount = 0;
  lane.capped = [];
  lane.waiting.push(...ids);
  lane.waiting.sort((a, b) => pool.sentAtOf(a) - pool.sentAtOf(b));
}
