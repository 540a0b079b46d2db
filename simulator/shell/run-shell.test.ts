import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands.data.ts';
import { runShell } from './run-shell.ts';
import { LAB, printed, settingOf } from './testing/session.ts';

const setting = settingOf();
const run = (line: string) => runShell(line, setting);

/** `argument message remedy`, of a line that is refused. */
function refusal(line: string): string {
  const result = run(line);
  if (result.kind !== 'complaint') return JSON.stringify(result);
  const { argument, column = '', message, remedy = '' } = result.complaint;
  return `${argument}${column === '' ? '' : `:${column}`} ${message} ${remedy}`.trim();
}

describe('a line', () => {
  it('is run on the host where it is typed, or on the one that a prompt before it names', () => {
    expect(printed('ss -ltn', setting)).not.toContain(':22');
    for (const prompt of ['target# ', 'target$ ', 'target#\t', 'root@target:~# ', '  target# sudo '])
      expect(printed(`${prompt}ss -ltn`, setting)).toContain(':22');
  });

  it('that only names a host goes there, as ssh does; exit goes back', () => {
    expect(run('target#')).toEqual({ kind: 'host', name: 'target' });
    expect(run('ssh target')).toEqual({ kind: 'host', name: 'target' });
    expect(run('ssh student@target')).toEqual({ kind: 'host', name: 'target' });
    expect(run('target# exit')).toEqual({ kind: 'host', name: 'scanner' });
  });

  it.each(['', '   ', '# a comment', 'sudo'])('of nothing does nothing: %j', (line) => {
    expect(run(line)).toEqual({ kind: 'output', stdout: '', stderr: '', status: 0, notes: [] });
  });

  it.each([
    ['ipables -L', /^0:1 There is no command "ipables" here\. Did you mean "iptables"\?/],
    ['nmap target', /^0:1 There is no command "nmap" here\. Commands are: iptables, ss/],
    ['targte# ss', /^0:1 The lab has no host "targte"\. Did you mean "target"\?/],
    ['ssh', /^0:1 ssh needs a host/],
    ['ssh nobody', /^1:1 The lab has no host "nobody"/],
    ['ssh target ls', /^2:1 The real ssh runs it there/],
    ['exit now', /^1:1 exit takes nothing/],
    ['iptables -L | grep DROP', /^2:1 "\|" is for a shell/],
    ['ss > file', /^1:1 ">" is for a shell/],
    ['echo $HOME', /^1:1 "\$" is for a shell/],
    ['ss -l "t', /^2:1 The quote " is never closed/],
    ['ss\nss', /A line holds one command/],
    ['help me', /^1:1 There is no command "me"/],
    ['old# iptables -L', /^1:1 iptables is a tool of Linux, and old is none \(its stack is windows\)/],
    ['ss -ltp', /^1:4 With -p the real ss names the processes.* not modelled here/],
    ['ss --nonsense', /^1:1 ss has no option --nonsense/],
    ['ss sport = :22', /^1:1 The real ss filters/],
    ['conntrack', /^0:1 conntrack is not told what to do/],
    ['conntrack -E', /^1:2 With -E the real conntrack shows flows as they change/],
    ['conntrack -L -p ipx', /^3:1 "ipx" is not a protocol/],
    ['conntrack -L expect', /^2:1 The table "expect"/],
    ['ping', /^0:1 ping needs a target/],
    ['ping -c 0 target', /^2:1 -c takes a number from 1 to 1000/],
    ['ping -c2x target', /^1:3 -c takes a number/],
    ['ping -i .001 target', /^2:1 -i takes a number from 0\.002/],
    ['ping -f target', /^1:2 With -f the real ping floods/],
    ['ping -c', /^1:2 -c needs a number after it/],
    ['ping target far', /^2:1 The real ping would go/],
    ['iptables', /^0:1 The command does nothing/],
    ['iptables -L -S', /^2:2 A command does one thing/],
    ['iptables -L INPOT', /^2:1 There is no chain INPOT in the table filter\. Did you mean "INPUT"\?/],
    ['iptables -L INPUT x', /^3:1 "x" is not the number of a rule/],
    ['iptables -t mangle -L', /^2:1 The table mangle is not modelled/],
    ['iptables -t foo -L', /^2:1 iptables has no table "foo"/],
    ['iptables -C INPUT -j DROP', /^1:2 With -C the real iptables tells/],
  ])('is refused, and the word that is meant named: %s', (line, expected) => {
    expect(refusal(line)).toMatch(expected);
  });

  it('never throws, whatever is in it', () => {
    const word = fc.oneof(
      fc.constantFrom(...COMMANDS.map(({ name }) => name), 'target#', 'sudo', '-L', '-A', 'INPUT', '-t', '"'),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const result = run(words.join(' '));
        if (result.kind === 'output') expect(result.stdout + result.stderr).not.toMatch(UNSAFE);
        if (result.kind === 'complaint') expect(result.complaint.message).not.toMatch(UNSAFE);
      }),
      { numRuns: 500 },
    );
  });
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
const UNSAFE = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/;

describe('help', () => {
  it('lists every command, and shows each with its examples', () => {
    for (const { name, sentence, examples } of COMMANDS) {
      expect(printed('help', setting)).toContain(`${name} `);
      const page = printed(`help ${name}`, setting);
      expect(page).toContain(sentence);
      for (const { line } of examples) expect(page).toContain(line);
    }
  });

  it.each(COMMANDS.flatMap(({ examples }) => examples.map(({ line }) => line)))(
    'has examples that work: %s',
    (line) => {
      expect(runShell(`target# ${line}`, settingOf()).kind).not.toBe('complaint');
    },
  );
});

describe('the tools', () => {
  it('count what went by, until iptables -Z', () => {
    const own = settingOf();
    printed('ping -c 2 -i 0.5 target', own);
    const list = () => printed('target# iptables -L INPUT 1 -v -n', own).trim().split(/ +/).slice(0, 2);
    // The first request begins the flow; what comes of it after its answer is ESTABLISHED.
    expect(list()).toEqual(['1', '84']);
    printed('target# iptables -Z INPUT 2', own);
    expect(list()).toEqual(['1', '84']);
    printed('target# iptables -L -Z', own);
    expect(list()).toEqual(['0', '0']);
  });

  it('say how many seconds a flow has left, and that the other host tracks nothing', () => {
    const own = settingOf();
    printed('ping -c 1 target', own);
    expect(printed('target# conntrack -L', own)).toMatch(
      /^icmp {5}1 29 src=198\.18\.10\.2 dst=198\.18\.10\.28 type=8 code=0 id=(\d+) src=198\.18\.10\.28 dst=198\.18\.10\.2 type=0 code=0 id=\1 mark=0 use=1\nconntrack v1\.4\.7 \(conntrack-tools\): 1 flow entries have been shown\.\n$/,
    );
    expect(printed('target# conntrack -L -p tcp', own)).toBe(
      'conntrack v1.4.7 (conntrack-tools): 0 flow entries have been shown.\n',
    );
    expect(printed('conntrack -L', own)).toMatch(/: 0 flow entries/);
  });

  it('say once where the real output has names, and nothing where it has none', () => {
    const notes = (line: string) => {
      const result = run(line);
      return result.kind === 'output' ? result.notes.length : undefined;
    };
    expect(['target# iptables -L', 'target# iptables -L -n', 'iptables -L'].map(notes)).toEqual([1, 0, 0]);
    expect(['target# ss -lt', 'target# ss -ltn', 'ss -t', 'ss'].map(notes)).toEqual([1, 0, 0, 1]);
    expect(['ping scanner', 'ping -c 1 scanner'].map(notes)).toEqual([1, 0]);
  });

  it('leave the text of the lab alone', () => {
    expect(setting.labText).toBe(LAB);
  });
});
