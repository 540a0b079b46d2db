import { describe, expect, it } from 'vitest';
import { decode, fromHex, readField, TCP_FIELD } from '../../engine/packet/index.ts';
import { CAPTURED } from '../../engine/packet/testing/captured.ts';
import { FIELD_NOTES } from './field-notes.data.ts';
import { fieldAt, type PacketLayers, packetLayers } from './packet-layers.ts';

const bytesOf = (hex: string): Uint8Array => {
  const bytes = fromHex(hex);
  if (bytes === undefined) throw new Error(`${hex} is no hexadecimal text`);
  return bytes;
};
const layersOf = (hex: string): PacketLayers => packetLayers('ethernet', bytesOf(hex));
const shownIn = (packet: PacketLayers, key: string): string | undefined =>
  packet.layers.flatMap(({ fields }) => fields).find((field) => field.key === key)?.value;

/** nmap's first SYN to a real kernel, as tcpdump read it. */
const SYN = layersOf(
  '02000000000b02000000000a08004500002ce0bd0000300609ccc6120a02c6120a1c9c400017193868df0000000060020400d5740000020405b4',
);

describe('the layers of a packet', () => {
  it.each([
    ['ethernet.source', '02:00:00:00:00:0a'],
    ['ethernet.etherType', '0x0800 (IPv4)'],
    ['ipv4.ttl', '48'],
    ['ipv4.id', '57533 (0xe0bd)'],
    ['ipv4.protocol', '6 (tcp)'],
    ['ipv4.totalLength', '44 bytes'],
    ['ipv4.source', '198.18.10.2'],
    ['tcp.sourcePort', '40000'],
    ['tcp.destinationPort', '23'],
    ['tcp.flags', '0x02 (SYN)'],
    ['tcp.checksum', '0xd574'],
    ['tcp.option-1.mss', '1460 bytes'],
  ])('read as tcpdump read them: %s', (key, value) => {
    expect(shownIn(SYN, key)).toBe(value);
  });

  it('find the checksums of a real packet right, and say what a wrong one should be', () => {
    const wrong = layersOf(
      '02000000000b02000000000a08004500002ce0bd0000300609ccc6120a02c6120a1c9c400017193868df0000000060020400dead0000020405b4',
    );
    const sum = (packet: PacketLayers) =>
      packet.layers.flatMap(({ fields }) => fields).find(({ key }) => key === 'tcp.checksum');
    expect(sum(SYN)).toMatchObject({ verified: true, findings: [] });
    expect(sum(wrong)?.findings).toEqual(['The checksum does not fit the bytes. Right would be 0xd574.']);
  });

  it('give the bytes of a field, and the field of a byte', () => {
    const flags = SYN.layers.flatMap(({ fields }) => fields).find(({ key }) => key === 'tcp.flags');
    expect(flags).toMatchObject({ start: 47, end: 48 });
    expect(fieldAt(SYN, 47)?.key).toBe('tcp.flags');
    expect(fieldAt(SYN, 57)?.key).toBe('tcp.option-1.mss');
  });

  it('keep what cannot be read, with the codec’s complaint', () => {
    const cut = layersOf('02000000000b02000000000a08004500002ce0bd0000300609ccc6120a02');
    expect(cut.problem?.text).toBe('IPv4 header at byte 14: it needs 20 bytes, and 16 are there.');
    expect(cut.layers.map(({ id }) => id)).toEqual(['ethernet', 'unread']);
  });

  it('show the packet that an ICMP error quotes as far as it is there', () => {
    const error = CAPTURED.find(
      ({ tcpdump }) => tcpdump.includes('udp port') && tcpdump.includes('unreachable'),
    );
    const packet = layersOf(error?.hex ?? '');
    expect(packet.layers.map(({ id }) => id).slice(0, 5)).toEqual([
      'ethernet',
      'ipv4',
      'icmp',
      'quoted-ipv4',
      'quoted-udp',
    ]);
    expect(packet.layers[2]?.summary).toBe('port-unreachable');
  });
});

describe.each(CAPTURED.map(({ tcpdump, hex }) => [tcpdump.slice(0, 130), hex] as const))('%s', (_, hex) => {
  const packet = layersOf(hex);
  const fields = packet.layers.flatMap((layer) => layer.fields);

  it('belongs to fields byte by byte, none left out, all explained, each named once', () => {
    const homeless = Array.from(packet.bytes, (_byte, at) => at).filter(
      (at) => fieldAt(packet, at) === undefined,
    );
    expect(homeless).toEqual([]);
    expect(fields.filter(({ note, source }) => note === '' || source === '')).toEqual([]);
    expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
  });

  it('has layers that follow one another to its end', () => {
    const ends = packet.layers.map(({ end }) => end);
    expect(packet.layers.map(({ start }) => start)).toEqual([0, ...ends.slice(0, -1)]);
    expect(ends.at(-1)).toBe(packet.bytes.length);
  });
});

describe('the notes', () => {
  const notes = Object.entries(FIELD_NOTES).flatMap(([layer, of]) =>
    Object.entries(of).map(([field, note]) => ({ layer, field, ...note })),
  );
  it.each(notes.map((note) => [`${note.layer}.${note.field}`, note] as const))(
    '%s is one sentence and cites its standard',
    (_, { note, source }) => {
      expect(note).toMatch(/^[A-Z].*[^.]\.$/);
      expect(source).toMatch(/^(?:RFC \d+|IEEE 802\.3|the application$|none$)/);
    },
  );

  it('are in the places the codecs read', () => {
    const tcp = decode('ethernet', SYN.bytes).tcp;
    expect(tcp && readField(tcp.span, TCP_FIELD.window)).toBe(1024);
    expect(shownIn(SYN, 'tcp.window')).toBe('1024 bytes');
  });
});
