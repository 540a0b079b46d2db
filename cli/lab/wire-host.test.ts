import { describe, expect, it } from 'vitest';
import { loadCap } from '../../engine/live/index.ts';
import {
  arpFrame,
  BROADCAST_MAC,
  decodeFrame,
  ETHERTYPE,
  ethernetFrame,
  icmpPacket,
  internetChecksum,
  type Mac,
  parseMac,
  pseudoHeaderSum,
  setU16,
  toHex,
  udpPacket,
  ZERO_MAC,
} from '../../engine/packet/index.ts';
import { type Lab, loadLab } from '../../simulator/lab/index.ts';
import { ip } from '../../test/support/lab.ts';
import { LabFailure } from './failure.ts';
import { namespaceFault } from './namespace-facts.ts';
import { completeChecksum } from './offload.ts';
import { planOf } from './plan.ts';
import { createRealTime } from './real-time.ts';
import { createReplyBudget, createUdpCap, isUdp } from './reply-budget.ts';
import { requireWire } from './require-wire.ts';
import { isFor } from './wire-port.ts';
import { wireSpecOf } from './wire-spec.ts';

const LAB = `lab: wire
networks: { lan: { subnet: 198.18.10.0/24 }, dmz: { subnet: 198.18.20.0/24 } }
scanner: { address: 198.18.10.2 }
hosts:
  router: { interfaces: { lan: 198.18.10.1, dmz: 198.18.20.1 }, forward: true }
  target:
    address: 198.18.20.28
    stack: windows
    services:
      - { port: tcp/445, banner: "hello" }
      - { port: tcp/5, bind: 127.0.0.1 }
      - { port: udp/137, reply: "hex:8045" }
`;

function labOf(text: string): Lab {
  const lab = loadLab(text);
  if (!lab.ok) throw new Error(JSON.stringify(lab.error));
  return lab.value;
}

describe('the plan of a simulated host', () => {
  it('gives back the host that the lab has', () => {
    const lab = labOf(LAB);
    const plan = planOf(lab).hosts.find(({ name }) => name === 'target');
    if (plan === undefined) throw new Error('no target');
    const { spec, networks } = wireSpecOf(plan);
    const { firewall: _, ...host } = lab.hosts.find(({ name }) => name === 'target') ?? { firewall: 0 };
    expect(spec).toMatchObject({ ...host, services: spec.services });
    expect(spec.services.map(({ port, bind, banner, reply }) => [port, bind, banner, reply])).toEqual([
      [5, ip('127.0.0.1'), undefined, undefined],
      [445, undefined, new TextEncoder().encode('hello'), undefined],
      [137, undefined, undefined, Uint8Array.of(0x80, 0x45)],
    ]);
    expect(networks.get('dmz')?.subnet).toEqual(lab.networks.find(({ name }) => name === 'dmz')?.subnet);
  });

  it('is refused where no lab can have it', () => {
    const [, , plan] = planOf(labOf(LAB)).hosts;
    const broken = plan?.interfaces.map((one) => ({ ...one, address: '198.18.20.28; reboot' })) ?? [];
    expect(() => wireSpecOf({ ...(plan as NonNullable<typeof plan>), interfaces: broken })).toThrow(
      /no lab can have/,
    );
  });

  it('says a stack for such hosts alone', () => {
    expect(planOf(labOf(LAB)).hosts.map(({ stack }) => stack)).toEqual([undefined, undefined, 'windows']);
  });
});

describe('a lab with a stack that the kernel cannot play', () => {
  const missing = () =>
    loadCap(() => {
      throw Object.assign(new Error("Cannot find module 'cap/package.json'"), { code: 'MODULE_NOT_FOUND' });
    });

  it('is refused without libpcap, by the name of the stack and with the way out', () => {
    const refusal = (() => {
      try {
        requireWire(planOf(labOf(LAB)), missing);
      } catch (error) {
        return error as LabFailure;
      }
      return undefined;
    })();
    expect(refusal).toBeInstanceOf(LabFailure);
    expect(refusal?.message).toMatch(/target has the stack windows/);
    expect(refusal?.waysOut.join('\n')).toMatch(/libpcap[\s\S]*simulated/);
  });

  it('of Linux hosts alone asks for no libpcap', () => {
    expect(() => requireWire(planOf(labOf(LAB.replace('windows', 'linux'))), missing)).not.toThrow();
  });
});

describe('a simulated host plays only', () => {
  it.each([
    ['with the interfaces of its plan', ['lo', 'lan'], '', undefined],
    ['beside what the kernel puts everywhere', ['lo', 'sit0', 'lan'], '\n', undefined],
    ['and not where there is another', ['lo', 'lan', 'eth0'], '', /has the interfaces eth0, lan, not lan/],
    ['and not where one is missing', ['lo'], '', /interfaces of nobody, not lan/],
    ['and not beside an address', ['lo', 'lan'], 'Main:\n  +-- 127.0.0.0/8 2 0 2\n', /an address or a route/],
  ] as const)('%s', (_, interfaces, routing, expected) => {
    const fault = namespaceFault({ interfaces, routing }, ['lan']);
    if (expected === undefined) expect(fault).toBeUndefined();
    else expect(fault).toMatch(expected);
  });

  it.each([0, 1, 7, 1000])('as often as it was spoken to: after %i frames', (heard) => {
    const budget = createReplyBudget();
    for (let i = 0; i < heard; i++) budget.received();
    let said = 0;
    while (budget.maySend()) said += 1;
    expect(said).toBe(Math.min(heard, 256));
  });
});

describe('UDP answers of a host or a service', () => {
  it('are 5000 a second and no more', () => {
    let now = 0;
    const mayAnswer = createUdpCap(() => now);
    const answersOf = (asked: number) => Array.from({ length: asked }, mayAnswer).filter(Boolean).length;
    expect(answersOf(4_000)).toBe(4_000);
    now = 999;
    expect(answersOf(4_000)).toBe(1_000);
    now = 1_000;
    expect(answersOf(9_000)).toBe(5_000);
  });

  it('are told by their headers', () => {
    const payload = Uint8Array.of(1);
    const head = { id: 1, ttl: 64, source: ip('198.18.10.28'), destination: ip('198.18.10.2') };
    const udp = udpPacket(head, { sourcePort: 137, destinationPort: 4000, payload });
    const frame = { destination: PEER, source: OWN, etherType: ETHERTYPE.IPV4 };
    const seen = [ethernetFrame(frame, udp), ipFrame(OWN), question(1, '198.18.10.28'), Uint8Array.of(1)];
    expect(seen.map(isUdp)).toEqual([true, false, false, false]);
  });
});

const OWN = parseMac('02:00:00:00:00:28') as Mac;
const PEER = parseMac('02:00:00:00:00:02') as Mac;
const PORT = { name: 'lan', mac: OWN, address: ip('198.18.10.28') };
const echo = icmpPacket(
  { id: 1, ttl: 64, source: ip('198.18.10.2'), destination: PORT.address },
  { type: 'echo-request', id: 1, sequence: 1 },
);
const ipFrame = (destination: Mac, source = PEER): Uint8Array =>
  ethernetFrame({ destination, source, etherType: ETHERTYPE.IPV4 }, echo);
const question = (operation: number, target: string): Uint8Array =>
  arpFrame(
    { destination: BROADCAST_MAC, source: PEER },
    {
      operation,
      senderMac: PEER,
      senderIp: ip('198.18.10.2'),
      targetMac: ZERO_MAC,
      targetIp: ip(target),
    },
  );

describe('a frame on the wire', () => {
  it.each([
    ['to its own address', ipFrame(OWN), true],
    ['to another', ipFrame(PEER), false],
    ['to all', ipFrame(BROADCAST_MAC), false],
    ['to a group', ipFrame(parseMac('01:00:5e:00:00:01') as Mac), false],
    ['of its own', ipFrame(OWN, OWN), false],
    ['that asks for its address', question(1, '198.18.10.28'), true],
    ['that asks for another address', question(1, '198.18.10.29'), false],
    ['that tells all about its address', question(2, '198.18.10.28'), false],
    ['that is cut', ipFrame(OWN).subarray(0, 9), false],
  ])('%s: taken is %s', (_, frame, expected) => {
    expect(isFor(PORT, frame as Uint8Array)).toBe(expected);
  });
});

describe('a checksum left to a network card', () => {
  const header = { id: 1, ttl: 64, source: ip('198.18.10.2'), destination: PORT.address };
  const payload = Uint8Array.of(1, 2, 3);
  const whole = ethernetFrame(
    { destination: OWN, source: PEER, etherType: ETHERTYPE.IPV4 },
    udpPacket(header, { sourcePort: 4000, destinationPort: 53, payload }),
  );
  const withChecksum = (checksum: number): Uint8Array => {
    const frame = whole.slice();
    setU16(frame, 14 + 20 + 6, checksum);
    return frame;
  };
  const sum = pseudoHeaderSum(header.source, header.destination, 17, 8 + payload.length);
  const partial = (sum & 0xffff) + (sum >>> 16);

  it('is put in', () => {
    const frame = withChecksum(partial);
    completeChecksum(frame);
    expect(toHex(frame)).toBe(toHex(whole));
    const { udp } = decodeFrame(frame);
    expect(udp && internetChecksum(frame, udp.span.start, udp.span.end, sum)).toBe(0);
  });

  it.each([0, 0x1234, 0xffff])('is not what %i is: that stays', (checksum) => {
    const frame = withChecksum(checksum);
    completeChecksum(frame);
    expect(toHex(frame)).toBe(toHex(withChecksum(checksum)));
  });

  it('stays where it is right, and frames of other kinds stay as they are', () => {
    for (const frame of [whole, ipFrame(OWN), question(1, '198.18.10.28'), Uint8Array.of(1, 2)]) {
      const copy = frame.slice();
      completeChecksum(copy);
      expect(toHex(copy)).toBe(toHex(frame));
    }
  });
});

describe('real time', () => {
  it('lets what is due happen first, in its order, and no earlier', () => {
    let now = 0;
    const { clock, at } = createRealTime(() => now);
    const seen: string[] = [];
    at(() => {
      clock.schedule(3_000, () => seen.push(`second at ${clock.now}`));
      clock.schedule(2_000, () => seen.push(`first at ${clock.now}`));
      clock.schedule(9_000_000, () => seen.push('never')).cancel();
    });
    now = 1_999;
    at(() => seen.push(`before at ${clock.now}`));
    now = 5_000;
    at(() => seen.push(`frame at ${clock.now}`));
    expect(seen).toEqual(['before at 1999', 'first at 2000', 'second at 3000', 'frame at 5000']);
  });

  it('goes on by itself', async () => {
    const { clock, at } = createRealTime();
    await new Promise<void>((resolve) => at(() => clock.schedule(clock.now + 2_000, resolve)));
    expect(clock.now).toBeGreaterThanOrEqual(2_000);
  });
});
