import type { TraceEvent } from '../../../engine/trace/index.ts';
import { passagesOf } from '../firewall/passages.ts';
import { type Alarm, alarmsOver } from './detector.ts';
import { flowSteps } from './flows.ts';
import { type LogEntry, logOf } from './log-lines.ts';
import { noiseOf, type Traces } from './noise.ts';
import { packetsAt } from './seen.ts';

/** What a host saw of a run. */
export interface Sight {
  readonly log: readonly LogEntry[];
  readonly alarms: readonly Alarm[];
  readonly flowSteps: ReturnType<typeof flowSteps>;
  readonly traces: Traces;
  readonly noise: number;
}

export function sightOf(events: readonly TraceEvent[], host: string): Sight {
  const passages = passagesOf(events);
  const packets = packetsAt(events, host);
  const log = logOf(events, host, passages);
  const alarms = alarmsOver(packets);
  const came = packets.filter(({ way }) => way === 'in');
  const ports = new Set(
    came.flatMap(({ packet: { tcp, udp } }) => {
      const port = (tcp ?? udp)?.destinationPort;
      return port === undefined ? [] : [`${tcp === undefined ? 'udp' : 'tcp'} ${port}`];
    }),
  );
  const traces = { packets: came.length, ports: ports.size, logLines: log.length, alarms: alarms.length };
  return { log, alarms, flowSteps: flowSteps(events, host, passages), traces, noise: noiseOf(traces) };
}
