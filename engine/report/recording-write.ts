import { formatIpv4 } from '../packet/index.ts';
import type { HostReport, PortReport, ScanReport } from '../scan/index.ts';
import { serviceName } from '../technique/index.ts';
import type { TraceEvent } from '../trace/index.ts';
import type { RecordedHost, RecordedNmapHost, RecordedPort, RecordedScan, Recording } from './recording.ts';
import { eventMembers } from './recording-events.ts';
import {
  HOST,
  LOST,
  NMAP,
  NMAP_HOST,
  NMAP_PORT,
  PACKETS,
  PORT,
  RECORDING,
  SCAN,
  TOOLS,
} from './recording-fields.ts';

/** What a recording keeps of a scan. */
export function recordedScan(report: ScanReport, trace: readonly TraceEvent[]): RecordedScan {
  const { elapsedUs, packets, lost, hosts } = report;
  return {
    elapsedUs,
    packets,
    ...(lost === undefined ? {} : { lost }),
    hosts: hosts.map(recordedHost),
    trace,
  };
}

const recordedHost = ({ address, name, state, reason, ports }: HostReport): RecordedHost => ({
  address: formatIpv4(address),
  ...(name === undefined ? {} : { name }),
  state,
  reason,
  ports: [...ports].map(recordedPort),
});

function recordedPort({ from, ...row }: PortReport): RecordedPort {
  const service = serviceName(row.protocol, row.port);
  return {
    ...row,
    ...(from === undefined ? {} : { from: formatIpv4(from) }),
    ...(service === undefined ? {} : { service }),
  };
}

/** A recording as text: JSON with an event, or a port, a line, its members always in the same order. */
export function writeRecording(recording: Recording): string {
  return `${layOut(inOrder(recording), '')}\n`;
}

function inOrder(recording: Recording): object {
  const { tools, scan, nmap } = recording;
  return pick(RECORDING, {
    ...recording,
    tools: pick(TOOLS, tools),
    scan: pick(SCAN, {
      ...scan,
      packets: pick(PACKETS, scan.packets),
      ...(scan.lost === undefined ? {} : { lost: pick(LOST, scan.lost) }),
      hosts: scan.hosts.map((host) =>
        pick(HOST, { ...host, ports: host.ports.map((port) => pick(PORT, port)) }),
      ),
      trace: scan.trace.map((event) => ordered(eventMembers(event.kind), event)),
    }),
    ...(nmap === undefined ? {} : { nmap: pick(NMAP, { ...nmap, hosts: nmap.hosts.map(nmapHost) }) }),
  });
}

const nmapHost = (host: RecordedNmapHost): object =>
  pick(NMAP_HOST, { ...host, ports: host.ports.map((port) => pick(NMAP_PORT, port)) });

const pick = (fields: object, value: object): object => ordered(Object.keys(fields), value);

function ordered(members: readonly string[], value: object): object {
  const given = new Map<string, unknown>(Object.entries(value));
  return Object.fromEntries(
    members.filter((member) => given.get(member) !== undefined).map((member) => [member, given.get(member)]),
  );
}

/** What holds records has a line for each of its parts; what holds none is one line. */
function layOut(value: unknown, indent: string): string {
  if (!holdsRecords(value)) return JSON.stringify(value);
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => layOut(item, inner))
    : Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${layOut(item, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
}

const holdsRecords = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).some((item) => (Array.isArray(item) ? holdsRecords(item) : isObject(item)));

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
