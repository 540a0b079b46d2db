import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFirewall } from './parse.ts';
import { EMPTY_RULES, type RuleSet } from './ruleset.ts';

const parsed = (text: string): RuleSet => {
  const result = parseFirewall(text);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const complaint = (text: string, firstLine?: number) => {
  const result = parseFirewall(text, firstLine);
  return result.ok ? undefined : result.error[0];
};

describe('a text', () => {
  it.each([
    '',
    '  \n\t\n',
    '# only a comment\n\n',
    'iptables -F\n',
    'iptables -P INPUT DROP\niptables -P INPUT ACCEPT',
  ])('without any effect (%j) is no rules', (text) => {
    expect(parsed(text)).toEqual(EMPTY_RULES);
  });

  it.each([
    ['comments and blank lines', '# first\n\niptables -A INPUT -j DROP # second\n'],
    ['sudo', 'sudo iptables -A INPUT -j DROP'],
    ['a path', '/usr/sbin/iptables -A INPUT -j DROP'],
    ['the name of a backend', 'iptables-nft -A INPUT -j DROP'],
    ['line ends of Windows', 'iptables -A INPUT -j DROP\r\n'],
    ['a continued line', 'iptables -A INPUT \\\n  -j DROP'],
    ['a continued line of Windows', 'iptables -A INPUT \\\r\n  -j DROP'],
    ['a continuation inside a word', 'iptables -A INP\\\nUT -j DROP'],
    ['single quotes', "iptables -A 'INPUT' -j 'DROP'"],
    ['double quotes', 'iptables -A "INPUT" -j DR"OP"'],
    ['a backslash', 'iptables -A \\INPUT -j DROP'],
    ['long options', 'iptables --append INPUT --jump DROP'],
    ['the table named', 'iptables -t filter -A INPUT -j DROP'],
    ['the table named last', 'iptables -A INPUT -j DROP --table=filter'],
    ['the lock waited for', 'iptables -w 5 -A INPUT -j DROP'],
    ['a comment match', 'iptables -A INPUT -m comment --comment "; $x | \'y\'" -j DROP'.replace('$x', 'x')],
    ['an inserted rule', 'iptables -I INPUT 1 -j DROP'],
    [
      'iptables-save',
      '# Generated\n*filter\n:INPUT ACCEPT [12:345]\n:FORWARD ACCEPT\n[3:4] -A INPUT -j DROP\nCOMMIT\n',
    ],
  ])('with %s means the same', (_, text) => {
    expect(parsed(text)).toEqual(parsed('iptables -A INPUT -j DROP'));
  });

  it('keeps chains of one table together, the own ones by name', () => {
    const rules = parsed(
      'iptables -N b\niptables -N a\niptables -t raw -A OUTPUT -j ACCEPT\niptables -P FORWARD DROP',
    );
    expect(rules.tables.map(({ name }) => name)).toEqual(['raw', 'filter']);
    expect(rules.tables[1]?.chains.map(({ name, policy }) => [name, policy])).toEqual([
      ...[
        ['INPUT', 'ACCEPT'],
        ['FORWARD', 'DROP'],
        ['OUTPUT', 'ACCEPT'],
      ],
      ...[
        ['a', undefined],
        ['b', undefined],
      ],
    ]);
  });

  it('renames a chain in the rules that lead to it too', () => {
    const rules = parsed(
      'iptables -N old\niptables -A INPUT -j old\niptables -A INPUT -g old\niptables -E old new',
    );
    expect(rules).toEqual(parsed('iptables -N new\niptables -A INPUT -j new\niptables -A INPUT -g new'));
  });

  it('makes a rule of each pair of addresses, and deletes as many', () => {
    const lists = '-s 10.0.0.1,10.0.0.2 -d 10.1.0.1,10.1.0.2 -j DROP';
    expect(parsed(`iptables -A INPUT ${lists}`).tables[0]?.chains[0]?.rules).toHaveLength(4);
    expect(parsed(`iptables -A INPUT ${lists}\niptables -D INPUT ${lists}`)).toEqual(EMPTY_RULES);
  });

  it('replaces one rule by one only', () => {
    expect(
      complaint('iptables -A INPUT -j DROP\niptables -R INPUT 1 -s 10.0.0.1,10.0.0.2 -j DROP')?.message,
    ).toMatch(/several/);
  });

  it.each([
    ['every protocol', '-p all -j DROP'],
    ['every source', '-s 0.0.0.0/0 -j DROP'],
    ['every interface', '-i + -j DROP'],
  ])('takes %s for no condition', (_, words) => {
    expect(parsed(`iptables -A INPUT ${words}`)).toEqual(parsed('iptables -A INPUT -j DROP'));
  });

  it('keeps a condition that never holds', () => {
    const [rule] = parsed('iptables -A INPUT ! -s 0.0.0.0/0 -j DROP').tables[0]?.chains[0]?.rules ?? [];
    expect(rule?.source).toEqual({ address: 0, mask: 0, negated: true });
  });

  it('begins a saved table anew', () => {
    const twice = '*filter\n-A INPUT -j DROP\nCOMMIT\n*filter\n-A OUTPUT -j DROP\nCOMMIT';
    expect(parsed(twice)).toEqual(parsed('iptables -A OUTPUT -j DROP'));
  });
});

describe('a complaint', () => {
  it('names line, column and length of the word', () => {
    expect(complaint('# a\niptables -A INPUT -p tpc -j DROP')).toMatchObject({
      line: 2,
      column: 22,
      length: 3,
    });
  });

  it('counts lines from where the text stands in its file', () => {
    expect(complaint('\n\niptables -A INPUT -p tpc', 10)).toMatchObject({ line: 12 });
  });

  it('finds its place on a continued line', () => {
    expect(complaint('iptables -A INPUT \\\n  -p tpc')).toMatchObject({ line: 2, column: 6 });
  });

  it('is made for every wrong line, up to twenty', () => {
    const result = parseFirewall('iptables -A NOWHERE\n'.repeat(50));
    expect(result.ok ? [] : result.error.map(({ line }) => line)).toEqual(
      Array.from({ length: 20 }, (_, at) => at + 1),
    );
  });

  it.each([
    ['$', 'iptables -A INPUT -s $HOME', 22],
    ['$ in double quotes', 'iptables -A INPUT -s "$HOME"', 23],
    ['a backtick', 'iptables -A INPUT -s `id`', 22],
    ['a backtick in double quotes', 'iptables -A INPUT -s "`id`"', 23],
    [';', 'iptables -A INPUT -j DROP; reboot', 26],
    ['|', 'iptables -A INPUT -j DROP | sh', 27],
    ['&', 'iptables -A INPUT -j DROP && reboot', 27],
    ['>', 'iptables -A INPUT -j DROP > /etc/passwd', 27],
    ['<', 'iptables -A INPUT -j DROP < x', 27],
    ['(', 'iptables -A INPUT -j DROP (x)', 27],
    ['a control character', 'iptables -A INPUT -j \x1b[2J', 22],
    ['a control character in quotes', 'iptables -A INPUT -j "\x1b[2J"', 23],
    ['an open quote', 'iptables -A INPUT -j "DROP', 22],
    ['an open single quote', "iptables -A INPUT -j 'DROP\niptables -F", 22],
  ])('is made of %s', (_, text, column) => {
    expect(complaint(text)).toMatchObject({ line: 1, column });
  });

  it('is not made of shell characters in single quotes, or after a backslash: they are only wrong words', () => {
    expect(complaint("iptables -A INPUT -s '$HOME'")?.message).toMatch(/not an IPv4 address/);
    expect(complaint('iptables -A INPUT -s \\$HOME')?.message).toMatch(/"\$HOME" is not an IPv4 address/);
  });

  it.each([
    ['ip6tables -A INPUT -j DROP', /IPv6/],
    ['nft add rule ip filter input drop', /Rules of nft/],
    ['ufw allow 22', /Rules of ufw/],
    ['-A INPUT -j DROP', /begins no command/],
    ['reboot', /"reboot" is not iptables/],
    ['sudo', /"sudo" is not iptables/],
    ['iptables', /does nothing/],
    ['iptables -t', /does nothing|no table|needs a table/],
    ['iptables -A', /needs a chain/],
    ['iptables -E a', /needs the new name/],
    ['iptables -F INPUT -j DROP', /takes no rule/],
    ['iptables -D INPUT 1 -j DROP', /takes no rule/],
    ['iptables -D INPUT 0', /numbered from 1/],
    ['iptables !', /Nothing follows the !/],
    ['iptables ! -A INPUT', /cannot be negated/],
    ['iptables -A INPUT ! -m tcp', /cannot be negated/],
    ['iptables -A INPUT ! -j DROP', /cannot be negated/],
    ['iptables -N a\niptables -A INPUT ! -g a', /cannot be negated/],
    ['iptables -N a\niptables -A INPUT -j DROP -g a', /one target/],
    ['iptables -A INPUT -p tcp --dport ! 22', /stands before the option/],
    ['iptables -A INPUT -i', /needs an interface/],
    ['iptables -A INPUT -m', /needs the name/],
    ['iptables -A INPUT -j', /needs a target/],
    ['iptables -A INPUT -g', /needs a chain/],
    ['iptables -A INPUT -i a -i b', /one -i/],
    ['iptables -t nat -t raw -A OUTPUT -j ACCEPT', /one table/],
    ['iptables -N a\niptables -A INPUT -j a\niptables -X', /in use/],
    ['iptables -N a\niptables -E INPUT b', /built-in/],
    ['*mangle\nCOMMIT', /mangle is not modelled/],
    ['*filter\n*raw', /not finished/],
    ['*filter\nCOMMIT\n-A INPUT -j DROP', /outside any table/],
    ['*filter\n:INPUT REJECT', /not a policy/],
    ['*filter\n:my.own - [0:0]', /cannot name/],
    ['*filter\n[0:0]', /does nothing/],
    ['*filter\n-t nat -A OUTPUT -j ACCEPT', /one table/],
  ])('%j: %s', (text, message) => {
    const { message: said, line, column = 0 } = complaint(text) ?? { message: '', line: 0 };
    expect(said).toMatch(message);
    expect(line).toBeGreaterThanOrEqual(1);
    expect(column).toBeGreaterThanOrEqual(1);
  });
});

describe('hostile text', () => {
  it('never throws, whatever it is', () => {
    const word = fc.constantFrom(
      'iptables',
      '-A',
      'INPUT',
      '-p',
      'tcp',
      '!',
      '-m',
      'recent',
      '--name',
      '-j',
      '"',
      "'",
      '\\',
      '*filter',
      ':',
      '\n',
      '-D',
      '1',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(word, fc.string()), { maxLength: 20 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, (any) => {
        const result = parseFirewall(any);
        if (!result.ok) for (const { line } of result.error) expect(line).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 3000 },
    );
  });

  it('of any length is answered at once', () => {
    const texts = [
      'iptables -A INPUT -j DROP\n'.repeat(200_000),
      `iptables -A INPUT -s ${'1.2.3.4,'.repeat(10_000)}1.2.3.4 -d ${'1.2.3.4,'.repeat(1_000)}1.2.3.4 -j DROP`,
      `iptables -A INPUT -m multiport --dports ${'1,'.repeat(40_000)}1`,
      `iptables ${'-A '.repeat(30_000)}`,
      `iptables -A INPUT ${'! '.repeat(40_000)}`,
      '"'.repeat(99_999),
      `${'\\\n'.repeat(49_000)}x`,
    ];
    for (const text of texts) {
      const began = performance.now();
      expect(parseFirewall(text).ok).toBe(false);
      expect(performance.now() - began).toBeLessThan(1000);
    }
  });

  it('of chains that double at each step is refused, or judged in little time', () => {
    const names = Array.from({ length: 15 }, (_, at) => `c${at}`);
    const doubling = names.slice(1).map((name, at) => `iptables -A c${at} -j ${name}\n`.repeat(4));
    const text = [...names.map((name) => `iptables -N ${name}`), ...doubling, 'iptables -A INPUT -j c0'].join(
      '\n',
    );
    expect(complaint(text)?.message).toMatch(/more than 100000 rules/);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'makes nothing of the name %s',
    (name) => {
      const uses = [
        `-p ${name}`,
        `-m ${name}`,
        `-j ${name}`,
        `-t ${name}`,
        `-p tcp --dport ${name}`,
        `--${name} x`,
        `-p icmp --icmp-type ${name}`,
      ];
      for (const words of uses) expect(complaint(`iptables -A INPUT ${words}`)).toBeDefined();
      expect(parsed(`iptables -N ${name}\niptables -A INPUT -j ${name}`).tables[0]?.chains.at(-1)?.name).toBe(
        name,
      );
    },
  );
});
