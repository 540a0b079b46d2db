import type { Us } from '../base/time.ts';
import { type CongestionWindow, createWindow } from './congestion.ts';
import type { ScanContext } from './context.ts';
import type { ScanHost } from './host.ts';
import { NONE, PROBE, type ProbePool } from './pool.ts';

/** One host's part in one phase: what it was sent, what is outstanding, how fast it may go. */
export interface Lane {
  /** Index in `phase.lanes`. */
  readonly index: number;
  readonly host: ScanHost;
  readonly window: CongestionWindow;
  /** Newest probe of each item; NONE where there is none outstanding. */
  readonly newest: Int32Array;
  /** Nothing is left to be done for this host in this phase. */
  done: boolean;
  /** How many items were begun; the next one is at this position of the order. */
  begun: number;
  /** Items to be begun once more, since the link was away while they were asked. */
  readonly anew: number[];
  /** How many items were given up for silent, and when the last of them was. */
  gaveUp: number;
  gaveUpAt: Us;
  active: number;
  /** Ends of the list of active probes, oldest first: all time out alike, so the oldest is the first to. */
  firstActive: number;
  lastActive: number;
  /** Timed-out probes to be sent again, newest last. Entries whose probe is no longer WAITING are stale. */
  readonly waiting: number[];
  waitingCount: number;
  /** Timed-out probes at the highest try allowed. Entries whose probe is no longer CAPPED are stale. */
  capped: number[];
  cappedCount: number;
  /** Probes that only a late answer can still concern, in the order of becoming so. */
  readonly old: { readonly ids: number[]; head: number };
  /** Outstanding timing pings. */
  readonly pings: number[];
  pingSequence: number;
  /** The highest try that was ever answered usefully. */
  bestTry: number;
  /** Tries allowed beyond what nmap allows, because the path was seen to lose packets. */
  persistTry: number;
  /** Useful answers, and the lost tries that went before them. */
  answers: number;
  losses: number;
  capWarned: boolean;
  /** The highest try that a pause has been made for, and the end of the pause in hand (-1: none). */
  pausedForTry: number;
  pauseUntil: Us;
  /** Least time between two transmissions, and what speaks for a longer one. */
  delayUs: Us;
  delayGrewAt: Us;
  dropsSinceGrowth: number;
  answersSinceGrowth: number;
  sent: number;
  lastSentAt: Us;
  lastReceivedAt: Us;
  lastPingAt: Us;
  sentAtLastPing: number;
}

export function createLane(context: ScanContext, index: number, host: ScanHost, items: number): Lane {
  const { now } = context;
  return {
    index,
    host,
    window: createWindow(context.tuning, now),
    newest: new Int32Array(items).fill(NONE),
    done: false,
    begun: 0,
    anew: [],
    gaveUp: 0,
    gaveUpAt: -1,
    active: 0,
    firstActive: NONE,
    lastActive: NONE,
    waiting: [],
    waitingCount: 0,
    capped: [],
    cappedCount: 0,
    old: { ids: [], head: 0 },
    pings: [],
    // nmap counts from 2 here, so that the first timing ping leaves from base port + 5.
    pingSequence: 2,
    bestTry: 0,
    persistTry: 0,
    answers: 0,
    losses: 0,
    capWarned: false,
    pausedForTry: 0,
    pauseUntil: -1,
    delayUs: context.request.timing.scanDelayUs,
    delayGrewAt: -1,
    dropsSinceGrowth: 0,
    answersSinceGrowth: 0,
    sent: 0,
    // A scan delay precedes the first probe too.
    lastSentAt: now,
    lastReceivedAt: now,
    lastPingAt: now,
    sentAtLastPing: 0,
  };
}

/** The newest outstanding probe of an item; NONE where there is none. */
export const newestOf = (lane: Lane, item: number): number => lane.newest[item] as number;

/** Adds a probe just sent to the end of the active ones. */
export function activate(lane: Lane, pool: ProbePool, id: number): void {
  pool.previous[id] = lane.lastActive;
  if (lane.lastActive === NONE) lane.firstActive = id;
  else pool.next[lane.lastActive] = id;
  lane.lastActive = id;
  lane.active++;
}

/** Takes a probe out of the active ones; its new state is the caller's to set. */
export function deactivate(lane: Lane, pool: ProbePool, id: number): void {
  const next = pool.nextOf(id);
  const previous = pool.previousOf(id);
  if (previous === NONE) lane.firstActive = next;
  else pool.next[previous] = next;
  if (next === NONE) lane.lastActive = previous;
  else pool.previous[next] = previous;
  pool.next[id] = pool.previous[id] = NONE;
  lane.active--;
}

/** Makes an unanswered probe one that only a late answer can still concern. */
export function retire(lane: Lane, pool: ProbePool, id: number): void {
  if (pool.stateOf(id) === PROBE.WAITING) lane.waitingCount--;
  if (pool.stateOf(id) === PROBE.CAPPED) lane.cappedCount--;
  pool.state[id] = PROBE.OLD;
  lane.old.ids.push(id);
}

/** Forgets a probe that is not active. */
export function forget(lane: Lane, pool: ProbePool, id: number): void {
  if (pool.stateOf(id) === PROBE.WAITING) lane.waitingCount--;
  if (pool.stateOf(id) === PROBE.CAPPED) lane.cappedCount--;
  if (pool.isPing(id)) lane.pings.splice(lane.pings.indexOf(id), 1);
  else unlink(lane, pool, id);
  pool.free(id);
}

/** Tries of one item hang together, newest first; there are at most eleven. */
function unlink(lane: Lane, pool: ProbePool, id: number): void {
  const item = pool.itemOf(id);
  const older = pool.olderOf(id);
  let newer = newestOf(lane, item);
  if (newer === id) {
    lane.newest[item] = older;
    return;
  }
  while (newer !== NONE && pool.olderOf(newer) !== id) newer = pool.olderOf(newer);
  if (newer !== NONE) pool.older[newer] = older;
}
