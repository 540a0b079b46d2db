import { unreachable } from '../base/invariant.ts';
import type { Classification, Match, PortState, Response, Technique } from './types.ts';

/**
 * What a response means, by the technique's row: the first rule that speaks about it. `null` is silence: every
 * transmission went unanswered. `undefined`: no rule speaks, the response is no verdict and is ignored.
 */
export function classify(technique: Technique, response: Response | null): Classification | undefined {
  for (const [index, rule] of technique.rules.entries()) {
    if (matches(rule.when, response)) return { rule, index };
  }
  return undefined;
}

/** What silence means to this technique: `filtered`, or `open|filtered` where open ports do not answer. */
export function stateOfSilence(technique: Technique): PortState {
  return classify(technique, null)?.rule.state ?? 'unknown';
}

/** Whether a rule's condition holds for a response (`null`: silence). */
export function matches(when: Match, response: Response | null): boolean {
  if (response === null) return when.on === 'silence';
  switch (when.on) {
    case 'silence':
      return false;
    case 'udp':
      return response.on === 'udp';
    case 'tcp':
      return (
        response.on === 'tcp' && matchesFlags(when, response.flags) && matchesWindow(when, response.window)
      );
    case 'icmp':
      return (
        response.on === 'icmp' &&
        response.type === when.type &&
        (when.code === undefined || response.code === when.code) &&
        (when.from === undefined || response.fromTarget)
      );
    case 'connect':
      return response.on === 'connect' && matchesErrno(when, response.errno);
    default:
      return unreachable(when);
  }
}

type TcpMatch = Extract<Match, { on: 'tcp' }>;
type ConnectMatch = Extract<Match, { on: 'connect' }>;

function matchesFlags(when: TcpMatch, flags: number): boolean {
  if ((flags & when.has) !== when.has) return false;
  return when.lacks === undefined || (flags & when.lacks) !== when.lacks;
}

function matchesWindow(when: TcpMatch, window: number): boolean {
  return when.window === undefined || (window === 0) === (when.window === 'zero');
}

function matchesErrno(when: ConnectMatch, errno: Extract<Response, { on: 'connect' }>['errno']): boolean {
  return when.errno === 'none' ? errno === undefined : errno !== undefined && when.errno.includes(errno);
}
