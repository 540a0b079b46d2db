import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stream } from '../base/random.ts';
import { UNTRACED } from '../trace/index.ts';
import { createContext } from './context.ts';
import { createHost } from './host.ts';
import { activate, createLane, deactivate, forget, newestOf, retire } from './lane.ts';
import { NONE, PROBE, ProbePool } from './pool.ts';
import { FAR, scanOf, VANTAGE } from './testing/requests.ts';

const laneOf = (items: number) => {
  const request = scanOf();
  const context = createContext(request, { vantage: VANTAGE, trace: UNTRACED }, stream(1, 'test'));
  return createLane(context, 0, createHost(request, 0, { address: FAR }, undefined), items);
};

describe('the pool of probes', () => {
  it('keeps what was written when it grows', () => {
    const pool = new ProbePool();
    const ids = Array.from({ length: 1000 }, (_, i) => pool.allocate(i % 7, i, (i % 11) * 2, i * 10));
    for (const [i, id] of ids.entries()) {
      expect([pool.laneOf(id), pool.itemOf(id), pool.attempt(id), pool.sentAtOf(id)]).toEqual([
        i % 7,
        i,
        i % 11,
        i * 10,
      ]);
    }
    expect(pool.used).toBe(1000);
  });

  it('uses freed places again, clean', () => {
    const pool = new ProbePool();
    const id = pool.allocate(3, 4, 5, 6);
    pool.key[id] = 99;
    pool.older[id] = 1;
    expect([pool.isPing(id), pool.isActive(id)]).toEqual([true, true]);
    pool.free(id);
    expect(pool.stateOf(id)).toBe(PROBE.FREE);
    expect(pool.allocate(0, 0, 0, 7)).toBe(id);
    expect([pool.keyOf(id), pool.olderOf(id), pool.isPing(id)]).toEqual([0, NONE, false]);
  });
});

describe('the active probes of a lane', () => {
  it('stay in the order of sending, whichever leave', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 60 }), (commands) => {
        const pool = new ProbePool();
        const lane = laneOf(1);
        const model: number[] = [];
        for (const command of commands) {
          const leaving = model[command];
          if (leaving === undefined) {
            const id = pool.allocate(0, 0, 0, 0);
            activate(lane, pool, id);
            model.push(id);
          } else {
            deactivate(lane, pool, leaving);
            pool.free(leaving);
            model.splice(command, 1);
          }
          const found: number[] = [];
          for (let id = lane.firstActive; id !== NONE; id = pool.nextOf(id)) found.push(id);
          expect(found).toEqual(model);
          expect([lane.active, lane.lastActive]).toEqual([model.length, model.at(-1) ?? NONE]);
        }
      }),
    );
  });
});

describe('the tries of an item', () => {
  const tries = () => {
    const pool = new ProbePool();
    const lane = laneOf(1);
    const ids = [0, 2, 4].map((opaque) => {
      const id = pool.allocate(0, 0, opaque, 0);
      pool.older[id] = newestOf(lane, 0);
      lane.newest[0] = id;
      return id;
    });
    const left = (): number[] => {
      const found: number[] = [];
      for (let id = newestOf(lane, 0); id !== NONE; id = pool.olderOf(id)) found.push(pool.attempt(id));
      return found;
    };
    return { pool, lane, ids, left };
  };

  it.each([
    { forgotten: 0, left: [2, 1] },
    { forgotten: 1, left: [2, 0] },
    { forgotten: 2, left: [1, 0] },
  ])('hang together without try $forgotten', ({ forgotten, left }) => {
    const { pool, lane, ids, left: remaining } = tries();
    forget(lane, pool, ids[forgotten] ?? NONE);
    expect(remaining()).toEqual(left);
  });

  it('are counted as what they are', () => {
    const { pool, lane, ids } = tries();
    const [first = NONE, second = NONE, third = NONE] = ids;
    pool.state[first] = PROBE.WAITING;
    pool.state[second] = PROBE.CAPPED;
    pool.state[third] = PROBE.WAITING;
    lane.waitingCount = 2;
    lane.cappedCount = 1;
    retire(lane, pool, first);
    forget(lane, pool, second);
    forget(lane, pool, third);
    expect([lane.waitingCount, lane.cappedCount, lane.old.ids]).toEqual([0, 0, [first]]);
  });
});
