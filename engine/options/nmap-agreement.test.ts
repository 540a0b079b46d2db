import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { formatIpv4 } from '../packet/index.ts';
import { parseCommandLine } from './command-line.ts';

/** Without targets nmap reads the whole command line, prints what it made of it, and sends nothing. */
const nmap = (args: readonly string[]): string => {
  const { stdout, stderr } = spawnSync('nmap', args, { encoding: 'utf8', timeout: 20_000 });
  return `${stdout}${stderr}`;
};

const hasNmap = spawnSync('nmap', ['-V'], { encoding: 'utf8' }).stdout?.includes('7.93') ?? false;
const isRoot = process.getuid?.() === 0;

const context = { resolve: () => undefined, privileged: true, seed: 1 };

function ours(args: readonly string[]) {
  const parsed = parseCommandLine(args, context);
  return parsed.ok ? parsed.value.request : undefined;
}

const ranges = (ports: readonly number[]): string => {
  const parts: string[] = [];
  for (let i = 0; i < ports.length; i++) {
    const first = i;
    while (ports[i + 1] === (ports[i] ?? 0) + 1) i++;
    parts.push(first === i ? `${ports[i]}` : `${ports[first]}-${ports[i]}`);
  }
  return parts.join();
};

const PORT_LISTS = [
  ...[
    '22',
    '1-1024',
    '-100',
    '65530-',
    '-',
    '0',
    '0-',
    '022',
    '22,',
    '22 , 23',
    '22 -25',
    '1-5 ,7',
    '5 - 6',
    '',
    ' ',
  ],
  ...[
    'T:22,U:53',
    'T:22,U:53,80',
    'U:53',
    'S:22',
    'P:1',
    'T: 22',
    'T:T:22',
    'T::22',
    'T:',
    'T',
    'X:22',
    't:22',
    '1:2',
  ],
  ...[
    '22,22',
    '80,http',
    'http,22',
    'http 22',
    'http ,22',
    'http*',
    'h*p*s*t',
    '?ttp',
    'sSH',
    'SSH',
    'ssh,,',
    '*:5',
  ],
  ...[
    '[22,1003,70-79]',
    '[-100]',
    '[22',
    '[22]23',
    '[22] 23',
    '[22] ,23',
    '[22][23]',
    '[22,]',
    '[],22',
    '[]',
    '[0]',
  ],
  ...[
    '22,[U:53],99',
    'U:[T:22],23',
    '[T:22,U:53],99',
    '[[22]]',
    '22]',
    '[22]]',
    '22[23]',
    '22-[25]',
    'T:]',
    '[',
    '[,',
  ],
  ...[
    '80-70',
    '5-3-1',
    '-0',
    '70000',
    '1-70000',
    '70000-5',
    '22x',
    '22-x',
    '22--25',
    '-5-',
    '5-6-',
    '+5',
    '22-+25',
  ],
  ...[
    ',',
    '22,,',
    '22, ',
    '22, ,',
    '- ',
    '- 5',
    ' -5',
    '--',
    '0x10',
    'abc',
    'h ttp',
    'http-proxy',
    'nosuch*',
    '22\t,23',
  ],
];

const PORT_CHOICES = [
  ['-F'],
  ['--top-ports', '20'],
  ['--top-ports=1000'],
  ['--top-ports', '10', '-p', '1-100'],
  ['--top-ports', '3', '-p', '80,443,7000,49151'],
  ['--top-ports', '10', '-p', '49151'],
  ['--top-ports', '3', '--exclude-ports', '80'],
  ['--top-ports', '65536'],
  ['--top-ports', '99999'],
  ['--exclude-ports', '1-1024'],
  ['-p', '80-82', '--exclude-ports', '[80]'],
  ['-p', '80-82', '--exclude-ports', 'U:80'],
  ['-F', '--top-ports', '5'],
];

const TIMINGS = [
  ...[0, 1, 2, 3, 4, 5].map((number) => [`-T${number}`]),
  ['-Tsneaky'],
  ['-T', 'AGGRESSIVE'],
  ['--min-rtt-timeout', '20s'],
  ['--max-rtt-timeout', '50ms'],
  ['--initial-rtt-timeout', '20s'],
  ['--initial-rtt-timeout', '50ms'],
  ['--min-rtt-timeout', '2s', '--max-rtt-timeout', '1s'],
  ['--max-rtt-timeout', '1s', '--min-rtt-timeout', '2s'],
  ['--min-rtt-timeout', '1.5'],
  ['--max-rtt-timeout', '1h'],
  ['--max-rtt-timeout', '2m'],
  ['--max-rtt-timeout', '3ms'],
  ['--max-rtt-timeout', '50'],
  ['--max-rtt-timeout', '49'],
  ['--initial-rtt-timeout', '0'],
  ['--min-rtt-timeout', '0'],
  ['--min-rtt-timeout', '10d'],
  ['--scan-delay', '5s'],
  ['--scan-delay', '5S', '--max-scan-delay', '1s'],
  ['--scan-delay', '100'],
  ['--scan-delay', '.5'],
  ['-T4', '--scan-delay', '100ms'],
  ['--max-scan-delay', '0'],
  ['--max-retries', '3', '-T5'],
  ['--max-retries', '-1'],
  ['--min-rate', '10.5', '--max-rate', '1e3'],
  ['--min-rate', '5', '--max-rate', '2'],
  ['--min-rate', '0'],
  ['--min-parallelism', '5', '--max-parallelism', '7'],
  ['--min-parallelism', '5', '--max-parallelism', '2'],
];

const TARGETS = [
  ...[
    '198.18.5.-2',
    '198.18.4,5.1',
    '198.18.5.1,3/31',
    '198.18.5.3,1',
    '198.18.5.1,1',
    '198.18.5.6/30',
    '198.18.5.300',
  ],
  ...[
    '198.18.5.5-3',
    '198.18.5.1..2',
    '198.18.5',
    '198.18.5.1/33',
    '198.18.5.1/x',
    '198.18.5.1/',
    '010.1.1.1',
    '1.1',
  ],
  ...[
    '0x0a.1.1.1',
    '3232235777',
    '1.2.3.4.5',
    '198.18.5.250-',
    '198.18.5.*/30',
    '198.18.5.-',
    '198.18.5.1,',
    '::1',
  ],
  ...[
    '198.18.5.,1',
    '198.18.5.0/-1',
    '198.18.5.0/24x',
    '198.18.5.1-2-3',
    '198.18.5.001',
    '198.18.5.0000000001',
    ' 1.2.3.4',
  ],
  ...[
    '198.18.5.+1',
    '198.18.5.1/031',
    '198.18.5.1/ 31',
    'http://198.18.5.1/',
    '198.18.5.1:80',
    '1,2.3-4.0.9-',
    '',
  ],
];

describe('agreement with nmap 7.93', () => {
  const theirPorts = (xml: string, protocol: string): string | undefined =>
    new RegExp(`protocol="${protocol}" numservices="\\d+" services="([^"]*)"`).exec(xml)?.[1];

  const samePorts = (args: readonly string[]) => {
    const xml = nmap([...args, '-oX', '-']);
    const request = ours(args);
    const wrong: string[] = [];
    for (const protocol of ['tcp', 'udp'] as const) {
      const mine = request && ranges(request.ports[protocol]);
      if (mine !== theirPorts(xml, protocol))
        wrong.push(`${args.join(' ')}: ${protocol} ${mine?.slice(0, 60)}`);
    }
    return wrong;
  };

  it.skipIf(!hasNmap || !isRoot)(
    'reads the same ports out of every list, or refuses it as nmap does',
    () => {
      expect(PORT_LISTS.flatMap((list) => samePorts(['-sSU', '-p', list]))).toEqual([]);
    },
    60_000,
  );

  it.skipIf(!hasNmap || !isRoot)(
    'chooses the same frequent ports',
    () => {
      expect(PORT_CHOICES.flatMap((args) => samePorts(['-sSU', ...args]))).toEqual([]);
    },
    60_000,
  );

  const theirTiming = (args: readonly string[]): string | undefined => {
    const text = nmap(['-d', ...args]);
    const rtt = /rtt-timeouts: (.*)/.exec(text)?.[1];
    const delay = /max-scan-delay: (TCP \d+, UDP \d+)/.exec(text)?.[1];
    const retries = /max-retries: (\d+)/.exec(text)?.[1];
    const rates = /(min-rate: .*)/.exec(text)?.[1]?.trim();
    return rtt && `${rtt}; ${delay}; ${retries}; ${rates}`;
  };

  const ourTiming = (args: readonly string[]): string | undefined => {
    const timing = ours(args)?.timing;
    if (!timing) return undefined;
    const { initialRttTimeoutUs, minRttTimeoutUs, maxRttTimeoutUs, maxTcpScanDelayUs, maxUdpScanDelayUs } =
      timing;
    const rtt = `init ${initialRttTimeoutUs / 1000}, min ${minRttTimeoutUs / 1000}, max ${maxRttTimeoutUs / 1000}`;
    const delay = `TCP ${maxTcpScanDelayUs / 1000}, UDP ${maxUdpScanDelayUs / 1000}`;
    const rates = `min-rate: ${timing.minRate ?? 0}, max-rate: ${timing.maxRate ?? 0}`;
    return `${rtt}; ${delay}; ${timing.maxRetries}; ${rates}`;
  };

  it.skipIf(!hasNmap || !isRoot).each(TIMINGS.map((args) => args.join(' ')))('times alike: %s', (line) => {
    expect(ourTiming(line.split(' '))).toBe(theirTiming(line.split(' ')));
  });

  it.skipIf(!hasNmap || !isRoot)(
    'names the same addresses, in the same order',
    () => {
      // -sL sends nothing to the targets; without a network of its own no name server can be asked either.
      const listed = (target: string): string => {
        const { stdout } = spawnSync('unshare', ['-n', 'nmap', '-sL', '-n', '--', target], {
          encoding: 'utf8',
        });
        return [...stdout.matchAll(/report for (?:.* \()?([0-9.]+)\)?$/gm)]
          .map(([, address]) => address)
          .join(' ');
      };
      const mine = (target: string) =>
        ours(['-n', '--', target])?.targets.map(({ address }) => formatIpv4(address));
      for (const target of TARGETS)
        expect(`${target}: ${mine(target)?.join(' ')}`).toBe(`${target}: ${listed(target)}`);
    },
    60_000,
  );
});
