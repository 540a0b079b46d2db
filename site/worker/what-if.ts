import { fail, ok, type Result } from '../../engine/base/result.ts';
import { runScanNow } from '../../engine/scan/index.ts';
import {
  createTraceLog,
  type EventId,
  explain,
  packetWords,
  type TraceEvent,
} from '../../engine/trace/index.ts';
import { type Lab, SCANNER } from '../../simulator/lab/index.ts';
import { createWorld } from '../../simulator/network/index.ts';
import { countersOf } from '../model/firewall/counters.ts';
import { type HostView, type ScanView, scanView } from '../model/scan-view.ts';
import { understand } from '../model/understand.ts';
import type { Conclusion, Flip, WhatIf, WhatIfJob } from './firewall-jobs.ts';
import { firewallView } from './firewall-view.ts';
import { TRACED_PROBES } from './protocol.ts';

interface Ran {
  readonly lab: Lab;
  readonly events: readonly TraceEvent[];
  readonly scan: ScanView;
}

/** Runs the line in both labs, each as just built, and gives what differs. The complaint is one for people. */
export function whatIf({ args, before, after }: WhatIfJob): Result<WhatIf, string> {
  const [old, next] = [ran(before, args), ran(after, args)];
  if (!old.ok) return old;
  if (!next.ok) return next;
  return ok({
    compared: next.value.scan.hosts.reduce((sum, { ports }) => sum + ports.length, 0),
    flips: next.value.scan.hosts.flatMap((host, index) => {
      const was = old.value.scan.hosts[index];
      return was === undefined ? [] : flipsOf(old.value, was, next.value, host);
    }),
    idle: idleRules(next.value),
  });
}

function ran(labText: string, args: readonly string[]): Result<Ran, string> {
  const command = understand(labText, args);
  if (!command.ok) return command;
  const { lab, request } = command.value;
  const { targets, techniques, ports } = request;
  const probes = targets.length * techniques.length * (ports.tcp.length + ports.udp.length);
  if (probes > TRACED_PROBES)
    return fail(`This line asks ${probes} questions; at most ${TRACED_PROBES} are compared while you type.`);
  const trace = createTraceLog();
  const world = createWorld(lab, { trace });
  const report = runScanNow(request, { vantage: world.vantage, trace }, world.transport());
  return ok({ lab, events: trace.events, scan: scanView(report) });
}

/** Both runs asked for the same targets, so their hosts stand in the same order. */
function flipsOf(old: Ran, was: HostView, next: Ran, is: HostView): readonly Flip[] {
  const host = is.name ?? is.address;
  if (was.state !== is.state) {
    return [{ host, before: hostConclusion(old, was), after: hostConclusion(next, is) }];
  }
  const rows = new Map(was.ports.map((row) => [`${row.port}/${row.protocol}`, row]));
  return is.ports.flatMap((row) => {
    const port = `${row.port}/${row.protocol}`;
    const before = rows.get(port);
    if (before === undefined || (before.state === row.state && before.reason === row.reason)) return [];
    return [{ host, port, before: concluded(old, before), after: concluded(next, row) }];
  });
}

const concluded = (
  run: Ran,
  { state, reason, verdict }: Pick<Conclusion, 'state' | 'reason'> & { readonly verdict: EventId },
): Conclusion => ({ state, reason, ...story(run, verdict) });

function hostConclusion(run: Ran, { address, state, reason }: HostView): Conclusion {
  const found = run.events.findLast((event) => event.kind === 'discovery' && event.target === address);
  return concluded(run, { state, reason, verdict: found?.id ?? 0 });
}

function story({ events }: Ran, verdict: EventId): Pick<Conclusion, 'why' | 'witness'> {
  const why = explain(events, verdict);
  const frames = why.flatMap(({ event }) => events[event - 1] ?? []);
  const sent = frames.find(
    (event) => event.kind === 'frame' && event.what === 'sent' && event.host === SCANNER,
  );
  return { why, ...(sent?.kind === 'frame' ? { witness: packetWords(sent).line } : {}) };
}

function idleRules({ lab, events }: Ran): WhatIf['idle'] {
  const counters = countersOf(events);
  return firewallView({ hosts: lab.hosts }).flatMap(({ host, tables }) =>
    tables.flatMap((table) =>
      table.chains.flatMap((chain) =>
        chain.rules
          .filter(
            ({ number }) => counters.at(host, table.name, chain.name, number, events.length).packets === 0,
          )
          .map(({ number, words }) => ({
            host,
            rule: `rule ${number} of ${table.name} ${chain.name}: ${words}`,
          })),
      ),
    ),
  );
}
