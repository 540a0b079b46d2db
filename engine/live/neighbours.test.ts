import { describe, expect, it } from 'vitest';
import { SECOND_IN_US } from '../base/time.ts';
import { asIpv4, asMac } from '../packet/index.ts';
import { Neighbours } from './neighbours.ts';

const HOST = asIpv4(0xc6120a1c);
const MAC = asMac(0xdead_0000_beef);
const packet = (n: number) => ({ bytes: Uint8Array.of(n), because: n });

describe('neighbours', () => {
  it('knows what it was told', () => {
    const neighbours = new Neighbours([{ interface: 'lan', address: HOST, mac: MAC }]);
    expect(neighbours.macOf('lan', HOST)).toBe(MAC);
    expect(neighbours.macOf('dmz', HOST)).toBeUndefined();
    expect(neighbours.nextAt).toBeUndefined();
  });

  it('asks three times, a second apart, then gives the packets up', () => {
    const neighbours = new Neighbours();
    neighbours.park('lan', HOST, packet(7), 100);
    neighbours.park('lan', HOST, packet(8), 200);
    const ask = [{ interface: 'lan', address: HOST, because: 7 }];
    for (const at of [100, 100 + SECOND_IN_US, 100 + 2 * SECOND_IN_US]) {
      expect(neighbours.nextAt).toBe(at);
      expect(neighbours.due(at - 1)).toEqual({ ask: [], abandoned: [] });
      expect(neighbours.due(at)).toEqual({ ask, abandoned: [] });
    }
    const last = neighbours.due(100 + 3 * SECOND_IN_US);
    expect(last.ask).toEqual([]);
    expect(last.abandoned).toEqual([{ interface: 'lan', address: HOST, packets: [packet(7), packet(8)] }]);
    expect(neighbours.nextAt).toBeUndefined();
  });

  it('gives back what waited, in its order, when the answer comes', () => {
    const neighbours = new Neighbours();
    neighbours.park('lan', HOST, packet(1), 0);
    neighbours.park('lan', HOST, packet(2), 0);
    expect(neighbours.learn({ interface: 'dmz', address: HOST, mac: MAC })).toEqual([]);
    expect(neighbours.learn({ interface: 'lan', address: HOST, mac: MAC })).toEqual([packet(1), packet(2)]);
    expect(neighbours.macOf('lan', HOST)).toBe(MAC);
    expect(neighbours.nextAt).toBeUndefined();
  });

  it('holds 64 packets for one neighbour and forgets the oldest', () => {
    const neighbours = new Neighbours();
    for (let n = 0; n < 70; n++) neighbours.park('lan', HOST, packet(n), 0);
    const parked = neighbours.learn({ interface: 'lan', address: HOST, mac: MAC });
    expect([parked.length, parked[0]?.because, parked.at(-1)?.because]).toEqual([64, 6, 69]);
  });
});
