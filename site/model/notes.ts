import type { TraceEvent } from '../../engine/trace/index.ts';
import { ruleText } from './killer.ts';

/**
 * Whether an event stands beside a lane: what a rule decided, a fact, a call, a timer, a conclusion. Steps of
 * machines have views of their own, and a policy that lets a packet pass says nothing.
 */
export function isNote(event: TraceEvent): boolean {
  switch (event.kind) {
    case 'rule':
      return event.number !== 0 || event.target !== 'ACCEPT';
    case 'probe':
      return event.what === 'timed-out';
    case 'fact':
    case 'timer':
    case 'connect':
    case 'ignored':
    case 'discovery':
    case 'verdict':
      return true;
    case 'frame':
    case 'transition':
    case 'phase':
    case 'pace':
      return false;
  }
}

/** A note in a few words: `22/tcp open (syn-ack)`. */
export function noteText(event: TraceEvent): string {
  switch (event.kind) {
    case 'rule':
      return ruleText(event);
    case 'fact':
    case 'ignored':
    case 'pace':
      return event.text;
    case 'timer':
      return event.name;
    case 'connect':
      return `connect() to port ${event.port}: ${event.errno ?? event.what}`;
    case 'probe':
      return `${event.port === undefined ? event.technique : `${event.port}/${event.protocol}`}: ${PROBE[event.what]}`;
    case 'discovery':
      return `${event.target} ${event.state} (${event.reason})`;
    case 'verdict':
      return `${event.port}/${event.protocol} ${event.state} (${event.reason})`;
    case 'phase':
      return `${event.name} ${event.what}`;
    case 'transition':
      return `${event.from} to ${event.to} (${event.event})`;
    case 'frame':
      return event.note ?? event.what;
  }
}

const PROBE = { sent: 'asked', 'timed-out': 'no answer in time', 'given-up': 'given up' } as const;
