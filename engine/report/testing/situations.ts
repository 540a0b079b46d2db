import type { ReportInput } from '../input.ts';
import { connectEvents, packetTraceEvents } from './packet-events.ts';
import { aReport, type HostSketch, rows, type ScanSketch, UTC } from './report.ts';
import { MS, phase, scannerTrace } from './traces.ts';

/**
 * Situations in which real nmap 7.93 was run, told as reports made by hand. What nmap itself wrote lies in
 * `real/NAME.txt`: on the terminal, and into the files of -oN, -oG and -oX.
 */
const MAC = 'de:ad:00:00:be:ef';
const TARGET = { address: '198.18.10.28', mac: MAC } as const;
const OTHER = { address: '198.18.10.29', mac: MAC } as const;
const TEN = '21,22,23,25,80,110,139,443,445,3389';
const TEN_ROWS = rows(
  '22,25,80,110 open syn-ack 64',
  '139 filtered no-response',
  '21,23,443,445,3389 closed reset 64',
);
const ROUTED = { address: '198.18.20.5', reason: 'echo-reply 63' } as const;

const down = (address: string): HostSketch => ({ address, state: 'down', reason: 'no-response' });
const timing = (srtt: number, rttvar: number): readonly [number, number, number] => [srtt, rttvar, 100_000];

interface Situation {
  /** Epoch seconds and the milliseconds that nmap does not show. */
  readonly start: readonly [number, number];
  readonly scan: ScanSketch;
  readonly events?: ReportInput['events'];
}

function situation({ start: [second, ms], scan, events }: Situation): ReportInput {
  return {
    report: aReport(scan),
    clock: UTC(second, ms),
    program: { version: '0.1.0' },
    ...(events === undefined ? {} : { events }),
  };
}

const ARP = (ms: readonly [number, number], hosts: readonly number[]) => phase('ARP Ping Scan', ms, hosts, 1);
const SYN = (ms: readonly [number, number], hosts: readonly number[], ports: number) =>
  phase('SYN Stealth Scan', ms, hosts, ports);

const tenPhases = [ARP([10, 30], [0]), SYN([60, 1280], [0], 10)] as const;
const tenEvents = (...open: readonly number[]): ReportInput['events'] =>
  scannerTrace(
    [tenPhases[0], 'up 198.18.10.28'],
    [tenPhases[1], ...open.map((port) => `open ${port}/tcp 198.18.10.28`)],
  ).events;
const ten = (srtt: number, rttvar: number, at: readonly [number, number]): HostSketch => ({
  ...TARGET,
  timing: timing(srtt, rttvar),
  at: [at[0] * MS, at[1] * MS],
  ports: TEN_ROWS,
});

const two: readonly [ReturnType<typeof ARP>, ReturnType<typeof SYN>] = [
  ARP([30, 1250], [0, 1, 2]),
  SYN([1270, 2480], [0, 1], 3),
];
const both = [
  phase('Ping Scan', [40, 50], [0], 4),
  ARP([60, 1270], [1, 2]),
  SYN([1280, 1290], [0], 2),
  SYN([1300, 1310], [1], 2),
] as const;
const lots = [ARP([10, 30], [0, 1, 2]), SYN([50, 60], [0, 1, 2], 60)] as const;
const gsu = [ARP([10, 40], [0]), SYN([50, 60], [0], 2), phase('UDP Scan', [70, 1290], [0], 2)] as const;
const named = [ARP([10, 40], [0]), SYN([60, 70], [0], 1)] as const;

export const SITUATIONS: Readonly<Record<string, ReportInput>> = {
  'ten-reason': situation({
    start: [1_795_223_684, 0],
    scan: {
      args: `-oA out/ten-reason -n -sS -p ${TEN} --reason 198.18.10.28`,
      tcp: TEN,
      output: { reason: true },
      elapsedUs: 1_310_000,
      hosts: [ten(25, 393, [100, 1290])],
      phases: tenPhases,
    },
  }),
  'ten-v': situation({
    start: [1_795_223_685, 0],
    scan: {
      args: `-oA out/ten-v -n -sS -p ${TEN} -v 198.18.10.28`,
      tcp: TEN,
      output: { verbosity: 1 },
      elapsedUs: 1_310_000,
      hosts: [ten(20, 390, [60, 1290])],
      phases: tenPhases,
      packets: [12, 512, 10, 404],
    },
    events: tenEvents(80, 110, 25, 22),
  }),
  'ten-vv': situation({
    start: [1_795_223_686, 950],
    scan: {
      args: `-oA out/ten-vv -n -sS -p ${TEN} -vv 198.18.10.28`,
      tcp: TEN,
      output: { verbosity: 2 },
      elapsedUs: 1_330_000,
      hosts: [ten(21, 391, [60, 1290])],
      phases: tenPhases,
      packets: [12, 512, 10, 404],
    },
    events: tenEvents(80, 25, 110, 22),
  }),
  hidden: situation({
    start: [1_795_223_688, 300],
    scan: {
      args: '-oA out/hidden -n -sS -p 1-100 198.18.10.28',
      tcp: '1-100',
      elapsedUs: 160_000,
      hosts: [
        {
          ...TARGET,
          timing: timing(8, 2),
          ports: rows('22,25,80 open syn-ack 64', '1-21,23-24,26-79,81-100 closed reset 64'),
        },
      ],
      phases: [ARP([10, 30], [0]), SYN([60, 70], [0], 100)],
    },
  }),
  'hidden-two': situation({
    start: [1_795_223_688, 500],
    scan: {
      args: '-oA out/hidden-two -n -sS -p 1-50,1001-1043 198.18.10.28',
      tcp: '1-50,1001-1043',
      elapsedUs: 1_340_000,
      hosts: [
        {
          ...TARGET,
          timing: timing(8, 0),
          at: [100 * MS, 1_300 * MS],
          ports: rows(
            '22,25 open syn-ack 64',
            '1-21,23-24,26-50 closed reset 64',
            '1001-1040 filtered no-response',
            '1041-1043 filtered admin-prohibited 64',
          ),
        },
      ],
      phases: [ARP([10, 30], [0]), SYN([60, 1300], [0], 93)],
    },
  }),
  'all-hidden': situation({
    start: [1_795_223_689, 900],
    scan: {
      args: '-oA out/all-hidden -n -sS -p 200-300 198.18.10.28',
      tcp: '200-300',
      elapsedUs: 150_000,
      hosts: [
        {
          ...TARGET,
          timing: timing(9, 0),
          at: [100 * MS, 140 * MS],
          ports: rows('200-300 closed reset 64'),
        },
      ],
      phases: [ARP([10, 30], [0]), SYN([60, 140], [0], 101)],
    },
  }),
  'all-hidden-two': situation({
    start: [1_795_223_690, 300],
    scan: {
      args: '-oA out/all-hidden-two -n -sS -p 200-229,1001-1040 198.18.10.28',
      tcp: '200-229,1001-1040',
      elapsedUs: 1_360_000,
      hosts: [
        {
          ...TARGET,
          timing: timing(10, 3),
          at: [0, 1_300 * MS],
          ports: rows('200-229 closed reset 64', '1001-1040 filtered no-response'),
        },
      ],
      phases: [ARP([10, 30], [0]), SYN([60, 1300], [0], 70)],
    },
  }),
  'two-v': situation({
    start: [1_795_223_694, 100],
    scan: {
      args: '-oA out/two-v -n -sS -p 22,23,139 -v target.lab 198.18.10.29 198.18.10.77',
      tcp: '22,23,139',
      output: { verbosity: 1 },
      elapsedUs: 2_490_000,
      hosts: [
        {
          ...TARGET,
          name: 'target.lab',
          timing: timing(9, 2816),
          at: [1_270 * MS, 2_480 * MS],
          ports: rows('22 open syn-ack 64', '23 closed reset 64', '139 filtered no-response'),
        },
        {
          ...OTHER,
          timing: timing(33, 2131),
          at: [1_270 * MS, 1_280 * MS],
          ports: rows('22,23,139 closed reset 64'),
        },
        down('198.18.10.77'),
      ],
      phases: two,
      packets: [11, 420, 7, 260],
    },
    events: scannerTrace(
      [two[0], 'up 198.18.10.29', 'up 198.18.10.28'],
      [two[1], 'open 22/tcp 198.18.10.28', 'closed 22/tcp 198.18.10.29'],
    ).events,
  }),
  open: situation({
    start: [1_795_223_696, 700],
    scan: {
      args: `-oA out/open -n -sS -p ${TEN} --open 198.18.10.28 198.18.10.29`,
      tcp: TEN,
      output: { openOnly: true },
      defeatRst: true,
      elapsedUs: 1_300_000,
      hosts: [
        ten(8, 377, [60, 1300]),
        { ...OTHER, timing: timing(9, 377), ports: rows(`${TEN} closed reset 64`) },
      ],
      phases: [ARP([10, 30], [0, 1]), SYN([60, 1300], [0, 1], 10)],
    },
    events: scannerTrace([ARP([10, 30], [0, 1]), 'up 198.18.10.29', 'up 198.18.10.28']).events,
  }),
  'down-v-reason': situation({
    start: [1_795_223_701, 200],
    scan: {
      args: '-oA out/down-v-reason -n -sS -p 22 -v --reason 198.18.10.77',
      tcp: '22',
      output: { verbosity: 1, reason: true },
      elapsedUs: 1_460_000,
      hosts: [down('198.18.10.77')],
      phases: [ARP([20, 1440], [0])],
      packets: [2, 56, 0, 0],
    },
  }),
  'sn-v': situation({
    start: [1_795_223_705, 200],
    scan: {
      args: '-oA out/sn-v -n -sn -v 198.18.10.28-31',
      mode: 'only',
      output: { verbosity: 1 },
      elapsedUs: 1_260_000,
      hosts: [
        { ...TARGET, timing: timing(7, 5000) },
        { ...OTHER, timing: timing(36, 5000) },
        down('198.18.10.30'),
        down('198.18.10.31'),
      ],
      phases: [ARP([20, 1240], [0, 1, 2, 3])],
      packets: [6, 168, 2, 56],
    },
  }),
  routed: situation({
    start: [1_795_223_707, 950],
    scan: {
      args: '-oA out/routed -n -sS -p 22,23,81,82 --reason 198.18.20.5',
      tcp: '22,23,81,82',
      output: { reason: true },
      elapsedUs: 120_000,
      hosts: [
        {
          ...ROUTED,
          timing: timing(112, 1645),
          at: [60 * MS, 100 * MS],
          ports: rows(
            '22 open syn-ack 63',
            '23 closed reset 63',
            '81 filtered host-prohibited 64 198.18.10.1',
            '82 filtered port-unreach 64 198.18.10.1',
          ),
        },
      ],
      phases: [phase('Ping Scan', [10, 30], [0], 4), SYN([60, 100], [0], 4)],
    },
  }),
  tu: situation({
    start: [1_795_223_708, 300],
    scan: {
      args: '-oA out/tu -n -sSU -p T:22,23,139,U:9,68,137 --reason 198.18.20.5',
      techniques: ['syn', 'udp'],
      tcp: '22,23,139',
      udp: '9,68,137',
      output: { reason: true },
      elapsedUs: 1_350_000,
      hosts: [
        {
          ...ROUTED,
          timing: timing(209, 1479),
          at: [60 * MS, 1_300 * MS],
          ports: rows(
            '22 open syn-ack 63',
            '23,139 closed reset 63',
            '9/udp filtered port-unreach 64 198.18.10.1',
            '68/udp open|filtered no-response',
            '137/udp open udp-response 63',
          ),
        },
      ],
      phases: [
        phase('Ping Scan', [10, 30], [0], 4),
        SYN([60, 100], [0], 3),
        phase('UDP Scan', [100, 1300], [0], 3),
      ],
    },
  }),
  portsboth: situation({
    start: [1_795_223_834, 400],
    scan: {
      args: '-oA out/portsboth -n -sS -p 22,23 -v 198.18.20.5 198.18.10.28 198.18.10.30',
      tcp: '22,23',
      output: { verbosity: 1 },
      elapsedUs: 1_350_000,
      hosts: [
        {
          ...ROUTED,
          timing: timing(52, 2825),
          at: [1_280 * MS, 1_290 * MS],
          ports: rows('22 open syn-ack 63', '23 closed reset 63'),
        },
        {
          ...TARGET,
          timing: timing(15, 2820),
          at: [1_300 * MS, 1_310 * MS],
          ports: rows('22 open syn-ack 64', '23 closed reset 64'),
        },
        down('198.18.10.30'),
      ],
      phases: both,
      packets: [11, 412, 6, 224],
    },
  }),
  'lots-v': situation({
    start: [1_795_223_831, 500],
    scan: {
      args: '-oA out/lots-v -n -sS -p 1-60 -v 198.18.10.28-29 198.18.10.1',
      tcp: '1-60',
      output: { verbosity: 1 },
      elapsedUs: 90_000,
      hosts: [
        {
          ...TARGET,
          timing: timing(9, 2),
          ports: rows('22,25 open syn-ack 64', '1-21,23-24,26-60 closed reset 64'),
        },
        { ...OTHER, timing: timing(8, 1), ports: rows('1-60 closed reset 64') },
        {
          address: '198.18.10.1',
          mac: 'de:ad:00:00:00:01',
          timing: timing(9, 1),
          ports: rows('1-60 closed reset 64'),
        },
      ],
      phases: lots,
      packets: [183, 8004, 183, 7292],
    },
    events: scannerTrace(
      [lots[0], 'up 198.18.10.28', 'up 198.18.10.29', 'up 198.18.10.1'],
      [
        lots[1],
        'open 25/tcp 198.18.10.28',
        'open 22/tcp 198.18.10.28',
        'closed 1-60/tcp 198.18.10.1',
        'closed 1-21/tcp 198.18.10.28',
        'closed 23-24/tcp 198.18.10.28',
        'closed 26-60/tcp 198.18.10.28',
        'closed 1-60/tcp 198.18.10.29',
      ],
    ).events,
  }),
  badtargets: situation({
    start: [1_795_226_014, 100],
    scan: {
      args: '-oA out/badtargets -n -sS -p 22 198.18.10.28/x 198.18.10.300 198.18.10.28 198.18.10.28',
      tcp: '22',
      elapsedUs: 280_000,
      unresolved: [
        'Unable to split netmask from target expression: "198.18.10.28/x"',
        'Failed to resolve "198.18.10.300".',
      ],
      hosts: [
        { ...TARGET, timing: timing(47, 3759), ports: rows('22 open syn-ack 64') },
        { ...TARGET, timing: timing(44, 3753), ports: rows('22 open syn-ack 64') },
      ],
      phases: [ARP([10, 20], [0]), ARP([30, 40], [1]), SYN([50, 60], [0], 1), SYN([70, 80], [1], 1)],
    },
  }),
  'pn-routed': situation({
    start: [1_795_223_706, 200],
    scan: {
      args: '-oA out/pn-routed -n -Pn -sS -p 22 --max-retries 0 198.18.20.77',
      tcp: '22',
      mode: 'skip',
      elapsedUs: 1_090_000,
      notices: [
        {
          at: 1_080 * MS,
          text: 'Warning: 198.18.20.77 giving up on port because retransmission cap hit (0).',
        },
      ],
      hosts: [
        {
          address: '198.18.20.77',
          reason: 'user-set',
          at: [60 * MS, 1_080 * MS],
          ports: rows('22 filtered no-response'),
        },
      ],
      phases: [SYN([60, 1080], [0], 1)],
    },
  }),
  snpn: situation({
    start: [1_795_223_841, 100],
    scan: {
      args: '-oA out/snpn -n -Pn -sn -v 198.18.20.5',
      mode: 'only',
      output: { verbosity: 1 },
      hosts: [{ address: '198.18.20.5', reason: 'user-set' }],
    },
  }),
  order2: situation({
    start: [1_795_223_836, 400],
    scan: {
      args: '-oA out/order2 -n -sSU --max-retries 0 -p T:200-226,1001-1030,U:2000-2030 198.18.10.28',
      techniques: ['syn', 'udp'],
      tcp: '200-226,1001-1030',
      udp: '2000-2030',
      elapsedUs: 650_000,
      notices: [280, 640].map((ms) => ({
        at: ms * MS,
        text: 'Warning: 198.18.10.28 giving up on port because retransmission cap hit (0).',
      })),
      hosts: [
        {
          ...TARGET,
          timing: timing(8, 3),
          at: [10 * MS, 640 * MS],
          ports: rows(
            '200-226 closed reset 64',
            '1001-1030 filtered no-response',
            '2000-2030/udp open|filtered no-response',
          ),
        },
      ],
      phases: [ARP([10, 30], [0]), SYN([40, 280], [0], 57), phase('UDP Scan', [300, 640], [0], 31)],
    },
  }),
  gsu: situation({
    start: [1_795_223_830, 0],
    scan: {
      args: '-oA out/gsu -n -sSU -v -p T:22,23,U:8,68 198.18.10.28',
      techniques: ['syn', 'udp'],
      tcp: '22,23',
      udp: '8,68',
      output: { verbosity: 1 },
      elapsedUs: 1_350_000,
      hosts: [
        {
          ...TARGET,
          timing: timing(37, 2117),
          at: [50 * MS, 1_290 * MS],
          ports: rows(
            '22 open syn-ack 64',
            '23 closed reset 64',
            '8/udp closed port-unreach 64',
            '68/udp open|filtered no-response',
          ),
        },
      ],
      phases: gsu,
      packets: [6, 200, 4, 168],
    },
  }),
  'named-v': situation({
    start: [1_795_223_995, 0],
    scan: {
      args: '-oA out/named-v -n -v -sS -p 22 target.lab',
      tcp: '22',
      output: { verbosity: 1 },
      elapsedUs: 110_000,
      hosts: [{ ...TARGET, name: 'target.lab', timing: timing(38, 3758), ports: rows('22 open syn-ack 64') }],
      phases: named,
      packets: [2, 72, 2, 72],
    },
  }),
  sf: situation({
    start: [1_795_223_727, 0],
    scan: {
      args: '-oA out/sf -n --scanflags SYNFIN -p 22,23 -sF 198.18.10.28',
      techniques: ['fin'],
      scanFlags: 3,
      tcp: '22,23',
      elapsedUs: 1_300_000,
      hosts: [
        {
          ...TARGET,
          timing: timing(34, 3755),
          at: [50 * MS, 1_290 * MS],
          ports: rows('22 open|filtered no-response', '23 closed reset 64'),
        },
      ],
      phases: [ARP([10, 30], [0]), phase('FIN Scan', [50, 1290], [0], 2)],
    },
  }),
  unknownname: situation({
    start: [1_795_223_717, 300],
    scan: {
      args: '-oA out/unknownname -n -sS -p 4,8,49152,1003 198.18.10.28',
      tcp: '4,8,1003,49152',
      elapsedUs: 1_300_000,
      hosts: [
        {
          ...TARGET,
          timing: timing(28, 2121),
          at: [100 * MS, 1_290 * MS],
          ports: rows('4,8,49152 closed reset 64', '1003 filtered no-response'),
        },
      ],
      phases: [ARP([10, 30], [0]), SYN([100, 1290], [0], 4)],
    },
  }),
  pt: situation({
    start: [1_795_223_718, 980],
    scan: {
      args: '-oA out/pt -n -Pn --disable-arp-ping -sS -p 22,23,139,1041 --packet-trace --reason 198.18.10.28',
      tcp: '22,23,139,1041',
      mode: 'skip',
      output: { reason: true, packetTrace: true },
      elapsedUs: 1_270_000,
      hosts: [
        {
          ...TARGET,
          reason: 'user-set',
          timing: timing(29, 2820),
          at: [36 * MS, 1_240 * MS],
          ports: rows(
            '22 open syn-ack 64',
            '23 closed reset 64',
            '139 filtered no-response',
            '1041 filtered admin-prohibited 64',
          ),
        },
      ],
      phases: [SYN([36, 1240], [0], 4)],
    },
    events: packetTraceEvents(),
  }),
  'pt-connect': situation({
    start: [1_795_223_721, 850],
    scan: {
      args: '-oA out/pt-connect -n -Pn --disable-arp-ping -sT -p 22,23,139 --packet-trace 198.18.10.28',
      techniques: ['connect'],
      tcp: '22,23,139',
      mode: 'skip',
      output: { packetTrace: true },
      elapsedUs: 1_220_000,
      hosts: [
        {
          address: '198.18.10.28',
          reason: 'user-set',
          timing: timing(310, 3819),
          at: [10 * MS, 1_200 * MS],
          ports: rows('22 open syn-ack', '23 closed conn-refused', '139 filtered no-response'),
        },
      ],
      phases: [phase('Connect Scan', [10, 1200], [0], 3)],
    },
    events: connectEvents(),
  }),
};
