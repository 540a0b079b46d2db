import { describe, expect, it } from 'vitest';
import { acknowledge, createWindow, dropGroup, dropHost, hasRoom } from './congestion.ts';
import { scanOf } from './testing/requests.ts';
import { tuningOf } from './tuning.ts';

const T3 = tuningOf(scanOf().timing);

describe('the congestion window', () => {
  it('begins at 10 with a threshold of 75, and at 1 where T0 to T2 send one at a time', () => {
    expect(createWindow(T3, 0)).toMatchObject({ size: 10, threshold: 75 });
    const T2 = tuningOf({ ...scanOf().timing, template: 2 });
    expect(createWindow(T2, 0).size).toBe(1);
  });

  it('doubles in a round below the threshold, every probe answered: 10, 20, 40, 75', () => {
    const window = createWindow(T3, 0);
    const sizes = [10, 20, 35].map((round) => {
      for (let i = 0; i < round; i++) answer(window);
      return window.size;
    });
    expect(sizes).toEqual([20, 40, 75]);
  });

  it('grows by one in a round above the threshold', () => {
    const window = { ...createWindow(T3, 0), size: 100 };
    for (let i = 0; i < 100; i++) answer(window);
    expect(window.size).toBeCloseTo(101, 1);
  });

  it('counts an answer for more where few probes are answered, at most for 50', () => {
    const window = { ...createWindow(T3, 0), expected: 19 };
    answer(window); // 20 expected, 1 answered
    expect(window.size).toBe(30);
    const silent = { ...createWindow(T3, 0), expected: 1000 };
    answer(silent);
    expect(silent.size).toBe(60);
  });

  it('never passes 300, and stops at the threshold in slow start', () => {
    const window = { ...createWindow(T3, 0), expected: 999 };
    answer(window, 3);
    expect(window.size).toBe(75);
    const large = { ...createWindow(T3, 0), size: 299.99, expected: 999 };
    for (let i = 0; i < 10; i++) answer(large, 3);
    expect(large.size).toBe(300);
  });

  it('drops a host to 1 and the group to half, with 2/3 of what was in flight as threshold', () => {
    const host = { ...createWindow(T3, 0), size: 60 };
    dropHost(host, T3, 50, 123);
    expect(host).toMatchObject({ size: 1, threshold: 33, lastDropAt: 123 });
    const group = { ...createWindow(T3, 0), size: 60 };
    dropGroup(group, T3, 1, 123);
    expect(group).toMatchObject({ size: 30, threshold: 2, lastDropAt: 123 });
  });

  it('has room for a probe only if a whole one fits', () => {
    expect([hasRoom(10, 9), hasRoom(10, 10), hasRoom(10.4, 10), hasRoom(10.5, 10)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  function answer(window: ReturnType<typeof createWindow>, weight = 1): void {
    window.expected++;
    acknowledge(window, T3, weight);
  }
});

describe('tuning', () => {
  // nmap 7.93's timing report and source, section "templates".
  it.each([
    { template: 0, avoidanceIncrement: 1, thresholdDivisor: 1.5, dropRatio: 0.3, patience: 3, maxWindow: 1 },
    { template: 2, avoidanceIncrement: 1, thresholdDivisor: 1.5, dropRatio: 0.3, patience: 3, maxWindow: 1 },
    {
      template: 3,
      avoidanceIncrement: 1,
      thresholdDivisor: 1.5,
      dropRatio: 0.3,
      patience: 3,
      maxWindow: 300,
    },
    {
      template: 4,
      avoidanceIncrement: 2,
      thresholdDivisor: 4 / 3,
      dropRatio: 0.4,
      patience: 4,
      maxWindow: 300,
    },
    {
      template: 5,
      avoidanceIncrement: 2,
      thresholdDivisor: 5 / 4,
      dropRatio: 0.4,
      patience: 4,
      maxWindow: 300,
    },
  ])('follows template T$template', (row) => {
    const { template, ...expected } = row;
    expect(tuningOf({ ...scanOf().timing, template })).toMatchObject(expected);
  });

  it('lets --min-parallelism and --max-parallelism bound the window, and the sockets', () => {
    const tuned = tuningOf({ ...scanOf().timing, minParallelism: 20, maxParallelism: 5 });
    expect(tuned).toMatchObject({ lowWindow: 20, maxWindow: 20, initialWindow: 20, maxSockets: 20 });
    expect(tuningOf({ ...scanOf().timing, maxParallelism: 5 })).toMatchObject({
      initialWindow: 5,
      maxSockets: 5,
    });
    expect(tuningOf(scanOf().timing).maxSockets).toBe(1014);
  });
});
