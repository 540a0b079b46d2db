import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { canonicalCommands } from '../../simulator/firewall/index.ts';
import { ask } from '../../test/support/ask.ts';
import { builtProgram } from '../../test/support/built-program.ts';
import { routedLab } from '../../test/support/routed-lab.ts';
import { labFrom } from '../../test/support/simulate.ts';
import { labAvailability } from './availability.ts';
import { isAlive, processFacts, treeOf } from './process-facts.ts';
import type { RunningLab } from './running-lab.ts';
import { labDown, labUp, listLabs, runningLab } from './up.ts';

const availability = labAvailability();
const title = `a real lab${availability.ok ? '' : ` (skipped: ${availability.reason})`}`;

const LAB = `lab: live-test
networks:
  lan: { subnet: 198.18.10.0/24 }
  dmz: { subnet: 198.18.20.0/24 }
scanner: { address: 198.18.10.2 }
hosts:
  gateway:
    interfaces: { lan: 198.18.10.1, dmz: 198.18.20.1 }
    forward: true
    services: [ { port: udp/53, reply: "far side" } ]
  target:
    address: 198.18.20.28
    mac: de:ad:00:00:be:ef
    services:
      - { port: tcp/22, banner: "SSH-2.0-test\\r\\n" }
      - { port: tcp/81, bind: 127.0.0.1 }
      - { port: udp/137, reply: hex:8045 }
      - { port: udp/68, silent: true }
    firewall: |
      iptables -P FORWARD DROP
      iptables -N web
      iptables -A INPUT -p tcp --dport 139 -j DROP
      iptables -A INPUT -p tcp --dport 445 -m comment --comment "no; -j ACCEPT" -j REJECT --reject-with tcp-reset
      iptables -A INPUT -p tcp -m multiport --dports 80,443 -m conntrack --ctstate NEW -j web
      iptables -A web -j RETURN
`;

describe.skipIf(!availability.ok)(title, () => {
  let lab: RunningLab;
  let runtime = '';

  beforeAll(async () => {
    runtime = mkdtempSync(join(tmpdir(), 'halfopen-live-'));
    vi.stubEnv('XDG_RUNTIME_DIR', runtime);
    lab = await labUp(labFrom(LAB), { ephemeral: true });
  });
  afterAll(async () => {
    await lab.down();
    vi.unstubAllEnvs();
    rmSync(runtime, { recursive: true, force: true });
  });

  it('has services that answer across the router, and none where none listens', async () => {
    expect(await ask(lab, 'tcp', '198.18.20.28', '22')).toBe('SSH-2.0-test');
    expect(await ask(lab, 'tcp', '198.18.20.28', '23')).toBe('ECONNREFUSED');
    expect(await ask(lab, 'tcp', '198.18.20.28', '81')).toBe('ECONNREFUSED');
    expect(await ask(lab, 'tcp', '198.18.20.28', '139')).toBe('silence');
    expect(await ask(lab, 'udp', '198.18.20.28', '137')).toBe('8045 from 198.18.20.28');
    expect(await ask(lab, 'udp', '198.18.20.28', '68')).toBe('silence');
    expect(await ask(lab, 'udp', '198.18.20.28', '69')).toBe('ECONNREFUSED');
  });

  it('answers UDP from the address that was asked, even on the far side of a router', async () => {
    const answer = `${Buffer.from('far side').toString('hex')} from 198.18.20.1`;
    expect(await ask(lab, 'udp', '198.18.20.1', '53')).toBe(answer);
  });

  it('has the interfaces and routes of the file, and no way out', async () => {
    const { stdout: link } = await lab.run('target', ['ip', '-o', 'link', 'show', 'dmz']);
    expect(link).toContain('de:ad:00:00:be:ef');
    expect(link).toMatch(/state UP/);
    const { stdout: routes } = await lab.run('scanner', ['ip', 'route']);
    expect(routes).not.toContain('default');
    expect(routes).toContain('198.18.20.0/24 via 198.18.10.1 dev lan');
    const { stdout: outside } = await lab.run('scanner', ['ip', 'route', 'get', '1.1.1.1']);
    expect(outside).toBe('');
    const { stdout: ipv6 } = await lab.run('target', ['ip', '-6', 'address']);
    expect(ipv6).toBe('');
  });

  it('has the rules in canonical words, comments left out, as iptables itself lists them', async () => {
    const commands = canonicalCommands(
      labFrom(LAB).hosts.find(({ name }) => name === 'target')?.firewall ?? { tables: [] },
    );
    const { stdout } = await lab.run('target', ['iptables', '-S']);
    const listed = stdout.trim().split('\n');
    const said = commands.map((command) => command.slice(2).join(' '));
    for (const command of said.filter((words) => words.startsWith('-A')))
      expect(listed.map((line) => line.split(' ').sort().join(' '))).toContain(
        command.split(' ').sort().join(' '),
      );
    expect(listed.filter((line) => line.startsWith('-A'))).toHaveLength(4);
    expect(listed).toContain('-P FORWARD DROP');
    expect(stdout).not.toContain('comment');
  });

  it('runs a command in the folder we are in, and gives its output, exit code and signal', async () => {
    expect(await lab.run('target', ['pwd'])).toEqual({ code: 0, stdout: `${process.cwd()}\n`, stderr: '' });
    expect((await lab.run('target', ['sh', '-c', 'cat; exit 7'], { input: 'in' })).code).toBe(7);
    expect((await lab.run('target', ['sh', '-c', 'kill -TERM $$'])).code).toBe(143);
    expect((await lab.run('target', ['sleep', '60'], { timeoutMs: 200 })).code).toBe(137);
  });

  it('refuses hosts that it does not have', () => {
    expect(() => lab.exec('tagret', ['true'])).toThrow(/has no host "tagret"/);
    expect(() => lab.exec('target', [])).toThrow(/No command/);
  });

  it('may stand several times at once, apart from each other', async () => {
    const others = await Promise.all([1, 2].map(() => labUp(labFrom(LAB), { ephemeral: true })));
    await others[0]?.run('target', ['iptables', '-F']);
    expect((await others[1]?.run('target', ['iptables', '-S']))?.stdout).toContain('139');
    expect(listLabs()).toEqual([]);
    await Promise.all(others.map((other) => other.down()));
    expect(others.map(({ pid }) => processFacts(pid)?.state ?? 'gone')).toEqual(['gone', 'gone']);
  });

  it('that is to last is found again by name, refused a second time, and goes when told, once or twice', async () => {
    const first = await labUp(labFrom(LAB));
    expect(listLabs()).toMatchObject([{ name: 'live-test', pid: first.pid }]);
    await expect(labUp(labFrom(LAB))).rejects.toThrow(/is up already/);
    await expect(labUp(labFrom(LAB.replace('tcp/22', 'tcp/2222')))).rejects.toThrow(
      /built from another file/,
    );
    expect((await runningLab('live-test')?.run('target', ['hostname']))?.code).toBe(0);
    const holder = processFacts(first.pid);
    const processes = treeOf(first.pid);
    expect(processes.length).toBeGreaterThan(1);
    expect(await labDown('live-test')).toBe(true);
    expect(processes.filter((pid) => isAlive(pid, holder?.startTime ?? 0))).toEqual([]);
    expect(await labDown('live-test')).toBe(false);
    expect(runningLab('live-test')).toBeUndefined();
    await first.down();
  });

  it('of one name is built once, of five that ask at once', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => labUp(labFrom(LAB))));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(listLabs()).toHaveLength(1);
    await labDown('live-test');
  });

  it('may have hosts and networks that are called as words of ip are', async () => {
    const words = [
      'link',
      'dev',
      'up',
      'help',
      'name',
      'type',
      'netns',
      'via',
      'add',
      'exec',
      'list',
      'mtu',
      'master',
    ];
    const networks = words.map((word, i) => `  ${word}: { subnet: 10.0.${i}.0/24 }\n`).join('');
    const hosts = words
      .map((word, i) => `  ${word}: { address: 10.0.${i}.7, services: [ { port: tcp/22 } ] }\n`)
      .join('');
    const text = `lab: words\nnetworks:\n${networks}scanner: { address: 10.0.0.2 }\nhosts:\n${hosts}`;
    const awkward = await labUp(labFrom(text), { ephemeral: true });
    for (const word of words.slice(0, 4)) {
      const { stdout } = await awkward.run(word, ['ip', '-o', 'address', 'show', 'dev', word]);
      expect(stdout).toMatch(/inet 10\.0\.\d+\.7\/24/);
    }
    await awkward.down();
  });

  it('that cannot be built says why and leaves nothing, neither processes nor a record', async () => {
    const before = treeOf(process.pid);
    // Two sockets cannot listen on one port; a lab file cannot say so, but a plan's author could.
    const broken = labFrom(LAB.replace('lab: live-test', 'lab: broken'));
    const twice = {
      ...broken,
      hosts: broken.hosts.map((host) => ({ ...host, services: [...host.services, ...host.services] })),
    };
    await expect(labUp(twice)).rejects.toThrow(/could not listen: .*EADDRINUSE/);
    expect(listLabs()).toEqual([]);
    await vi.waitFor(() => expect(treeOf(process.pid).filter((pid) => !before.includes(pid))).toEqual([]));
  });

  it('is refused before anything is made where its record cannot be written', async () => {
    symlinkSync('/dev/full', join(runtime, 'halfopen', `live-test.json.${process.pid}`));
    await expect(labUp(labFrom(LAB))).rejects.toThrow(/could not be written down/);
    expect(listLabs()).toEqual([]);
  });

  it('of twenty hosts comes up in seconds even on a busy machine', async () => {
    const begun = performance.now();
    const big = await labUp(labFrom(routedLab(20)), { ephemeral: true });
    expect(performance.now() - begun).toBeLessThan(20_000);
    await big.down();
  });

  it('leaves nothing after ten kills at random moments, and touches nothing foreign', () => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [builtProgram('bench/kill-labs.ts'), '10', '7', '--json'],
      {
        encoding: 'utf8',
        timeout: 55_000,
      },
    );
    expect(JSON.parse(stdout || `"${stderr}"`)).toMatchObject({ count: 10, leftovers: [] });
  });

  it('is built by an ordinary user too', () => {
    const asNobody =
      process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
    const [program = '', ...args] = [
      ...asNobody,
      process.execPath,
      builtProgram('bench/lab-up.ts'),
      '4',
      '1',
    ];
    const { status, stderr, stdout } = spawnSync(program, args, {
      encoding: 'utf8',
      cwd: '/',
      env: plainUser,
    });
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).toContain('A real lab of 4 hosts');
  });

  it('says which switch is off where user namespaces are, and the two ways out', () => {
    // In a user namespace of its own a process can set the limit for itself without touching the system's.
    const switchOff =
      'echo 0 > /proc/sys/user/max_user_namespaces && exec setpriv --ambient-caps=-all --inh-caps=-all "$@"';
    const tell = `import('${builtProgram('bench/lab-up.ts')}').catch((error) => console.log([error.message, ...error.waysOut].join('\\n')))`;
    const inside = ['-U', '--map-user=65534', '--keep-caps', 'sh', '-c', switchOff, 'sh'];
    const { stdout } = spawnSync('unshare', [...inside, process.execPath, '-e', tell], { encoding: 'utf8' });
    expect(stdout.trim().split('\n')).toEqual([
      'A real lab needs user namespaces when it is built without root, and this system allows none (user.max_user_namespaces is 0).',
      'Allow them: sudo sysctl -w user.max_user_namespaces=10000',
      'Or run the same command with sudo.',
    ]);
    expect(readFileSync('/proc/sys/user/max_user_namespaces', 'utf8')).not.toBe('0\n');
  });
});

const plainUser = { PATH: process.env.PATH, HOME: '/' };
