import { asIpv4, broadcastOf, type Cidr, formatIpv4, type Ipv4 } from '../packet/index.ts';

/** Addresses `first` to `last`, both inside. */
export interface Interval {
  readonly first: Ipv4;
  readonly last: Ipv4;
}

export const intervalOf = (cidr: Cidr): Interval => ({ first: cidr.network, last: broadcastOf(cidr) });
export const single = (address: Ipv4): Interval => ({ first: address, last: address });

/**
 * A set of IPv4 addresses: intervals that are sorted, do not touch and do not overlap. Membership is a binary
 * search over two typed arrays, since the sender asks it for every frame.
 */
export class Intervals implements Iterable<Interval> {
  readonly #firsts: Uint32Array;
  readonly #lasts: Uint32Array;

  private constructor(sorted: readonly Interval[]) {
    this.#firsts = Uint32Array.from(sorted, (interval) => interval.first);
    this.#lasts = Uint32Array.from(sorted, (interval) => interval.last);
  }

  /** The union of the intervals, in any order, overlapping or not. One that ends before it begins is empty. */
  static of(intervals: Iterable<Interval>): Intervals {
    const sorted = [...intervals].filter((one) => one.first <= one.last).sort((a, b) => a.first - b.first);
    const merged: { first: Ipv4; last: Ipv4 }[] = [];
    for (const { first, last } of sorted) {
      const previous = merged.at(-1);
      if (previous !== undefined && first <= previous.last + 1) {
        if (last > previous.last) previous.last = last;
      } else merged.push({ first, last });
    }
    return new Intervals(merged);
  }

  static readonly EMPTY: Intervals = new Intervals([]);

  has(address: Ipv4): boolean {
    let low = 0;
    let high = this.#firsts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (at(this.#firsts, middle) <= address) low = middle + 1;
      else high = middle;
    }
    return low > 0 && address <= at(this.#lasts, low - 1);
  }

  union(other: Intervals): Intervals {
    return Intervals.of([...this, ...other]);
  }

  /** The addresses of this set that are not in the other. */
  minus(other: Intervals): Intervals {
    const left: Interval[] = [];
    const holes = [...other];
    let next = 0;
    for (const { first, last } of this) {
      let from: number = first;
      while (next < holes.length && (holes[next] as Interval).last < first) next++;
      for (let i = next; i < holes.length; i++) {
        const hole = holes[i] as Interval;
        if (hole.first > last) break;
        if (hole.first > from) left.push({ first: asIpv4(from), last: asIpv4(hole.first - 1) });
        from = hole.last + 1;
      }
      // `from` may be 2^32 here, behind the last address; asIpv4 would make it 0.
      if (from <= last) left.push({ first: asIpv4(from), last });
    }
    return new Intervals(left);
  }

  intersect(other: Intervals): Intervals {
    return this.minus(this.minus(other));
  }

  /** How many addresses: 0 to 2^32. */
  get size(): number {
    let size = 0;
    for (const { first, last } of this) size += last - first + 1;
    return size;
  }

  *[Symbol.iterator](): Iterator<Interval> {
    for (let i = 0; i < this.#firsts.length; i++)
      yield { first: asIpv4(at(this.#firsts, i)), last: asIpv4(at(this.#lasts, i)) };
  }

  /** `10.0.0.1, 10.0.0.4-10.0.0.9`; at most `limit` intervals, then how many more. */
  describe(limit = 8): string {
    const all = [...this].map(({ first, last }) =>
      first === last ? formatIpv4(first) : `${formatIpv4(first)}-${formatIpv4(last)}`,
    );
    const rest = all.length - limit;
    return rest > 0 ? `${all.slice(0, limit).join(', ')} and ${rest} more` : all.join(', ');
  }
}

const at = (numbers: Uint32Array, index: number): number => numbers[index] as number;
