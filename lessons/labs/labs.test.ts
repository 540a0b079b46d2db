import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatIpv4, formatMac } from '../../engine/packet/index.ts';
import { canonicalCommands } from '../../simulator/firewall/index.ts';
import { type Lab, loadLab, SCANNER } from '../../simulator/lab/index.ts';

const folder = new URL('./', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.slice(0, -'.yaml'.length));

function labCalled(name: string): Lab {
  const lab = loadLab(readFileSync(new URL(`${name}.yaml`, folder), 'utf8'));
  if (!lab.ok) throw new Error(`${name}: ${JSON.stringify(lab.error)}`);
  return lab.value;
}

/** `22 25 udp/111`, of one host of a lab. */
function listening(lab: string, host: string): string {
  const services = labCalled(lab).hosts.find(({ name }) => name === host)?.services ?? [];
  return services.map(({ protocol, port }) => (protocol === 'tcp' ? `${port}` : `udp/${port}`)).join(' ');
}

const addressOf = (lab: string, host: string): string => {
  const [first] = labCalled(lab).hosts.find(({ name }) => name === host)?.interfaces ?? [];
  return first ? `${formatIpv4(first.address)} ${formatMac(first.mac)}` : '';
};

describe.each(names)('the lab %s', (name) => {
  const lab = labCalled(name);

  it('is called as its file is, has a title and says what it shows', () => {
    expect(lab.name).toBe(name);
    expect(lab.title).not.toBe(name);
    expect(lab.note?.length).toBeGreaterThan(40);
  });

  it('names ports worth scanning and one to three targets', () => {
    const ports = [lab.scan?.ports, lab.scan?.udp].filter((list) => list !== undefined);
    expect(ports.length).toBeGreaterThan(0);
    const targets =
      lab.scan?.targets ?? lab.hosts.map((host) => host.name).filter((host) => host !== SCANNER);
    expect(targets.length).toBeGreaterThanOrEqual(1);
    expect(targets.length).toBeLessThanOrEqual(3);
  });

  it('asks each target for few ICMP errors: a host sends six at once and one a second, so verdicts would hang on time', () => {
    expect(lab.scan?.udp?.split(',').length ?? 0).toBeLessThanOrEqual(7);
  });
});

describe('the labs together', () => {
  it('are what the transcripts tell of', () => {
    expect(addressOf('first-scan', 'target')).toBe('10.129.2.28 de:ad:00:00:be:ef');
    expect(listening('first-scan', 'target')).toBe('22 25 80 110');
    expect(listening('connect', 'web')).toBe('443');
    expect(listening('connect', 'mail')).toBe('22 25 80 111 143');
    expect(listening('udp', 'target')).toBe('udp/68 udp/137 udp/138 udp/631 udp/5353');
    expect(listening('udp', 'quiet')).toBe('udp/68 udp/111');
    expect(addressOf('six-open', 'target')).toMatch(/^10\.10\.252\.27 /);
    expect(listening('six-open', 'target')).toBe('22 25 80 110 111 143');
  });

  it('reject in every way, on the target and on a router', () => {
    const words = names.flatMap((name) =>
      labCalled(name).hosts.flatMap(({ firewall }) =>
        canonicalCommands(firewall).map((command) => command.join(' ')),
      ),
    );
    const kinds = ['net-unreachable', 'host-unreachable', 'proto-unreachable', 'port-unreachable'];
    const prohibited = ['net-prohibited', 'host-prohibited', 'admin-prohibited'].map(
      (kind) => `icmp-${kind}`,
    );
    for (const kind of [...kinds.map((unreachable) => `icmp-${unreachable}`), ...prohibited, 'tcp-reset'])
      for (const chain of ['INPUT', 'FORWARD'])
        expect(words.filter((rule) => rule.includes(`-A ${chain} `) && rule.includes(kind))).not.toEqual([]);
  });

  it('use every match and every table that is modelled', () => {
    const all = names
      .flatMap((name) => labCalled(name).hosts.map(({ firewall }) => JSON.stringify(firewall)))
      .join();
    for (const word of [
      'limit',
      'hashlimit',
      'recent',
      'connlimit',
      'statistic',
      'multiport',
      'ttl',
      'icmp',
      'conntrack',
    ])
      expect(all).toContain(`"extension":"${word}"`);
    for (const table of ['raw', 'nat', 'filter']) expect(all).toContain(`"name":"${table}"`);
  });

  it('would, in a scan with each of ten techniques, give the comparison well over 1,500 cells', () => {
    const cells = names.map(labCalled).map((lab) => {
      const targets = lab.scan?.targets?.length ?? lab.hosts.length - 1;
      const count = (list: string | undefined): number => list?.split(',').length ?? 0;
      return targets * (9 * count(lab.scan?.ports) + count(lab.scan?.udp));
    });
    expect(cells.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1_500);
  });
});
