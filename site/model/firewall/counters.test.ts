import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runScanNow } from '../../../engine/scan/index.ts';
import { createTraceLog } from '../../../engine/trace/index.ts';
import { type Lab, SCANNER } from '../../../simulator/lab/index.ts';
import { createWorld, type World } from '../../../simulator/network/index.ts';
import { labFrom } from '../../../test/support/simulate.ts';
import { understandIn } from '../understand.ts';
import { countersOf } from './counters.ts';

const LABS = new URL('../../../lessons/labs/', import.meta.url);
const labs = readdirSync(LABS)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => [name, labFrom(readFileSync(new URL(name, LABS), 'utf8'))] as const);

/** What a lab says is worth scanning, by a technique for each of its protocols. */
function scanned(lab: Lab): { readonly world: World; readonly trace: ReturnType<typeof createTraceLog> } {
  const trace = createTraceLog();
  const world = createWorld(lab, { trace });
  const targets = lab.scan?.targets ?? lab.hosts.map(({ name }) => name).filter((name) => name !== SCANNER);
  const ports = [`T:${lab.scan?.ports ?? '22,80'}`, `U:${lab.scan?.udp ?? '53'}`].join();
  const command = understandIn(lab, ['-sS', '-sU', '-n', '-p', ports, ...targets]);
  if (!command.ok) throw new Error(command.error);
  runScanNow(command.value.request, { vantage: world.vantage, trace }, world.transport());
  return { world, trace };
}

describe('the counters read from the trace', () => {
  it.each(labs)('of %s are the firewalls’ own', (_name, lab) => {
    const { world, trace } = scanned(lab);
    const counters = countersOf(trace.events);
    const [ours, theirs] = [[] as unknown[], [] as unknown[]];
    for (const { name, firewall } of lab.hosts) {
      for (const table of firewall.tables) {
        for (const chain of table.chains) {
          for (let number = 0; number <= chain.rules.length; number++) {
            const place = { name, table: table.name, chain: chain.name, number };
            const own = world.host(name)?.firewall.counters(table.name, chain.name, number);
            ours.push({
              ...place,
              ...counters.at(name, table.name, chain.name, number, trace.events.length),
            });
            theirs.push({ ...place, ...(chain.policy === undefined && number === 0 ? NONE : own) });
          }
        }
      }
    }
    expect(ours).toEqual(theirs);
  });

  it('stand still between the events that count, and are zero before the first', () => {
    const rule = {
      kind: 'rule',
      table: 'filter',
      chain: 'INPUT',
      target: 'DROP',
      text: '',
      length: 44,
    } as const;
    const events = [1, 2, 3, 4].map((id) => ({
      ...rule,
      ...{ id, at: id, host: 'target', because: [], number: id % 2 },
    }));
    const counters = countersOf(events);
    const seen = [0, 1, 2, 3, 4].map((cursor) => counters.at('target', 'filter', 'INPUT', 1, cursor));
    expect(seen.map(({ packets }) => packets)).toEqual([0, 1, 1, 2, 2]);
    expect(seen.map(({ bytes }) => bytes)).toEqual([0, 44, 44, 88, 88]);
    expect(counters.at('other', 'filter', 'INPUT', 1, 4)).toEqual({ packets: 0, bytes: 0 });
  });
});

const NONE = { packets: 0, bytes: 0 };
