/**
 * Live cases, each in a sandbox of its own. Arguments: the case's name, the bundle of scan.ts. Prints JSON.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { stream } from '../../../engine/base/random.ts';
import { FrameSender } from '../../../engine/live/frame-sender.ts';
import { loadCap, scopeForLab } from '../../../engine/live/index.ts';
import {
  asIpv4,
  asMac,
  ETHERTYPE,
  ethernetFrame,
  parseIpv4,
  tcpPacket,
} from '../../../engine/packet/index.ts';
import { ADDRESS, inside, ip, ipIn, makeBridge, makeCable, makeNamespaces, must } from '../namespaces.ts';
import { type Ran, run } from '../sandbox.ts';
import { strayFilter, watchForStrays } from '../strays.ts';
import { planTarget, startTarget, truthOf } from '../targets.ts';
import { makeWire, startWire } from '../wire.ts';
import type { ScanOrder, ScanOutcome } from './scan.ts';

const [name = '', scanProgram = '', extra = ''] = process.argv.slice(2);
const plan = planTarget(1);

const CASES: Readonly<Record<string, () => Promise<unknown>>> = {
  scan: scanWithTruth,
  'link-down': () => loseLink('scanner', 'link set s0 down'),
  'link-removed': () => loseLink('scanner', 'link delete s0'),
  'far-end-down': () => loseLink(undefined, 'link set bs down'),
  'address-removed': () => loseLink('scanner', `address delete ${ADDRESS.scanner}/24 dev s0`),
  'route-removed': () => loseRoute(`route delete ${BEHIND}/32`),
  'route-flipped': () => loseRoute(`route replace ${BEHIND}/32 via ${NOBODY} dev s0`),
  'link-back': comeBack,
  unprivileged,
  'no-libpcap': noLibpcap,
  'altered-frames': alteredFrames,
  'raw-link': rawLink,
};

function order(changes: Partial<ScanOrder> = {}): ScanOrder {
  return { targets: [ADDRESS.target], ports: [plan.first, plan.last], technique: 'syn', ...changes };
}

const scanning = (what: ScanOrder, before: readonly string[] = []): Promise<Ran> =>
  run('ip', inside('scanner', ...before, process.execPath, scanProgram, JSON.stringify(what)));

async function scanWithTruth(): Promise<unknown> {
  makeCable();
  const target = await startTarget(plan);
  const strays = await watchForStrays();
  const ran = await scanning(order({ technique: extra === 'connect' ? 'connect' : 'syn', traced: true }));
  if (ran.code !== 0) throw new Error(ran.stderr);
  const scan = JSON.parse(ran.stdout) as ScanOutcome;
  const truth = truthOf(plan);
  const wrong = wrongOf(scan);
  const lines = await strays();
  target.kill('SIGKILL');
  return { wrong, known: truth.size, scanned: scan.ports.length, strays: lines, scan };
}

/** connect() cannot tell a reset from an ICMP port unreachable: both are ECONNREFUSED. */
function wrongOf(scan: ScanOutcome): string[] {
  const truth = truthOf(plan);
  return scan.ports.filter((row) => {
    const [port = '', state = '', reason] = row.split(' ');
    const isUnreachable = reason === 'conn-refused' && plan.rejected.includes(Number(port));
    return truth.get(Number(port)) !== state && !isUnreachable;
  });
}

/** Every port is dropped, so that the scan lasts; half a second into it the link goes. */
async function loseLink(where: string | undefined, command: string): Promise<unknown> {
  // The bridge keeps the target's own link, and with it the second capture, alive.
  makeBridge();
  return endsBy(where, command, order({ ports: [1, 400], waitForLinkMs: 0 }), strayFilter());
}

/** An address behind the target, which is the gateway to it; and one where no gateway is. */
const BEHIND = '198.18.20.5';
const NOBODY = '198.18.10.99';

async function loseRoute(command: string): Promise<unknown> {
  makeBridge();
  ipIn('target', `address add ${BEHIND}/32 dev t0`);
  ipIn('scanner', `route add ${BEHIND}/32 via ${ADDRESS.target}`);
  const technique = extra === 'connect' ? 'connect' : 'syn';
  const allowed = [BEHIND, ADDRESS.target];
  const what = order({ targets: [BEHIND], allowed, ports: [1, 400], technique, waitForLinkMs: 0 });
  const { scanner } = ADDRESS;
  // The target's kernel says where it is when it is asked by way of itself; the scanner's asks for the gateway.
  return endsBy('scanner', command, what, `not arp and ${strayFilter({ scanner, target: BEHIND })}`);
}

async function endsBy(
  where: string | undefined,
  command: string,
  what: ScanOrder,
  filter: string,
): Promise<unknown> {
  must('ip', inside('target', 'iptables', '-A', 'INPUT', '-p', 'tcp', '-j', 'DROP'));
  const strays = await watchForStrays(filter);
  const scan = scanning(what);
  await new Promise((resolve) => setTimeout(resolve, 1200));
  if (where === undefined) ip(command);
  else ipIn(where, command);
  const cutAt = performance.now();
  const ran = await scan;
  const endedAfterMs = performance.now() - cutAt;
  const { code, signal, stderr, stdout } = ran;
  return { code, signal, stderr, endedAfterMs, scan: parsed(stdout), strays: await strays() };
}

/** The cable is out for a second and a half in the middle of a scan that asks each port once. */
async function comeBack(): Promise<unknown> {
  makeWire(ADDRESS);
  const wire = startWire({ faults: {}, seed: 1 });
  const target = await startTarget(plan);
  const technique = extra === 'connect' ? 'connect' : 'syn';
  const scan = scanning(order({ technique, maxRetries: 0, maxRate: 150 }));
  while (wire.counts['to-target'].frames < 60) await sleep(10);
  ipIn('scanner', 'link set s0 down');
  const cutAt = Date.now();
  await sleep(1500);
  ipIn('scanner', 'link set s0 up');
  const ran = await scan;
  wire.stop();
  target.kill('SIGKILL');
  if (ran.code !== 0) throw new Error(ran.stderr);
  const outcome = JSON.parse(ran.stdout) as ScanOutcome;
  const saidAfterMs = outcome.said.map(({ at }) => at - cutAt);
  return { wrong: wrongOf(outcome), saidAfterMs, strays: wire.strays, scan: outcome };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const parsed = (text: string): unknown => (text === '' ? undefined : JSON.parse(text));

async function unprivileged(): Promise<unknown> {
  makeCable();
  const strays = await watchForStrays();
  const without = ['setpriv', '--bounding-set=-net_raw', '--inh-caps=-net_raw'];
  const raw = await scanning(order({ ports: [1, 20] }), without);
  const connect = await scanning(order({ ports: [1, 20], technique: 'connect' }), without);
  return { raw: raw.stderr, connect: parsed(connect.stdout), strays: await strays() };
}

/** The library is hidden as a removed package would leave it, by an empty file in its place. */
async function noLibpcap(): Promise<unknown> {
  makeCable();
  const strays = await watchForStrays();
  writeFileSync('/run/empty', '');
  const found = must('sh', [
    '-c',
    'ls /usr/lib/*/libpcap.so.0.8 /usr/lib64/libpcap.so.1 2>/dev/null || true',
  ]);
  for (const path of found.split('\n').filter((line) => line !== ''))
    must('mount', ['--bind', '/run/empty', path]);
  const raw = await scanning(order({ ports: [1, 20] }));
  const connect = await scanning(order({ ports: [1, 20], technique: 'connect' }));
  return { raw: raw.stderr, connect: parsed(connect.stdout), strays: await strays() };
}

/** Frames with altered destination bytes, handed to the one function that sends; a second capture counts what arrives. */
async function alteredFrames(): Promise<unknown> {
  ip('link set lo up');
  makeNamespaces('target');
  ip(
    'link add s0 type veth peer name t0 netns target',
    `address add ${ADDRESS.scanner}/24 dev s0`,
    'link set s0 up',
  );
  ipIn('target', 'link set t0 up');
  const addon = loadCap();
  if (!addon.ok) throw new Error(addon.error.message);
  const target = parseIpv4(ADDRESS.target) ?? asIpv4(0);
  const source = parseIpv4(ADDRESS.scanner) ?? asIpv4(0);
  const sender = new FrameSender(addon.value, scopeForLab([target]));
  const frame = ethernetFrame(
    { source: asMac(0x0200_0000_0002), destination: asMac(0x0200_0000_0028), etherType: ETHERTYPE.IPV4 },
    tcpPacket(
      { id: 1, ttl: 64, source, destination: target },
      { sourcePort: 4, destinationPort: 9, sequence: 1, acknowledgment: 0, flags: 2, window: 1024 },
    ),
  );
  const all = await watchForStrays('ip or arp');
  const random = stream(3, 'altered');
  const count = Number(extra);
  let refused = 0;
  for (let i = 0; i < count; i++) {
    const copy = frame.slice();
    const at = 30 + random.below(4);
    copy[at] = (copy[at] ?? 0) ^ (1 + random.below(255));
    if (sender.send('s0', 'ethernet', copy, copy.length).type === 'refused') refused++;
  }
  // One that may leave shows that the capture would have seen the others.
  const allowed = sender.send('s0', 'ethernet', frame, frame.length).type;
  return { count, refused, allowed, arrived: await all() };
}

const JOIN_TUN = `
import fcntl, os, select, struct
def tun(name):
    fd = os.open('/dev/net/tun', os.O_RDWR)
    fcntl.ioctl(fd, 0x400454ca, struct.pack('16sH', name, 0x1001))  # TUNSETIFF, IFF_TUN | IFF_NO_PI
    return fd
a, b = tun(b'tunS'), tun(b'tunT')
print('ready', flush=True)
while True:
    for fd in select.select([a, b], [], [])[0]:
        try: os.write(b if fd == a else a, os.read(fd, 65535))
        except OSError: pass
`;

/** Two tun devices joined by a process: links without an Ethernet header, as VPNs have them. */
async function rawLink(): Promise<unknown> {
  makeNamespaces('scanner', 'target');
  const joint = spawn('python3', ['-c', JOIN_TUN], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => joint.stdout.once('data', resolve));
  ip('link set tunS netns scanner', 'link set tunT netns target');
  ipIn('scanner', 'address add 10.8.0.1/24 dev tunS', 'link set tunS up');
  ipIn('target', 'address add 10.8.0.2/24 dev tunT', 'link set tunT up');
  must('sysctl', ['-qw', 'net.ipv6.conf.all.disable_ipv6=1']);
  const target = await startTarget(plan);
  const strays = await watchForStrays(strayFilter({ scanner: '10.8.0.1', target: '10.8.0.2' }), 'tunT');
  const ran = await scanning(order({ targets: ['10.8.0.2'] }));
  const lines = await strays();
  target.kill('SIGKILL');
  joint.kill('SIGKILL');
  if (ran.code !== 0) throw new Error(ran.stderr);
  const scan = JSON.parse(ran.stdout) as ScanOutcome;
  return { wrong: wrongOf(scan), scanned: scan.ports.length, states: scan.states, strays: lines };
}

process.stdout.write(`${JSON.stringify(await CASES[name]?.())}\n`);
process.exit(0);
