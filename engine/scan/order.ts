import type { Random } from '../base/random.ts';

/** TCP ports that answer most often; scanned first, so that the round-trip time is known early (nmap 7.93). */
const POPULAR: ReadonlySet<number> = new Set([
  80, 23, 443, 21, 22, 25, 3389, 110, 445, 139, 143, 53, 135, 3306, 8080, 1723, 111, 995, 993, 5900, 1025,
  587, 8888, 199, 1720, 113, 554, 256,
]);

/**
 * The order in which ports are probed, as indexes into `ports`: shuffled; of TCP the popular ones are then
 * swapped to the front as they are met in the shuffled list.
 */
export function probeOrder(
  ports: readonly number[],
  protocol: 'tcp' | 'udp',
  sequential: boolean,
  chance: Random,
): Int32Array {
  const order = new Int32Array(ports.length).map((_, index) => index);
  if (sequential) return order;
  for (let last = order.length - 1; last > 0; last--) swap(order, last, chance.below(last + 1));
  if (protocol === 'tcp') popularFirst(order, ports);
  return order;
}

function popularFirst(order: Int32Array, ports: readonly number[]): void {
  let front = 0;
  for (let i = 0; i < order.length && front < POPULAR.size; i++) {
    if (POPULAR.has(ports[order[i] as number] as number)) swap(order, i, front++);
  }
}

function swap(order: Int32Array, a: number, b: number): void {
  const kept = order[a] as number;
  order[a] = order[b] as number;
  order[b] = kept;
}
