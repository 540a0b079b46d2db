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

/** Hosts in the order of the runs, TCP ports before UDP ports, ascending. */
export function compareRuns(left: ScanView, right: ScanView): ComparedRuns {
  const ports = new Map<string, ComparedPort>();
  const add = (side: 'left' | 'right', { hosts }: ScanView): void => {
    for (const { address, ports: rows } of hosts) {
      for (const row of rows) {
        const { protocol, port } = row;
        const key = `${address} ${protocol}/${port}`;
        ports.set(key, { ...(ports.get(key) ?? { address, protocol, port }), [side]: row });
      }
    }
  };
  add('left', left);
  add('right', right);
  const order = new Map([...ports.values()].map(({ address }, index) => [address, index]));
  const all = [...ports.values()].sort(
    (a, b) =>
      (order.get(a.address) ?? 0) - (order.get(b.address) ?? 0) ||
      a.protocol.localeCompare(b.protocol) ||
      a.port - b.port,
  );
  return {
    different: all.filter((port) => !isSame(port)),
    equal: all.filter(isSame),
  };
}

/** A different TTL is the way's, not the port's. */
const isSame = ({ left, right }: ComparedPort): boolean =>
  left !== undefined &&
  right !== undefined &&
  left.state === right.state &&
  left.reason === right.reason &&
  left.from === right.from;
