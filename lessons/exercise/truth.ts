import { unreachable } from '../../engine/base/invariant.ts';
import { type EventId, packetWords, type RuleEvent, type TraceEvent } from '../../engine/trace/index.ts';
import { eventAsked } from '../../site/model/event-question.ts';
import { comesFrom } from './causes.ts';
import { type PortAt, type Ran, rowOf } from './run.ts';
import type { Truth } from './task.ts';

/** What the engine says, and the event that says it. */
export interface Told {
  readonly id: string;
  readonly event: EventId;
}

/** Undefined where the run does not ask for the port. */
export function toldBy(ran: Ran, { what, ...at }: Pick<Truth, 'what' | 'port' | 'host'>): Told | undefined {
  const row = rowOf(ran, at);
  if (row === undefined) return undefined;
  switch (what) {
    case 'state':
      return { id: row.state, event: row.verdict };
    case 'reason':
      return { id: row.reason, event: row.verdict };
    case 'rule': {
      const rule = decidingRule(ran, at);
      return rule === undefined
        ? { id: 'none', event: row.verdict }
        : { id: `${rule.chain} ${rule.number}`, event: rule.id };
    }
    case 'answer': {
      const answer = ran.events[(answerTo(ran, at) ?? 0) - 1];
      return answer?.kind === 'frame'
        ? { id: packetWords(answer).name, event: answer.id }
        : { id: 'nothing', event: row.verdict };
    }
    default:
      return unreachable(what);
  }
}

const DECIDES = new Set(['ACCEPT', 'DROP', 'REJECT']);

/** The first rule or policy of table filter that decided the way of the first probe to a port. */
export function decidingRule(ran: Ran, { host, port }: PortAt): (TraceEvent & RuleEvent) | undefined {
  const { events } = ran;
  const probe = eventAsked(events, { ...question(ran, { host, port }), what: 'probe' });
  return probe === undefined ? undefined : ruleAfter(events, probe);
}

/** The same for any event from which a packet's way went on. */
export function ruleAfter(
  events: readonly TraceEvent[],
  cause: EventId,
  host?: string,
): (TraceEvent & RuleEvent) | undefined {
  return events.find(
    (event): event is TraceEvent & RuleEvent =>
      event.kind === 'rule' &&
      event.id > cause &&
      event.table === 'filter' &&
      event.chain !== 'OUTPUT' &&
      DECIDES.has(event.target) &&
      (host === undefined || event.host === host) &&
      comesFrom(events, event, cause),
  );
}

const answerTo = (ran: Ran, at: PortAt): EventId | undefined =>
  eventAsked(ran.events, { ...question(ran, at), what: 'answer' });

function question(ran: Ran, { host, port }: { readonly host?: string | undefined; readonly port: string }) {
  const [number, protocol] = port.split('/');
  const target = ran.scan.hosts.find(
    ({ name, address }) => host === undefined || host === name || host === address,
  )?.address;
  return {
    port: Number(number),
    protocol: protocol === 'udp' ? ('udp' as const) : ('tcp' as const),
    ...(target === undefined ? {} : { target }),
  };
}
