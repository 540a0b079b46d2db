import { formatIpv4 } from '../packet/index.ts';
import type { ScanReport } from '../scan/index.ts';
import { consolidate } from './consolidate.ts';
import { conversationOf } from './conversations.ts';

/** Which ports a diagram draws, and what it says about the others. */
export interface Selection {
  readonly drawn: ReadonlySet<string>;
  readonly notes: readonly string[];
}

/** More conversations than this and nobody follows the picture. */
const MOST_CONVERSATIONS = 40;

/**
 * The ports that a report lists in its table, and one example of each group that it folds into "Not shown".
 * What is left out is counted in a note.
 */
export function selectConversations(report: ScanReport): Selection {
  const drawn = new Set<string>();
  const notes: string[] = [];
  let leftOut = 0;
  for (const host of report.hosts) {
    const address = formatIpv4(host.address);
    const { shown, hidden } = consolidate(host.ports, report.request.output);
    for (const { protocol, port } of shown) {
      if (drawn.size < MOST_CONVERSATIONS) drawn.add(conversationOf(protocol, port, address));
      else leftOut++;
    }
    for (const { state, groups } of hidden) {
      for (const { protocol, reason, count, ports } of groups) {
        const example = Number.parseInt(ports, 10);
        drawn.add(conversationOf(protocol, example, address));
        if (count === 1) continue;
        const more = `${count - 1} more ${protocol} ${count === 2 ? 'port' : 'ports'} on ${address}`;
        notes.push(`Not drawn: ${more}, ${state} (${reason}) like ${example}/${protocol}`);
      }
    }
  }
  if (leftOut > 0) notes.push(`Not drawn: ${leftOut} more listed ${leftOut === 1 ? 'port' : 'ports'}`);
  return { drawn, notes };
}
