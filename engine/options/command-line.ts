import { fail, ok, type Result } from '../base/result.ts';
import type { Ipv4 } from '../packet/index.ts';
import type { ScanRequest } from '../scan/index.ts';
import { TECHNIQUES } from '../technique/index.ts';
import { type ArgumentComplaint, failAt } from './complaint.ts';
import { OPTIONS } from './options.data.ts';
import { choosePorts } from './port-choice.ts';
import { type PortProtocol, type PortSelection, parsePorts } from './ports.ts';
import { type Given, readArguments } from './read-arguments.ts';
import { applySetting } from './settings.ts';
import { expandTargets, readExclusions } from './targets.ts';
import { timingOptions } from './timing.ts';
import { checkTogether } from './together.ts';
import { emptyWishes, type Wishes } from './wishes.ts';

/** What the command line cannot know by itself. */
export interface CommandContext {
  /** The address of a name; undefined if it has none. */
  resolve(name: string): Ipv4 | undefined;
  /** Whether raw packets may be sent: without, -sT is the default, and the only TCP scan. */
  readonly privileged: boolean;
  /** For `ScanRequest.seed`. */
  readonly seed: number;
}

export interface ParsedCommand {
  readonly request: ScanRequest;
  /** What nmap would warn of, in our words. */
  readonly notices: readonly string[];
}

/**
 * nmap's command line, program name left out, as a request to the scanner. An option that is not modelled is a
 * complaint that says what nmap does with it; so is everything that nmap itself refuses.
 */
export function parseCommandLine(
  args: readonly string[],
  context: CommandContext,
): Result<ParsedCommand, ArgumentComplaint> {
  const read = readArguments(args, OPTIONS);
  if (!read.ok) return read;
  const wishes = emptyWishes(context.privileged);
  for (const given of read.value.options) {
    const complaint = applyGiven(given, wishes);
    if (complaint) return fail(complaint);
  }
  const together = checkTogether(wishes);
  if (together) return fail(together);
  return buildRequest(
    args,
    read.value.operands.map(({ argument }) => argument),
    wishes,
    context,
  );
}

function applyGiven(given: Given, wishes: Wishes): ArgumentComplaint | undefined {
  const { option, place } = given;
  if (option.notModelled !== undefined) {
    return {
      ...place,
      message: `${option.name} is not modelled. ${option.notModelled}`,
      remedy: 'Leave it out here, or give it to real nmap: halfopen lab exec LAB scanner -- nmap ...',
    };
  }
  return applySetting(given, wishes);
}

function buildRequest(
  args: readonly string[],
  operands: readonly number[],
  wishes: Wishes,
  context: CommandContext,
): Result<ParsedCommand, ArgumentComplaint> {
  const ports = portsOf(wishes);
  if (!ports.ok) return ports;
  const targets = targetsOf(args, operands, wishes, context);
  if (!targets.ok) return targets;
  const { techniques, scanFlags } = wishes;
  const request: ScanRequest = {
    args,
    targets: targets.value.targets,
    unresolved: targets.value.unresolved,
    techniques,
    ...(scanFlags === undefined ? {} : { scanFlags }),
    ports: ports.value,
    discovery: {
      mode: wishes.skipDiscovery ? 'skip' : wishes.noPortScan ? 'only' : 'probe',
      arp: wishes.arp,
    },
    timing: timingOptions(
      wishes.timing,
      wishes.defeatRstRatelimit !== undefined || (wishes.openOnly && techniques.includes('syn')),
    ),
    sequentialPorts: wishes.sequentialPorts,
    output: {
      verbosity: wishes.verbosity,
      // From -vv on nmap shows reasons unasked.
      reason: wishes.reason || wishes.verbosity >= 2,
      openOnly: wishes.openOnly,
      packetTrace: wishes.packetTrace,
      files: wishes.files,
    },
    privileged: wishes.privileged,
    seed: context.seed,
  };
  return ok({ request, notices: [...wishes.notices, ...ports.value.notices, ...targets.value.notices] });
}

function portsOf(wishes: Wishes): Result<PortSelection, ArgumentComplaint> {
  const protocols = protocolsOf(wishes);
  const notices: string[] = [];
  const selections: { listed?: PortSelection; excluded?: PortSelection } = {};
  for (const [key, given] of [
    ['listed', wishes.ports],
    ['excluded', wishes.excludedPorts],
  ] as const) {
    if (!given) continue;
    const parsed = parsePorts(given.text, protocols);
    if (!parsed.ok) return failAt(given.place, parsed.error);
    selections[key] = parsed.value;
    if (key === 'listed') notices.push(...parsed.value.notices);
  }
  const chosen: Record<PortProtocol, readonly number[]> = { tcp: [], udp: [] };
  for (const protocol of protocols) {
    const top = wishes.top?.count;
    const ports = choosePorts(protocol, { ...selections, ...(top === undefined ? {} : { top }) });
    if (!ports.ok)
      return failAt(
        wishes.top?.place ?? wishes.excludedPorts?.place ?? { argument: 0, column: 1 },
        ports.error,
      );
    chosen[protocol] = ports.value;
    if (ports.value.length === 0) {
      notices.push(
        `No ${protocol.toUpperCase()} ports are left to scan; the ${protocol.toUpperCase()} scan is skipped.`,
      );
    }
  }
  return ok({ ...chosen, notices });
}

function protocolsOf(wishes: Wishes): readonly PortProtocol[] {
  const used = wishes.techniques.map((name) => TECHNIQUES[name].protocol);
  return (['tcp', 'udp'] as const).filter((protocol) => used.includes(protocol));
}

function targetsOf(
  args: readonly string[],
  operands: readonly number[],
  wishes: Wishes,
  context: CommandContext,
) {
  const { excluded } = wishes;
  const exclusions = excluded ? readExclusions(excluded.text, context.resolve) : ok([]);
  if (!exclusions.ok) return failAt(excluded?.place ?? { argument: 0, column: 1 }, exclusions.error);
  const expressions = operands.map((argument) => args[argument] ?? '');
  const expanded = expandTargets(expressions, exclusions.value, context.resolve);
  if (expanded.ok) return expanded;
  const { column = 1, ...complaint } = expanded.error;
  return failAt({ argument: operands[column - 1] ?? 0, column: 1 }, complaint);
}
