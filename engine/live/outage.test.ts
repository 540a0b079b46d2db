import { describe, expect, it } from 'vitest';
import { arpFrame, decodeFrame, type Mac } from '../packet/index.ts';
import type { ScanEffect } from '../scan/index.ts';
import {
  FAR,
  FINISHED,
  fakeWorld,
  KNOWN,
  lossIn,
  ME,
  MY_MAC,
  scripted,
  sendTo,
  TARGET,
  wakeIn,
} from './testing/live-world.ts';

/** A frame of the scanner's own making, which waits for no neighbour. */
const sendFrame = (): ScanEffect => ({
  type: 'send-ethernet',
  interface: 'lan0',
  bytes: arpFrame(
    { destination: 0xffff_ffff_ffff as Mac, source: MY_MAC },
    { operation: 1, senderMac: MY_MAC, senderIp: ME, targetMac: 0 as Mac, targetIp: TARGET },
  ),
  because: 0,
});

describe('a link that is lost', () => {
  it('says so at once, waits, and tells the scanner when the link is back; no time has passed for it', async () => {
    const { cap, transport, running, said } = fakeWorld({ neighbours: KNOWN, waitForLinkMs: 10_000 });
    const scan = scripted((input) => {
      if (input.type === 'start') {
        cap.sendError = 'send: Network is down';
        running.delete('lan0');
        setTimeout(() => {
          expect(said).toEqual(['lan0: Network is down. Waiting for up to 10.0 s for it to come back.']);
          cap.sendError = undefined;
          running.set('lan0', ['198.18.10.2']);
        }, 600);
        // The second is not even tried, and the wake would be long overdue.
        return [sendTo(TARGET), sendTo(TARGET), wakeIn(input, 5_000)];
      }
      return input.type === 'link-back' ? [sendTo(TARGET), wakeIn(input, 5_000)] : FINISHED;
    });
    await transport.run(scan.step);
    expect(scan.seen.map(({ type }) => type)).toEqual(['start', 'link-back', 'woke']);
    const [start, back] = scan.seen;
    expect(back).toMatchObject({ since: 0, text: said[1] });
    expect((back?.at ?? 0) - (start?.at ?? 0)).toBeLessThan(100_000);
    expect(said[1]).toMatch(/^lan0: Network is down\. After \d\.\d s all was as before; what was unanswered/);
    // Who is at the other end now has to be asked.
    expect(cap.sent.map(({ frame }) => decodeFrame(frame).arp?.targetIp)).toEqual([TARGET]);
    // A socket tells of a loss that is over once more.
    expect(cap.opened.filter(({ device }) => device === 'lan0').length).toBe(2);
  });

  it('waits no longer than it should, all losses together', async () => {
    const { cap, transport, said } = fakeWorld({ neighbours: KNOWN, waitForLinkMs: 600 });
    // As if it came back and was lost again each time.
    cap.sendError = 'send: Network is down';
    const scan = scripted((input) =>
      input.type === 'interface-lost' ? FINISHED : [sendTo(TARGET), sendFrame()],
    );
    const began = performance.now();
    await transport.run(scan.step);
    expect(lossIn(scan.seen)).toBe('lan0: Network is down.');
    expect(said.length).toBeGreaterThan(2);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('does not wait for an interface that was removed', async () => {
    const { transport, running, said } = fakeWorld(
      { neighbours: KNOWN, waitForLinkMs: 10_000 },
      undefined,
      [],
    );
    const scan = scripted((input) => {
      if (input.type === 'start') running.delete('lan0');
      return input.type === 'start' ? [sendTo(TARGET), wakeIn(input, 5_000_000)] : FINISHED;
    });
    await transport.run(scan.step);
    expect([lossIn(scan.seen), said]).toEqual(['Interface lan0 was removed.', []]);
  });
});

describe('a route that changes', () => {
  const connected = 'lan0 000A12C6 00000000 0001 0 0 0 00FFFFFF 0 0 0';
  const behind = 'lan0 001412C6 010A12C6 0003 0 0 0 00FFFFFF 0 0 0';
  const head = 'Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT';
  const table = (...rows: readonly string[]) => `${[head, ...rows].join('\n')}\n`;

  const flip = async (after: readonly string[], back: boolean) => {
    const world = fakeWorld({ waitForLinkMs: back ? 10_000 : 0 });
    const { routes, transport } = world;
    routes.table = table(connected, behind);
    const scan = scripted((input) => {
      if (input.type !== 'start') return FINISHED;
      setTimeout(() => {
        routes.table = table(...after);
        if (back) setTimeout(() => (routes.table = table(connected, behind)), 600);
      }, 50);
      return [sendTo(FAR), wakeIn(input, 900_000)];
    });
    await transport.run(scan.step);
    return { ...world, seen: scan.seen };
  };

  it.each([
    ['is gone', [connected], 'nowhere'],
    ['is closed', [connected, '* 001412C6 00000000 0201 0 0 0 00FFFFFF 0 0 0'], 'nowhere'],
    [
      'leads out of another interface',
      [connected, 'tun0 001412C6 01000A0A 0003 0 0 0 00FFFFFF 0 0 0'],
      'out of tun0 by way of 10.10.0.1',
    ],
    [
      'has another gateway',
      [connected, 'lan0 001412C6 090A12C6 0003 0 0 0 00FFFFFF 0 0 0'],
      'out of lan0 by way of 198.18.10.9',
    ],
    [
      'is overruled by a narrower one',
      [connected, behind, 'tun0 051412C6 00000000 0005 0 0 0 FFFFFFFF 0 0 0'],
      'out of tun0',
    ],
  ])('ends the scan, with a sentence, when it %s', async (_what, after, leads) => {
    const { seen } = await flip(after, false);
    expect(lossIn(seen)).toBe(`The route to 198.18.20.5 changed: it leads ${leads} now.`);
  });

  it('is waited for', async () => {
    const { seen, said } = await flip([connected], true);
    expect(seen.map(({ type }) => type)).toEqual(['start', 'link-back']);
    expect(said[0]).toMatch(/^The route to 198\.18\.20\.5 changed: it leads nowhere now\. Waiting for up to/);
  });

  it('does not matter where it leads to somebody else', async () => {
    const { seen } = await flip(
      [connected, behind, 'tun0 00000000 01000A0A 0003 0 0 0 00000000 0 0 0'],
      false,
    );
    expect(seen.map(({ type }) => type)).toEqual(['start', 'woke']);
  });
});
