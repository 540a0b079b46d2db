import type { SocketRow } from '../host/index.ts';
import { type Option, readOptions, type Said } from './options.ts';
import { blame, type Call, type Outcome, output, textOf } from './result.ts';
import { alignRight, type Column, tableOf } from './ss-table.ts';

const OPTIONS: readonly Option[] = [
  { names: ['-l', '--listening'] },
  { names: ['-a', '--all'] },
  { names: ['-n', '--numeric'] },
  { names: ['-t', '--tcp'] },
  { names: ['-u', '--udp'] },
  { names: ['-4', '--ipv4'] },
  { names: ['-p', '--processes'], does: 'names the processes that hold the sockets' },
  { names: ['-T', '--threads'], does: 'names the threads that hold the sockets' },
  { names: ['-e', '--extended'], does: 'shows who owns a socket, and its number' },
  { names: ['-o', '--options'], does: 'shows the timers of connections' },
  { names: ['-i', '--info'], does: 'shows what TCP has measured' },
  { names: ['-m', '--memory'], does: 'shows the memory of sockets' },
  { names: ['-s', '--summary'], does: 'counts sockets' },
  { names: ['-r', '--resolve'], does: 'looks up the names of hosts' },
  { names: ['-6', '--ipv6'], does: 'shows sockets of IPv6' },
  { names: ['-0', '--packet'], does: 'shows packet sockets' },
  { names: ['-w', '--raw'], does: 'shows raw sockets' },
  { names: ['-x', '--unix'], does: 'shows sockets of programs on one machine' },
  { names: ['-S', '--sctp'], does: 'shows sockets of SCTP' },
  { names: ['-d', '--dccp'], does: 'shows sockets of DCCP' },
  { names: ['-M', '--mptcp'], does: 'shows sockets of multipath TCP' },
  { names: ['-f', '--family'], takes: 'a family', does: 'shows sockets of one family' },
  { names: ['-A', '--query', '--socket'], takes: 'kinds', does: 'shows sockets of some kinds' },
  { names: ['-N', '--net'], takes: 'a namespace', does: 'looks into another network namespace' },
  { names: ['-K', '--kill'], does: 'closes sockets' },
  { names: ['-H', '--no-header'], does: 'leaves the first line out' },
  { names: ['-O', '--oneline'], does: 'writes a socket in one line' },
  { names: ['-E', '--events'], does: 'shows sockets as they are closed' },
  { names: ['-Z', '--context'], does: 'shows security contexts' },
  { names: ['-z', '--contexts'], does: 'shows security contexts' },
  { names: ['-b', '--bpf'], does: 'shows the filters of sockets' },
  { names: ['-D', '--diag'], takes: 'a file', does: 'writes what it read into a file' },
  { names: ['-F', '--filter'], takes: 'a file', does: 'reads a filter from a file' },
  { names: ['-h', '--help'], does: 'prints its help' },
  { names: ['-V', '--version'], does: 'prints its version' },
];

/** What `listen()` of the real lab's services allows to wait; for a listening socket ss shows it as Send-Q. */
const BACKLOG = 511;
/** States in which a SYN or FIN of the socket waits to be acknowledged: ss counts it as a byte that was sent. */
const UNACKNOWLEDGED: readonly string[] = ['SYN-SENT', 'FIN-WAIT-1', 'CLOSING', 'LAST-ACK'];
/** Hidden without -a: half-open and left-over connections have no socket of a program. */
const WITHOUT_PROGRAM: readonly string[] = ['SYN-RECV', 'TIME-WAIT'];

/** `ss`: the sockets of the host, in the columns of iproute2. */
export function ss({ setting, host, words }: Call): Outcome {
  const options = readOptions('ss', words, OPTIONS);
  if (!options.ok) return options;
  const said = options.value;
  const [filter] = said.others;
  if (filter) return blame(filter, 'The real ss filters sockets by expressions; that is not modelled here.');
  const protocols = protocolsOf(said);
  const rows = (setting.world.host(host.name)?.sockets() ?? [])
    .filter((row) => protocols.includes(row.protocol) && isWanted(row, said))
    .sort((a, b) => protocols.indexOf(a.protocol) - protocols.indexOf(b.protocol));
  const columns = columnsOf(rows, protocols.length > 1);
  return output({ stdout: textOf(tableOf(columns)), notes: notesOf(said, rows) });
}

/** UDP comes first. */
function protocolsOf({ has }: Said): readonly SocketRow['protocol'][] {
  if (has('-t') === has('-u')) return ['udp', 'tcp'];
  return has('-t') ? ['tcp'] : ['udp'];
}

function isWanted({ state }: SocketRow, { has }: Said): boolean {
  const isListening = state === 'LISTEN' || state === 'UNCONN';
  if (has('-a')) return true;
  if (has('-l')) return isListening;
  return !isListening && !WITHOUT_PROGRAM.includes(state);
}

function notesOf({ has }: Said, rows: readonly SocketRow[]): string[] {
  const isAll = !has('-t') && !has('-u');
  return [
    ...(isAll
      ? ['The real ss lists sockets beyond TCP and UDP too (netlink, unix): they are not modelled.']
      : []),
    ...(!has('-n') && rows.length > 0 ? ['Without -n the real ss writes ports by name, ssh for 22.'] : []),
  ];
}

function columnsOf(rows: readonly SocketRow[], hasNetid: boolean): readonly Column[] {
  const ends = (end: 'local' | 'peer') => rows.map((row) => splitEnd(row[end]));
  const [local, peer] = [ends('local'), ends('peer')];
  return [
    ...(hasNetid ? [{ head: 'Netid', gap: '', cells: rows.map(({ protocol }) => protocol) }] : []),
    { head: 'State', gap: hasNetid ? ' ' : '', cells: rows.map(({ state }) => state) },
    { head: 'Recv-Q', gap: ' ', cells: rows.map(() => '0') },
    { head: 'Send-Q', gap: ' ', cells: rows.map(({ state }) => String(waiting(state))) },
    alignRight({ head: 'Local Address:', gap: ' ', cells: local.map(([address]) => address) }),
    { head: 'Port', gap: '', cells: local.map(([, port]) => port) },
    alignRight({ head: 'Peer Address:', gap: ' ', cells: peer.map(([address]) => address) }),
    { head: 'Port', gap: '', cells: peer.map(([, port]) => port) },
    { head: 'Process', gap: '', cells: rows.map(() => '') },
  ];
}

function waiting(state: string): number {
  if (state === 'LISTEN') return BACKLOG;
  return UNACKNOWLEDGED.includes(state) ? 1 : 0;
}

/** `0.0.0.0:22` as `0.0.0.0:` and `22`. */
function splitEnd(end: string): readonly [string, string] {
  const cut = end.lastIndexOf(':') + 1;
  return [end.slice(0, cut), end.slice(cut)];
}
