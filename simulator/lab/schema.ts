import * as z from 'zod';
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
  z.string({ error: expected }).max(longest, { error: expected });
const word = (expected: Expectation, pattern: RegExp, read: (text: string) => unknown) =>
  z
    .string({ error: expected })
    .regex(pattern, { error: expected, abort: true })
    .refine((value) => read(value) !== undefined, { error: expected });

const address = word('address', DOTTED, parseIpv4).describe('An IPv4 address, 198.18.10.28');
const subnet = word('subnet', DOTTED_PREFIX, parseCidr).describe(
  'A network and its prefix length, 198.18.10.0/24',
);
const mac = word('mac', MAC, parseMac).describe(
  'A MAC address, de:ad:00:00:be:ef; made from the names if left out',
);
const duration = word('duration', DURATION, readDuration).describe('A time with its unit: 14ms, 200us, 1s');
const share = word('percentage', PERCENTAGE, readPercentage).describe('A share in percent: 5%, 0.5%');
const flag = z.boolean({ error: 'flag' });
const name = z.string({ error: 'name' }).regex(NAME, { error: 'name' });

const network = z
  .strictObject(
    {
      subnet,
      rtt: duration.optional().describe('Round trip between two hosts of it; 1ms if left out'),
      jitter: duration.optional().describe('The most that one crossing is late at random'),
      loss: share.optional().describe('Share of frames that are lost'),
      duplicate: share.optional().describe('Share of frames that arrive twice'),
      reorder: share.optional().describe('Share of frames that overtake the one before'),
    },
    { error: 'mapping' },
  )
  .describe('One Ethernet network');

const service = z
  .strictObject(
    {
      port: word('port', PORT, readPort).describe('tcp/22 or udp/53'),
      name: text('service-name', 32)
        .optional()
        .describe('What runs there; said in listings, changes nothing'),
      bind: address.optional().describe('Listens on this address only; 127.0.0.1 is not for the network'),
      banner: text('banner', LIMIT.banner)
        .optional()
        .describe('TCP: what it says to a client that has connected'),
      reply: text('reply', LIMIT.banner)
        .optional()
        .describe('UDP: the answer to any datagram; hex:8045 for bytes'),
      silent: flag.optional().describe('UDP: listens and never answers'),
    },
    { error: 'mapping' },
  )
  .describe('Something that listens');

const route = z
  .strictObject({ to: subnet, via: address }, { error: 'mapping' })
  .describe('A route to a network');

const attachment = z.union(
  [address, z.strictObject({ address, mac: mac.optional() }, { error: 'mapping' })],
  {
    error: 'attachment',
  },
);

const host = z
  .strictObject(
    {
      address: address.optional().describe('Short for interfaces, for a host on one network'),
      mac: mac.optional(),
      interfaces: z
        .record(name, attachment, { error: 'mapping' })
        .optional()
        .describe('Network -> address on it'),
      forward: flag.optional().describe('Forwards packets between its networks, as a router does'),
      routes: z.array(route, { error: 'list' }).max(LIMIT.routes, { error: 'too-many-routes' }).optional(),
      stack: z
        .enum(STACK_NAMES, { error: 'stack' })
        .optional()
        .describe('How its TCP/IP answers; linux if left out'),
      services: z
        .array(service, { error: 'list' })
        .max(LIMIT.services, { error: 'too-many-services' })
        .optional(),
      firewall: z.string({ error: 'firewall' }).optional().describe('iptables commands, one a line'),
    },
    { error: 'mapping' },
  )
  .describe('A host');

const scan = z
  .strictObject(
    {
      ports: z.string({ error: 'port-list' }).max(4096).regex(PORT_LIST, { error: 'port-list' }).optional(),
      udp: z.string({ error: 'port-list' }).max(4096).regex(PORT_LIST, { error: 'port-list' }).optional(),
      targets: z
        .array(z.string({ error: 'target' }).max(LIMIT.nameLength, { error: 'target' }), { error: 'list' })
        .optional(),
    },
    { error: 'mapping' },
  )
  .describe('What is worth scanning here');

export const labFile = z
  .strictObject(
    {
      lab: z
        .string({ error: 'lab-name' })
        .regex(LAB_NAME, { error: 'lab-name' })
        .describe('The name of the lab'),
      title: text('title', 120).optional(),
      note: text('note', 2000).optional().describe('What the lab shows'),
      seed: z
        .int({ error: 'seed' })
        .min(0, { error: 'seed' })
        .optional()
        .describe('Every random draw comes from it'),
      scan: scan.optional(),
      networks: z.record(name, network, { error: 'mapping' }),
      scanner: host.describe('The host that scans'),
      hosts: z.record(name, host, { error: 'mapping' }).optional(),
    },
    { error: 'mapping' },
  )
  .describe('A Halfopen lab, format 1');

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
