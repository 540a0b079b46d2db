import { describe, expect, it } from 'vitest';
import { parseIpv4 } from '../packet/index.ts';
import { TECHNIQUES } from '../technique/index.ts';
import { caret } from './caret.ts';
import { type CommandContext, parseCommandLine } from './command-line.ts';
import { OPTIONS } from './options.data.ts';

const context: CommandContext = {
  resolve: (name) => (name === 'target' ? parseIpv4('198.18.10.28') : undefined),
  privileged: true,
  seed: 7,
};

const split = (line: string): string[] => (line === '' ? [] : line.split(' '));
const parse = (line: string, more: Partial<CommandContext> = {}) =>
  parseCommandLine(split(line), { ...context, ...more });

function requestOf(line: string, more: Partial<CommandContext> = {}) {
  const parsed = parse(line, more);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value.request;
}

function complaintOf(line: string, more: Partial<CommandContext> = {}) {
  const parsed = parse(line, more);
  if (parsed.ok) throw new Error(`no complaint about ${line}`);
  return parsed.error;
}

describe('parseCommandLine: techniques', () => {
  it.each([
    ['', 'syn'],
    ['-sS', 'syn'],
    ['-sSU', 'syn udp'],
    ['-sU -sS', 'syn udp'],
    ['-sUT', 'udp connect'],
    ['-s SU', 'syn udp'],
    ['-nsA', 'ack'],
    ['-sn', ''],
    ['-sP', ''],
  ])('runs the phases of %s in their order: %s', (line, techniques) => {
    expect(requestOf(line).techniques.join(' ')).toBe(techniques);
  });

  it('has an option for every technique of the table', () => {
    for (const [name, { flag }] of Object.entries(TECHNIQUES))
      expect(requestOf(flag).techniques).toEqual([name]);
  });

  it('falls back to connect() without privileges', () => {
    expect(requestOf('', { privileged: false })).toMatchObject({
      techniques: ['connect'],
      privileged: false,
    });
    expect(requestOf('--unprivileged')).toMatchObject({ techniques: ['connect'], privileged: false });
    expect(requestOf('-sS --privileged', { privileged: false }).techniques).toEqual(['syn']);
    expect(requestOf('-sT', { privileged: false }).techniques).toEqual(['connect']);
  });

  it.each([
    ['SYNFIN', 0x03],
    ['synfin', 0x03],
    ['URGPSHFIN', 0x29],
    ['PUSHRESET', 0x0c],
    ['ALL', 0xff],
    ['NONE', 0],
    ['0x29', 0x29],
    ['051', 0x29],
    ['41', 0x29],
    ['255', 0xff],
    ['CWRECEACK', 0xd0],
  ])('reads --scanflags %s as nmap does', (text, flags) => {
    expect(requestOf(`--scanflags ${text}`).scanFlags).toBe(flags);
  });
});

describe('parseCommandLine: options in all their spellings', () => {
  it.each(['-p22', '-p 22', '-n -p22', '-np22'])('takes the ports of %s', (line) => {
    expect(requestOf(line).ports).toMatchObject({ tcp: [22], udp: [] });
  });

  it.each(['--top-ports 3', '--top-ports=3', '-top-ports 3', '--top_ports 3', '--top-p 3'])(
    'takes 3 ports of %s',
    (line) => {
      expect(requestOf(line).ports.tcp).toEqual([23, 80, 443]);
    },
  );

  it('scans the top 1000 by default and the top 100 with -F', () => {
    expect(requestOf('-sSU').ports.tcp).toHaveLength(1000);
    expect(requestOf('-sSU').ports.udp).toHaveLength(1000);
    expect(requestOf('-F').ports.tcp).toHaveLength(100);
    expect(requestOf('-F --top-ports 5').ports.tcp).toHaveLength(5);
    expect(requestOf('-sn').ports).toMatchObject({ tcp: [], udp: [] });
  });

  it.each([
    ['', 0, false],
    ['-v', 1, false],
    ['-v -v', 2, true],
    ['-vv', 2, true],
    ['-vvv', 3, true],
    ['-v3', 3, true],
    ['--verbose', 1, false],
    ['--vv', 2, true],
    ['--reason', 0, true],
    ['-reason', 0, true],
  ])('says as much as asked for: %s', (line, verbosity, reason) => {
    expect(requestOf(line).output).toMatchObject({ verbosity, reason });
  });

  it('takes targets before, between and behind options, and everything behind --', () => {
    const addresses = (line: string) => requestOf(line).targets.map(({ address, name }) => name ?? address);
    expect(addresses('target -sS 10.0.0.1 -p 22 target')).toEqual(['target', 0x0a000001, 'target']);
    expect(requestOf('-sS -- -sS').unresolved).toEqual(['Failed to resolve "-sS".']);
    expect(requestOf('-').unresolved).toEqual(['Failed to resolve "-".']);
  });

  it('keeps the files in their order, - among them', () => {
    expect(requestOf('-oN a -oX - -oJ b -oM c -m d').output.files).toEqual([
      { format: 'normal', path: 'a' },
      { format: 'xml', path: '-' },
      { format: 'json', path: 'b' },
      { format: 'mermaid', path: 'c' },
      { format: 'grepable', path: 'd' },
    ]);
    expect(requestOf('-oA base').output.files.map(({ path }) => path)).toEqual([
      'base.nmap',
      'base.gnmap',
      'base.xml',
    ]);
  });

  it.each([
    ['', 'probe', true],
    ['-Pn', 'skip', true],
    ['-P0', 'skip', true],
    ['-sn', 'only', true],
    ['-sn -Pn', 'skip', true],
    ['--disable-arp-ping', 'probe', false],
  ])('discovers hosts as asked for: %s', (line, mode, arp) => {
    expect(requestOf(line).discovery).toEqual({ mode, arp });
  });

  it('carries the rest over', () => {
    const request = requestOf('-r --open --packet-trace -n -T4 --max-retries 1 --min-rate 100 target');
    expect(request).toMatchObject({
      sequentialPorts: true,
      seed: 7,
      output: { openOnly: true, packetTrace: true },
      timing: { template: 4, maxRetries: 1, minRate: 100, defeatRstRatelimit: true },
    });
    expect(request.args).toEqual(
      split('-r --open --packet-trace -n -T4 --max-retries 1 --min-rate 100 target'),
    );
  });

  it('lets --open defeat the reset limit of SYN scans only', () => {
    expect(requestOf('-sU --open').timing.defeatRstRatelimit).toBe(false);
    expect(requestOf('--defeat-rst-ratelimit').timing.defeatRstRatelimit).toBe(true);
  });
});

describe('parseCommandLine: notices', () => {
  it.each([
    ['-p T:22,U:53', 'needs -sU'],
    ['-sSU -p T:22', 'No UDP ports are left'],
    ['-p 80 --exclude-ports 80', 'No TCP ports are left'],
    ['--scan-delay 1s --max-parallelism 2', 'count for nothing'],
    ['10.0.0.1/33', 'no mask of 33 bits'],
  ])('warns of %s', (line, text) => {
    const parsed = parse(line);
    expect(parsed.ok && parsed.value.notices.join(' ')).toContain(text);
  });
});

/** Conditions under which nmap refuses, and a few of our own; `what it says ; what is underlined`. */
const REFUSED = [
  ['-p 70000', '0 to 65535', '70000'],
  ['-p 80-70', 'runs backwards', '80-70'],
  ['-p 22,HTTP', 'should begin', 'H'],
  ['-p 22-x', 'After "-"', 'x'],
  ['-p 22x', 'After a port', 'x'],
  ['-p abc', 'No service name matches', 'abc'],
  ['-p X:22', 'no protocol "X:"', 'X:'],
  ['-p 22]', 'There is a ]', ']'],
  ['-p [[22]]', 'inside brackets', '['],
  ['-p T:', 'No ports are named', 'T:'],
  ['-p 1 -p 2', 'once only', '2'],
  ['-p22,80-70', 'runs backwards', '80-70'],
  ['--exclude-ports=5,70000', '0 to 65535', '70000'],
  ['-F -p22', '-F does not go with -p', 'F'],
  ['-sn -p22', '-p does not go', '22'],
  ['-sn -F', '-F does not go', 'F'],
  ['-sS -sT', 'Only one kind of TCP scan', 'T'],
  ['-sSA', 'Only one kind of TCP scan', 'A'],
  ['-sn -sS', 'no kind of port scan', 'S'],
  ['-sQ', 'no scan -sQ', 'Q'],
  ['-s', '-s wants', 's'],
  ['-T6', 'no timing template', '6'],
  ['-T', '-T wants', 'T'],
  ['--scanflags 300', '0 to 255', '300'],
  ['--scanflags FOO', 'names no TCP flag', 'FOO'],
  ['--max-retries -1', 'whole number, 0 or more', '-1'],
  ['--min-rate 0', 'above 0', '0'],
  ['--max-rate x', 'above 0', 'x'],
  ['--min-rate 5 --max-rate 2', '--min-rate 5 is above --max-rate 2', '--min-rate'],
  ['--min-parallelism 5 --max-parallelism 2', 'is above', '--min-parallelism'],
  ['--top-ports 0', 'whole number, 1 or more', '0'],
  ['--top-ports 70000', '65536 ports', '70000'],
  ['--top-ports 5000', '1500 most frequent ports only', '5000'],
  ['--max-rtt-timeout 50', 'hardly meant', '50'],
  ['--max-rtt-timeout 3ms', 'at least 5ms', '3ms'],
  ['--initial-rtt-timeout 0', 'above 0', '0'],
  ['--scan-delay 100', 'hardly meant', '100'],
  ['--scan-delay x', 'is no time', 'x'],
  ['-sU --defeat-rst-ratelimit', 'SYN scan (-sS) only', '--defeat-rst-ratelimit'],
  ['-oN -foo', 'begins with "-"', '-foo'],
  ['-oN=', 'name of a file', ''],
  ['-oN a%T', 'is not modelled', 'a%T'],
  ['-vn', '-v wants nothing', 'n'],
  ['-v0', '-v0 is not modelled', '0'],
  ['--x', 'no option --x', '--x'],
  ['-y', 'no option -y', '-y'],
  ['-ny', 'no option -y', 'y'],
  ['--max-r', 'several options', '--max-r'],
  ['--open=5', 'takes no value', '--open'],
  ['--top-ports', '--top-ports wants <number>', '--top-ports'],
  ['-Px', 'no host discovery', 'Px'],
  ['-Pn5', '-Pn takes no value', '5'],
  ['--exclude nosuch 10.0.0.1', 'Failed to resolve', 'nosuch'],
  ['--exclude 10.0.0.1,nosuch', 'Failed to resolve', 'nosuch'],
  ['--exclude 1.1.1.1 --exclude 2.2.2.2', 'once only', '2.2.2.2'],
  ['10.0.0.1 10.0.0.0/8', 'addresses to scan', '10.0.0.0/8'],
  ['-sV target', '-sV is not modelled', 'V'],
  ['-A', '-A is not modelled', 'A'],
  ['-PS22', '-PS is not modelled', 'PS'],
  ['--script=vuln', '--script is not modelled', '--script'],
  ['-oNfile', 'Put a blank', 'o'],
  ['-d2', '-d is not modelled', 'd'],
] as const;

describe('parseCommandLine: complaints', () => {
  it.each(REFUSED)('refuses %s: %s', (line, text, underlined) => {
    const complaint = complaintOf(line);
    expect(complaint.message).toContain(text);
    const [shown = '', marks = ''] = caret(split(line), complaint).split('\n');
    const from = marks.indexOf('^');
    expect(shown.slice(from, from + marks.trim().length).replace(/^'|'$/g, '')).toBe(underlined);
  });

  it('refuses raw scans without privileges, and names the way out', () => {
    expect(complaintOf('-sS', { privileged: false })).toMatchObject({
      message: '-sS sends raw packets, and that needs root.',
      remedy: 'Without privileges there is -sT.',
    });
    expect(complaintOf('-sTU', { privileged: false }).message).toContain('-sU');
  });

  it('says of every option that is not modelled what nmap does with it', () => {
    for (const { name, notModelled, argument } of OPTIONS) {
      if (notModelled === undefined) continue;
      const attached = name.startsWith('-P') || (argument?.startsWith('[') ?? false);
      const complaint = complaintOf(argument === undefined || attached ? name : `${name} 1`);
      expect(complaint.message).toBe(`${name} is not modelled. ${notModelled}`);
      expect(notModelled).toMatch(/^(nmap|`).*\.$/);
    }
  });

  it('understands every option that is modelled', () => {
    const values: Record<string, string> = {
      '-p': '22',
      '-T': '3',
      '--scanflags': 'SYN',
      '--exclude': '10.0.0.1',
    };
    for (const { name, notModelled, argument } of OPTIONS) {
      if (notModelled !== undefined) continue;
      const value = argument === undefined || argument.startsWith('[') ? '' : ` ${values[name] ?? '5'}`;
      expect(parse(`${name}${value}`)).toMatchObject({ ok: true });
    }
  });
});

describe('caret', () => {
  it('underlines the part that is meant', () => {
    const args = ['-sS', '-p', '22,80-70', 'target'];
    const parsed = parseCommandLine(args, context);
    expect(parsed.ok ? '' : caret(args, parsed.error)).toBe('-sS -p 22,80-70 target\n          ^^^^^');
  });

  it('shows blanks and control characters as they can be typed and seen', () => {
    const args = ['-p', '22 x\u001b'];
    expect(caret(args, { message: '', argument: 1, column: 4, length: 2 })).toBe(
      "-p '22 x\\x1b'\n       ^^^^^",
    );
    expect(caret(['-p', ''], { message: '', argument: 1 })).toBe("-p ''\n    ^");
    expect(caret([], { message: '', argument: 0 })).toBe('\n^');
  });
});
