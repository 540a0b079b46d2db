import type { PortRow, ScanView } from './scan-view.ts';

/** One port in two runs; a side is absent where the port was not scanned. */
export interface ComparedPort {
  readonly address: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly left?: PortRow;
  readonly right?: PortRow;
}

export interface ComparedRuns {
  /** Ports about which the runs conclude differently, or which only one of them scanned. */
  readonly different: readonly ComparedPort[];
  readonly equal: readonly ComparedPort[];
}

/** Hosts in the order of the runs; ports as reports have them: TCP before UDP, ascending. */
export function compareRuns(left: ScanView, right: ScanView): ComparedRuns {
  const addresses = new Set([...left.hosts, ...right.hosts].map(({ address }) => address));
  const rowsOf = ({ hosts }: ScanView, wanted: string): readonly PortRow[] =>
    hosts.find(({ address }) => address === wanted)?.ports ?? [];
  const different: ComparedPort[] = [];
  const equal: ComparedPort[] = [];
  for (const address of addresses) {
    for (const pair of paired(rowsOf(left, address), rowsOf(right, address))) {
      (isSame(pair) ? equal : different).push({ address, ...pair });
    }
  }
  return { different, equal };
}

type Pair = Omit<ComparedPort, 'address'>;

/** Both lists are in the same order: one walk finds the rows that belong together. */
function* paired(left: readonly PortRow[], right: readonly PortRow[]): Generator<Pair> {
  let [l, r] = [0, 0];
  for (;;) {
    const [one, other] = [left[l], right[r]];
    const order = orderOf(one, other);
    const first = order <= 0 ? one : other;
    if (first === undefined) return;
    const { protocol, port } = first;
    yield {
      protocol,
      port,
      ...(order <= 0 && one !== undefined ? { left: one } : {}),
      ...(order >= 0 && other !== undefined ? { right: other } : {}),
    };
    if (order <= 0) l++;
    if (order >= 0) r++;
  }
}

/** Negative where the left row comes first; where a list has ended, the other's rows come. */
function orderOf(left: PortRow | undefined, right: PortRow | undefined): number {
  if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? 1 : -1;
  if (left.protocol !== right.protocol) return left.protocol === 'tcp' ? -1 : 1;
  return left.port - right.port;
}

/** A different TTL is the way's, not the port's. */
const isSame = ({ left, right }: Pair): boolean =>
  left !== undefined &&
  right !== undefined &&
  left.state === right.state &&
  left.reason === right.reason &&
  left.from === right.from;
