import { formatIpv4, type Ipv4, PROTOCOL } from '../../engine/packet/index.ts';
import type { FlowRecord, FlowTuple } from '../firewall/index.ts';
import { type Option, readOptions } from './options.ts';
import { blame, type Call, type Outcome, output, textOf } from './result.ts';

const OPTIONS: readonly Option[] = [
  { names: ['-L', '--dump', '--list'] },
  { names: ['-p', '--protonum', '--proto'], takes: 'a protocol' },
  { names: ['-G', '--get'], does: 'looks one flow up' },
  { names: ['-D', '--delete'], does: 'deletes flows' },
  { names: ['-I', '--create'], does: 'makes a flow' },
  { names: ['-U', '--update'], does: 'changes a flow' },
  { names: ['-E', '--event'], does: 'shows flows as they change' },
  { names: ['-F', '--flush'], does: 'deletes all flows' },
  { names: ['-C', '--count'], does: 'counts the flows' },
  { names: ['-S', '--stats'], does: 'shows statistics' },
  { names: ['-s', '--src', '--orig-src'], takes: 'an address', does: 'shows flows from one address' },
  { names: ['-d', '--dst', '--orig-dst'], takes: 'an address', does: 'shows flows to one address' },
  { names: ['-r', '--reply-src'], takes: 'an address', does: 'shows flows answered from one address' },
  { names: ['-q', '--reply-dst'], takes: 'an address', does: 'shows flows answered to one address' },
  { names: ['-u', '--status'], takes: 'a status', does: 'shows flows of one status' },
  { names: ['-f', '--family'], takes: 'a family', does: 'shows flows of IPv4 or IPv6' },
  { names: ['-o', '--output'], takes: 'a form', does: 'writes in another form' },
  { names: ['-n', '--src-nat'], does: 'shows flows whose source is changed' },
  { names: ['-g', '--dst-nat'], does: 'shows flows whose destination is changed' },
  { names: ['-j', '--any-nat'], does: 'shows flows that are changed' },
  { names: ['-m', '--mark'], takes: 'a mark', does: 'shows flows of one mark' },
  { names: ['-t', '--timeout'], takes: 'seconds', does: 'sets how long a flow lives' },
  { names: ['-z', '--zero'], does: 'zeroes the counters of flows' },
  { names: ['-h', '--help'], does: 'prints its help' },
  { names: ['-V', '--version'], does: 'prints its version' },
];

/** Protocols by the names that conntrack knows; all others it calls unknown. */
const PROTOCOLS: Readonly<Record<string, number>> = {
  tcp: PROTOCOL.TCP,
  udp: PROTOCOL.UDP,
  icmp: PROTOCOL.ICMP,
  sctp: PROTOCOL.SCTP,
  dccp: 33,
  gre: 47,
  udplite: 136,
};
const SAYS = 'conntrack v1.4.7 (conntrack-tools)';

/** `conntrack -L`: the flows of the host, in the words of conntrack-tools. */
export function conntrack({ setting, host, program, words }: Call): Outcome {
  const said = readOptions('conntrack', words, OPTIONS);
  if (!said.ok) return said;
  const { has, value, others } = said.value;
  const table = others.find(({ text }) => text !== 'conntrack');
  if (!has('-L')) return blame(program, 'conntrack is not told what to do.', 'Write conntrack -L.');
  if (table) return blame(table, `The table "${table.text}" is not modelled.`, 'Write conntrack -L alone.');
  const wanted = value('-p');
  const protocol = wanted && protocolCalled(wanted.text);
  if (wanted && protocol === undefined)
    return blame(wanted, `"${wanted.text}" is not a protocol that is tracked.`, 'Use tcp, udp or icmp.');
  const flows = setting.world.host(host.name)?.listFlows() ?? [];
  const shown = flows.filter((flow) => protocol === undefined || flow.protocol === protocol);
  const stderr = `${SAYS}: ${shown.length} flow entries have been shown.\n`;
  return output({ stdout: textOf(shown.map(lineOf)), stderr });
}

function protocolCalled(text: string): number | undefined {
  const name = text.toLowerCase();
  const number = Object.hasOwn(PROTOCOLS, name) ? PROTOCOLS[name] : Number(text);
  return Object.values(PROTOCOLS).find((known) => known === number);
}

function lineOf({ protocol, original, reply, state, seenReply, assured, secondsLeft }: FlowRecord): string {
  const name = Object.entries(PROTOCOLS).find(([, number]) => number === protocol)?.[0] ?? 'unknown';
  const hasStates = protocol === PROTOCOL.TCP;
  return [
    `${name.padEnd(8)} ${protocol} ${secondsLeft}`,
    ...(hasStates ? [state] : []),
    tupleText(original),
    ...(seenReply ? [] : ['[UNREPLIED]']),
    tupleText(reply),
    ...(assured ? ['[ASSURED]'] : []),
    'mark=0 use=1',
  ].join(' ');
}

function tupleText({ protocol, source, destination, sourcePort, destinationPort }: FlowTuple): string {
  const ends = `src=${formatIpv4(source as Ipv4)} dst=${formatIpv4(destination as Ipv4)}`;
  if (protocol === PROTOCOL.ICMP) {
    return `${ends} type=${destinationPort >>> 8} code=${destinationPort & 255} id=${sourcePort}`;
  }
  const hasPorts = WITH_PORTS.includes(protocol);
  return hasPorts ? `${ends} sport=${sourcePort} dport=${destinationPort}` : ends;
}

const WITH_PORTS: readonly number[] = ['tcp', 'udp', 'sctp', 'dccp', 'udplite'].map(
  (name) => PROTOCOLS[name] ?? 0,
);
