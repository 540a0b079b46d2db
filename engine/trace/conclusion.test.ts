import { describe, expect, it } from 'vitest';
import { ARP_OPERATION, arpFrame, asMac, BROADCAST_MAC, toHex } from '../packet/index.ts';
import { conclusionOf } from './conclusion.ts';
import type { EventBody, EventId } from './event.ts';
import { aStory, datagram, frame, ip, type Story, segment, TARGET } from './testing/story.ts';

const SCANNER = '198.18.10.2';
const concluded = ({ log }: Story, id: EventId) => {
  const event = log.events[id - 1];
  return event === undefined ? undefined : conclusionOf(log.events, event);
};
const attempt = (technique: string, number: number): EventBody => ({
  kind: 'probe',
  what: 'sent',
  technique,
  target: TARGET,
  protocol: 'tcp',
  port: 80,
  attempt: number,
});
const arp = (operation: number, from: string, to: string): EventBody => {
  const macs = { senderMac: asMac(1), targetMac: asMac(2) };
  const fields = { operation, ...macs, senderIp: ip(from), targetIp: ip(to) };
  const hex = toHex(arpFrame({ destination: BROADCAST_MAC, source: asMac(1) }, fields));
  return { ...frame('sent', hex), link: 'ethernet' } as EventBody;
};

describe('what a conclusion rests on', () => {
  it('an ARP reply has no TTL to tell of', () => {
    const story = aStory('tcp', 'arp');
    const probe = story.on(0, 'scanner', { ...attempt('arp', 0) });
    const asked = story.on(0, 'scanner', arp(ARP_OPERATION.REQUEST, SCANNER, TARGET), probe);
    const reply = { ...arp(ARP_OPERATION.REPLY, TARGET, SCANNER), what: 'received' } as EventBody;
    const back = story.on(1, 'scanner', reply, asked);
    const found: EventBody = { kind: 'discovery', target: TARGET, state: 'up', reason: 'arp-response' };
    expect(concluded(story, story.on(1, 'scanner', found, back, probe))).toEqual({
      text: '198.18.10.28 is up because an ARP reply came back 1 ms after the ARP request.',
      isAnswered: true,
    });
  });

  it('an answer whose probe is not in the trace has no time before it', () => {
    const story = aStory();
    const back = story.on(9, 'scanner', frame('received', segment(80, 0x14, 'target')));
    expect(concluded(story, story.verdict(9, 80, 'closed', 'reset', back))?.text).toBe(
      '80/tcp on 198.18.10.28 is closed because a TCP RST with TTL 64 came back.',
    );
  });

  it('a connect() that failed without a name failed with an error', () => {
    const story = aStory('tcp', 'connect');
    const failed = story.on(5, 'scanner', { kind: 'connect', what: 'failed', address: TARGET, port: 80 });
    expect(concluded(story, story.verdict(5, 80, 'filtered', 'error', failed))?.text).toBe(
      '80/tcp on 198.18.10.28 is filtered because connect() failed with an error.',
    );
  });

  it('silence of connect() is silence of connection attempts', () => {
    const story = aStory('tcp', 'connect');
    const tries = [0, 1000, 2000].map((at, number) => story.on(at, 'scanner', attempt('connect', number)));
    expect(concluded(story, story.verdict(3000, 80, 'filtered', 'no-response', ...tries))).toEqual({
      text: '80/tcp on 198.18.10.28 is filtered because nothing answered three connection attempts (at 0.000 s, 1.000 s and 2.000 s).',
      isAnswered: false,
    });
  });

  it('tries of different kinds are probes, and so are tries whose frames are unknown', () => {
    const story = aStory();
    const first = story.probe(0, 80, segment(80, 2, 'scanner'));
    const second = story.probe(1000, 80, datagram(80), 1);
    const mixed = story.verdict(2000, 80, 'filtered', 'no-response', first.probe, second.probe);
    expect(concluded(story, mixed)?.text).toMatch(
      /nothing answered two probes \(at 0\.000 s and 1\.000 s\)\.$/,
    );
    const unknown = story.on(3000, 'scanner', attempt('syn', 2));
    expect(concluded(story, story.verdict(4000, 80, 'filtered', 'no-response', unknown))?.text).toMatch(
      /nothing answered one probe \(at 3\.000 s\)\.$/,
    );
  });

  it('several segments without flags are TCP segments without flags', () => {
    const story = aStory('tcp', 'null');
    const tries = [0, 1].map((number) => story.probe(number, 80, segment(80, 0, 'scanner'), number).probe);
    expect(concluded(story, story.verdict(9, 80, 'open|filtered', 'no-response', ...tries))?.text).toBe(
      '80/tcp on 198.18.10.28 is open|filtered because nothing answered two TCP segments without flags (at 0.000 s and 0.001 s), and an open port can be as silent as a filtered one.',
    );
  });
});
