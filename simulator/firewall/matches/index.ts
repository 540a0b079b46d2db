import type { MatchExtension } from '../extension.ts';
import { comment } from './comment.ts';
import { connlimit } from './connlimit.ts';
import { conntrack } from './conntrack.ts';
import { hashlimit } from './hashlimit.ts';
import { icmp } from './icmp.ts';
import { length } from './length.ts';
import { limit } from './limit.ts';
import { multiport } from './multiport.ts';
import { recent } from './recent.ts';
import { state } from './state.ts';
import { statistic } from './statistic.ts';
import { tcp } from './tcp.ts';
import { ttl } from './ttl.ts';
import { udp } from './udp.ts';

/** Every match that is modelled. A new one is its file and its line here. */
const ALL: readonly MatchExtension[] = [
  tcp,
  udp,
  icmp,
  multiport,
  conntrack,
  state,
  limit,
  hashlimit,
  recent,
  connlimit,
  statistic,
  ttl,
  length,
  comment,
];

export const MATCHES: ReadonlyMap<string, MatchExtension> = new Map(ALL.map((match) => [match.name, match]));
