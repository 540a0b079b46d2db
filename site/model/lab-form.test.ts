import { describe, expect, it } from 'vitest';
import { freeAddress, freeName, freePort, freeSubnet, labForm } from './lab-form.ts';

const form = labForm({
  title: 'T',
  networks: { lan: { subnet: '198.18.10.0/24', rtt: '14ms' } },
  scanner: { address: '198.18.10.30' },
  hosts: {
    target: { address: '198.18.10.31', forward: true, services: [{ port: 'tcp/80' }] },
    gateway: { interfaces: { lan: '198.18.10.1', dmz: { address: '198.18.20.1', mac: 'x' } } },
  },
});

describe('the form of a lab', () => {
  it('has the scanner first, each entry with its path and its values', () => {
    expect(form.hosts.map(({ name, path }) => [name, path.join('.')])).toEqual([
      ['scanner', 'scanner'],
      ['target', 'hosts.target'],
      ['gateway', 'hosts.gateway'],
    ]);
    expect(form.networks[0]?.values).toEqual({ subnet: '198.18.10.0/24', rtt: '14ms' });
    expect(form.hosts[1]?.services[0]).toMatchObject({
      path: ['hosts', 'target', 'services', 0],
      values: { port: 'tcp/80' },
    });
    expect(form.hosts[2]?.interfaces.map(({ name, values }) => [name, values.address])).toEqual([
      ['lan', '198.18.10.1'],
      ['dmz', '198.18.20.1'],
    ]);
  });

  it.each([
    undefined,
    null,
    7,
    [],
    { hosts: [], networks: 'x', scanner: null },
    { hosts: { a: { services: [null, 3] } } },
  ])('takes anything: %j', (data) => {
    expect(labForm(data).hosts[0]?.name).toBe('scanner');
  });

  it('proposes what is not taken', () => {
    expect([freeSubnet(form), freeAddress(form), freeName('host', ['host', 'host-2'])]).toEqual([
      '198.18.20.0/24',
      '198.18.10.32',
      'host-3',
    ]);
    expect(form.hosts.slice(1).map(freePort)).toEqual(['tcp/22', 'tcp/80']);
  });
});
