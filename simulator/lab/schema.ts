import * as z from 'zod/mini';
import { parseCidr, parseIpv4, parseMac } from '../../engine/packet/index.ts';
import type { Expectation } from './expectation.ts';
import { LIMIT } from './limits.ts';
import { STACK_NAMES } from './model.ts';
import { DURATION, PERCENTAGE, PORT, readDuration, readPercentage, readPort } from './units.ts';
import type { Path } from './yaml-tree.ts';

// Zod would compile validators with `new Function`, which a page with a strict content policy must not do.
z.config({ jitless: true });

/** The shape of a lab file. Checked by zod; what it refuses is said in the words of `EXPECTED`. */

export const LAB_NAME = /^[a-z0-9][a-z0-9-]{0,23}$/;
/** Host and network names end up as names of network namespaces and interfaces. */
export const NAME = /^[a-z][a-z0-9-]{0,14}$/;
const PORT_LIST = /^\d{0,5}(?:-\d{0,5})?(?:,\d{0,5}(?:-\d{0,5})?)*$/;
const DOTTED = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const DOTTED_PREFIX = /^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/;
const MAC = /^[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}$/;

const text = (expected: Expectation, longest: number) =>
  z.string({ error: expected }).check(z.maxLength(longest, { error: expected }));
const pattern = (expected: Expectation, shape: RegExp) =>
  z.string({ error: expected }).check(z.regex(shape, { error: expected, abort: true }));
const word = (expected: Expectation, shape: RegExp, read: (text: string) => unknown) =>
  pattern(expected, shape).check(z.refine((value) => read(value) !== undefined, { error: expected }));
/** A key that may be left out, with what an editor shows for it. */
const optional = <T extends z.core.SomeType>(schema: T, meaning: string) =>
  z.optional(schema).check(z.describe(meaning));
const mapping = <T extends z.core.$ZodLooseShape>(shape: T, meaning: string) =>
  z.strictObject(shape, { error: 'mapping' }).check(z.describe(meaning));

const address = word('address', DOTTED, parseIpv4).check(z.describe('An IPv4 address, 198.18.10.28'));
const subnet = word('subnet', DOTTED_PREFIX, parseCidr).check(
  z.describe('A network and its prefix length, 198.18.10.0/24'),
);
const mac = word('mac', MAC, parseMac).check(
  z.describe('A MAC address, de:ad:00:00:be:ef; made from the names if left out'),
);
const duration = word('duration', DURATION, readDuration).check(
  z.describe('A time with its unit: 14ms, 200us, 1s'),
);
const share = word('percentage', PERCENTAGE, readPercentage).check(
  z.describe('A share in percent: 5%, 0.5%'),
);
const flag = z.boolean({ error: 'flag' });
const name = pattern('name', NAME);
const portList = pattern('port-list', PORT_LIST).check(z.maxLength(4096, { error: 'port-list' }));

const network = mapping(
  {
    subnet,
    rtt: optional(duration, 'Round trip between two hosts of it; 1ms if left out'),
    jitter: optional(duration, 'The most that one crossing is late at random'),
    loss: optional(share, 'Share of frames that are lost'),
    duplicate: optional(share, 'Share of frames that arrive twice'),
    reorder: optional(share, 'Share of frames that overtake the one before'),
  },
  'One Ethernet network',
);

const service = mapping(
  {
    port: word('port', PORT, readPort).check(z.describe('tcp/22 or udp/53')),
    name: optional(text('service-name', 32), 'What runs there; said in listings, changes nothing'),
    bind: optional(address, 'Listens on this address only; 127.0.0.1 is not for the network'),
    banner: optional(text('banner', LIMIT.banner), 'TCP: what it says to a client that has connected'),
    reply: optional(text('reply', LIMIT.banner), 'UDP: the answer to any datagram; hex:8045 for bytes'),
    silent: optional(flag, 'UDP: listens and never answers'),
  },
  'Something that listens',
);

const route = mapping({ to: subnet, via: address }, 'A route to a network');

const attachment = z.union(
  [address, z.strictObject({ address, mac: z.optional(mac) }, { error: 'mapping' })],
  { error: 'attachment' },
);

const host = mapping(
  {
    address: optional(address, 'Short for interfaces, for a host on one network'),
    mac: z.optional(mac),
    interfaces: optional(z.record(name, attachment, { error: 'mapping' }), 'Network -> address on it'),
    forward: optional(flag, 'Forwards packets between its networks, as a router does'),
    routes: z.optional(
      z.array(route, { error: 'list' }).check(z.maxLength(LIMIT.routes, { error: 'too-many-routes' })),
    ),
    stack: optional(z.enum(STACK_NAMES, { error: 'stack' }), 'How its TCP/IP answers; linux if left out'),
    services: z.optional(
      z.array(service, { error: 'list' }).check(z.maxLength(LIMIT.services, { error: 'too-many-services' })),
    ),
    firewall: optional(z.string({ error: 'firewall' }), 'iptables commands, one a line'),
  },
  'A host',
);

const scan = mapping(
  {
    ports: z.optional(portList),
    udp: z.optional(portList),
    targets: z.optional(z.array(text('target', LIMIT.nameLength), { error: 'list' })),
  },
  'What is worth scanning here',
);

export const labFile = mapping(
  {
    lab: pattern('lab-name', LAB_NAME).check(z.describe('The name of the lab')),
    title: z.optional(text('title', 120)),
    note: optional(text('note', 2000), 'What the lab shows'),
    seed: optional(
      z.int({ error: 'seed' }).check(z.minimum(0, { error: 'seed' })),
      'Every random draw comes from it',
    ),
    scan: z.optional(scan),
    networks: z.record(name, network, { error: 'mapping' }),
    scanner: host.check(z.describe('The host that scans')),
    hosts: z.optional(z.record(name, host, { error: 'mapping' })),
  },
  'A Halfopen lab, format 1',
);

export type LabFile = z.infer<typeof labFile>;
export type HostEntry = z.infer<typeof host>;
export type ServiceEntry = z.infer<typeof service>;

const KEYS: readonly (readonly [pattern: RegExp, keys: readonly string[]])[] = [
  [/^$/, Object.keys(labFile.shape)],
  [/^scan$/, Object.keys(scan.shape)],
  [/^networks\.[^.]*$/, Object.keys(network.shape)],
  [/^(?:scanner|hosts\.[^.]*)$/, Object.keys(host.shape)],
  [/\.services\.\d+$/, Object.keys(service.shape)],
  [/\.routes\.\d+$/, Object.keys(route.shape)],
  [/\.interfaces\.[^.]*$/, ['address', 'mac']],
];

/** The keys that the mapping at `path` may have. */
export const keysAt = (path: Path): readonly string[] =>
  KEYS.find(([pattern]) => pattern.test(path.join('.')))?.[1] ?? [];
