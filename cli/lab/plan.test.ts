import { describe, expect, it } from 'vitest';
import { loadLab } from '../../simulator/lab/index.ts';
import { planHash, planOf } from './plan.ts';

const LAB = `lab: planned
title: "$(reboot)"
note: "; rm -rf /"
networks:
  lan: { subnet: 198.18.10.0/24 }
  dmz: { subnet: 198.18.20.0/25 }
scanner: { address: 198.18.10.2, mac: 02:00:00:00:00:02 }
hosts:
  gateway: { interfaces: { lan: 198.18.10.1, dmz: 198.18.20.1 }, forward: true, services: [ { port: udp/53, reply: hi } ] }
  target:
    address: 198.18.20.28
    services:
      - { port: tcp/22, name: "|evil|", banner: "$(id)" }
      - { port: tcp/81, bind: 127.0.0.1 }
    firewall: |
      # -j ACCEPT; flush ruleset
      iptables -A INPUT -p tcp --dport 139 -m comment --comment "x\\" -j ACCEPT #" -j DROP
`;

function plan(text = LAB) {
  const lab = loadLab(text);
  if (!lab.ok) throw new Error(JSON.stringify(lab.error));
  return planOf(lab.value);
}

describe('the plan of a real lab', () => {
  it('has a bridge a network and a cable an interface, each end named once', () => {
    const { bridges, hosts } = plan();
    expect(bridges).toEqual(['b0', 'b1']);
    const cables = hosts.flatMap((host) =>
      host.interfaces.map((its) => [host.name, its.name, its.bridge, its.address]),
    );
    // Networks are numbered by name: dmz before lan.
    expect(cables).toEqual([
      ['scanner', 'lan', 'b1', '198.18.10.2/24'],
      ['gateway', 'dmz', 'b0', '198.18.20.1/25'],
      ['gateway', 'lan', 'b1', '198.18.10.1/24'],
      ['target', 'dmz', 'b0', '198.18.20.28/25'],
    ]);
    const ports = hosts.flatMap((host) => host.interfaces.map((its) => its.port));
    expect(new Set(ports).size).toBe(4);
  });

  it('has the routes that the lab worked out', () => {
    expect(plan().hosts.map((host) => host.routes)).toEqual([
      [{ to: '198.18.20.0/25', via: '198.18.10.1' }],
      [],
      [{ to: '198.18.10.0/24', via: '198.18.20.1' }],
    ]);
  });

  it('lets UDP services of a host with several addresses listen on each, so that answers come from where they should', () => {
    const [, gateway, target] = plan().hosts;
    expect(gateway?.services[0]?.addresses).toEqual(['127.0.0.1', '198.18.20.1', '198.18.10.1']);
    expect(target?.services.map((service) => service.addresses)).toEqual([['0.0.0.0'], ['127.0.0.1']]);
  });

  it('holds nothing that an author wrote freely but bytes for sockets, as base64', () => {
    const text = JSON.stringify(plan());
    for (const word of ['reboot', 'rm -rf', 'evil', '$(id)', 'flush', 'comment', '#'])
      expect(text).not.toContain(word);
    expect(text).toContain(Buffer.from('$(id)').toString('base64'));
  });

  it('has a hash that changes with what is built and with nothing else', () => {
    expect(planHash(plan(LAB.replace('$(reboot)', 'Other')))).toBe(planHash(plan()));
    expect(planHash(plan(LAB.replace('tcp/81', 'tcp/82')))).not.toBe(planHash(plan()));
  });
});
