import { formatIpv4, formatMac } from '../packet/index.ts';
import type { HostReport, PortReport } from '../scan/index.ts';
import { serviceName } from '../technique/index.ts';
import { PROGRAM_NAME, type ReportInput } from './input.ts';
import { epochSeconds } from './wall-time.ts';

/** The version of the layout below. It changes when a reader of the old one would read the new one wrongly. */
export const JSON_FORMAT = 1;

/**
 * -oJ: the report and, where there is one, the whole trace, an entry a line. Times are microseconds since the
 * scan began, addresses are text, bytes are hexadecimal text.
 */
export function* jsonLines(input: ReportInput): Generator<string> {
  const { report, program, clock, events } = input;
  const { request, elapsedUs, packets, phases, unresolved, notices, lost } = report;
  yield '{';
  yield entry('format', JSON_FORMAT);
  yield entry('program', { name: PROGRAM_NAME, ...program });
  yield entry('started', epochSeconds(clock, 0));
  yield entry('elapsedUs', elapsedUs);
  const targets = request.targets.map((target) => ({ ...target, address: formatIpv4(target.address) }));
  yield entry('request', { ...request, targets });
  yield entry('unresolved', unresolved);
  yield entry('notices', notices);
  if (lost !== undefined) yield entry('lost', lost);
  yield entry('packets', packets);
  yield* list('phases', phases);
  yield '  "hosts": [';
  for (const [index, host] of report.hosts.entries()) {
    yield* hostLines(host, index === report.hosts.length - 1);
  }
  yield events === undefined ? '  ]' : '  ],';
  if (events !== undefined) yield* list('trace', events, '');
  yield '}';
}

const entry = (name: string, value: unknown): string =>
  `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`;

function* list(name: string, values: readonly unknown[], after = ','): Generator<string> {
  yield `  ${JSON.stringify(name)}: [`;
  for (const [index, value] of values.entries()) {
    yield `    ${JSON.stringify(value)}${index === values.length - 1 ? '' : ','}`;
  }
  yield `  ]${after}`;
}

/** A host opens with its own facts; its ports follow, one a line. */
function* hostLines(host: HostReport, isLast: boolean): Generator<string> {
  const { address, mac, reasonFrom, ports, ...facts } = host;
  const head = {
    address: formatIpv4(address),
    ...facts,
    ...(mac === undefined ? {} : { mac: formatMac(mac) }),
    ...(reasonFrom === undefined ? {} : { reasonFrom: formatIpv4(reasonFrom) }),
  };
  yield `    ${JSON.stringify(head).slice(0, -1)},"ports":[`;
  let index = 0;
  for (const row of ports) {
    index++;
    yield `      ${JSON.stringify(portRecord(row))}${index === ports.size ? '' : ','}`;
  }
  yield `    ]}${isLast ? '' : ','}`;
}

function portRecord({ from, ...row }: PortReport) {
  const service = serviceName(row.protocol, row.port);
  return {
    ...row,
    ...(from === undefined ? {} : { from: formatIpv4(from) }),
    ...(service === undefined ? {} : { service }),
  };
}
