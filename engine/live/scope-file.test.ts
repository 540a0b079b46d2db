import { describe, expect, it } from 'vitest';
import { asIpv4, type Ipv4, parseCidr, parseIpv4 } from '../packet/index.ts';
import { loadScopeFile, type ScopeFile } from './scope-file.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const address = (text: string): Ipv4 => parseIpv4(text) ?? asIpv4(0);

const FIELDS = {
  networks: '[192.168.56.0/24]',
  owner: 'Ada Lovelace',
  contact: 'ada@example.org',
  purpose: 'port scan lesson',
  valid_until: '2026-12-01',
};
const fileWith = (changes: Readonly<Record<string, string | undefined>> = {}): string =>
  Object.entries({ ...FIELDS, ...changes })
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => `${field}: ${value}`)
    .join('\n');

const load = (text: string): ScopeFile => {
  const loaded = loadScopeFile(text, NOW);
  if (!loaded.ok) throw new Error(loaded.error.message);
  return loaded.value;
};
const complaintOn = (text: string): string => {
  const loaded = loadScopeFile(text, NOW);
  return loaded.ok ? 'accepted' : `${loaded.error.line ?? '-'}: ${loaded.error.message}`;
};

describe('a scope file', () => {
  it('gives its networks without their broadcast addresses', () => {
    const { scope, networks } = load(fileWith());
    expect(scope.allowed.describe()).toBe('192.168.56.0-192.168.56.254');
    expect(networks).toEqual([parseCidr('192.168.56.0/24')]);
    expect(scope.routed).toBe(false);
  });

  it('takes exceptions and single addresses', () => {
    const { scope } = load(fileWith({ networks: '[10.0.0.0/30, 10.0.0.9]', except: '[10.0.0.1]' }));
    expect(scope.allowed.describe()).toBe('10.0.0.0, 10.0.0.2, 10.0.0.9');
  });

  it('sends at most 100 packets a second, and at most 1000 when it says so', () => {
    expect(load(fileWith()).scope.limits).toEqual({
      maxPps: 100,
      maxPpsToOneHost: 50,
      burst: 10,
      maxAddresses: 1024,
      maxSeconds: 3600,
    });
    const { limits } = load(fileWith({ max_pps: '1000' })).scope;
    expect([limits?.maxPps, limits?.maxPpsToOneHost]).toEqual([1000, 200]);
    expect(load(fileWith({ max_pps: '5' })).scope.limits?.maxPpsToOneHost).toBe(5);
  });

  it('is valid until the end of its last day', () => {
    expect(load(fileWith({ valid_until: '2026-11-21' })).validUntil).toBe(
      Date.parse('2026-11-21T23:59:59.999Z'),
    );
  });

  it('protects gateways, resolvers and the broadcasts of connected networks unless listed singly', () => {
    const around = {
      gateways: [address('192.168.56.1')],
      resolvers: [address('192.168.56.53')],
      connected: [parseCidr('192.168.56.0/28')].flatMap((one) => one ?? []),
    };
    const plain = loadScopeFile(fileWith(), NOW, around);
    expect(plain.ok && plain.value.scope.allowed.describe()).toBe(
      '192.168.56.0, 192.168.56.2-192.168.56.14, 192.168.56.16-192.168.56.52, 192.168.56.54-192.168.56.254',
    );
    const listed = loadScopeFile(fileWith({ networks: '[192.168.56.0/24, 192.168.56.1]' }), NOW, around);
    expect(listed.ok && listed.value.scope.allowed.has(address('192.168.56.1'))).toBe(true);
    expect(listed.ok && listed.value.scope.allowed.has(address('192.168.56.53'))).toBe(false);
  });

  it('may ask for the gateway by ARP only where it scans behind it', () => {
    const around = { gateways: [address('192.168.1.1')], resolvers: [], connected: [] };
    const near = loadScopeFile(fileWith(), NOW, around);
    const far = loadScopeFile(fileWith({ routed: 'true' }), NOW, around);
    expect(near.ok && near.value.scope.askable.size).toBe(0);
    expect(far.ok && far.value.scope.askable.describe()).toBe('192.168.1.1');
  });

  it('is known by the hash of its text', () => {
    expect(load(fileWith()).hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(load(`${fileWith()}\n`).hash).not.toBe(load(fileWith()).hash);
  });

  it.each([
    ['networks', '[8.8.8.0/24]', '1: 8.8.8.0/24 is not a private network; others are never scanned.'],
    ['networks', '[45.33.32.156]', '1: 45.33.32.156/32 is not a private network; others are never scanned.'],
    ['networks', '[224.0.0.0/24]', '1: 224.0.0.0/24 is not a private network; others are never scanned.'],
    ['networks', '[127.0.0.0/24]', '1: 127.0.0.0/24 is not a private network; others are never scanned.'],
    ['networks', '[172.32.0.0/24]', '1: 172.32.0.0/24 is not a private network; others are never scanned.'],
    ['networks', '[0.0.0.0/0]', '1: 0.0.0.0/0 is larger than a /22.'],
    ['networks', '[10.0.0.0/21]', '1: 10.0.0.0/21 is larger than a /22.'],
    ['networks', '[10.0.0.0/22, 10.0.4.0/32]', '1: 1025 addresses in sum; a scope file has at most 1024.'],
    ['networks', '[10.0.0.1/24]', '1: "10.0.0.1/24" is not a network.'],
    ['networks', '[lab.example]', '1: "lab.example" is not a network.'],
    ['networks', '[12]', '1: null is not a network.'],
    ['networks', '[]', '1: networks: lists no network.'],
    ['networks', '10.0.0.0/24', '1: networks: is a list, [192.168.56.0/24].'],
    ['except', '[nobody]', '6: "nobody" is not a network.'],
    ['owner', '""', '2: owner: is a text of 1 to 200 characters.'],
    ['owner', '[a]', '2: owner: is one value.'],
    ['contact', undefined, '1: contact: is a text of 1 to 200 characters.'],
    ['purpose', 'x'.repeat(201), '4: purpose: is a text of 1 to 200 characters.'],
    ['valid_until', '2026-11-20', '5: The scope file was valid until 2026-11-20.'],
    ['valid_until', '2026-12-22', '5: valid_until is more than 30 days ahead.'],
    ['valid_until', '2026-02-30', '5: valid_until: "2026-02-30" is not a date like 2026-12-01.'],
    ['valid_until', 'never', '5: valid_until: "never" is not a date like 2026-12-01.'],
    ['max_pps', '0', '6: max_pps is a whole number from 1 to 1000.'],
    ['max_pps', '1001', '6: max_pps is a whole number from 1 to 1000.'],
    ['max_pps', '1.5', '6: max_pps is a whole number from 1 to 1000.'],
    ['max_pps', 'fast', '6: max_pps is a whole number from 1 to 1000.'],
    ['routed', 'maybe', '6: routed is true or false.'],
    ['force', 'true', '6: A scope file has no field "force".'],
    ['<<', '{networks: [8.8.8.8]}', '6: A scope file has no field "<<".'],
  ])('is refused with %s: %s', (field, value, complaint) => {
    expect(complaintOn(fileWith({ [field]: value }))).toBe(complaint);
  });

  it('is refused with aliases, twice the same field, no fields, or too much of anything', () => {
    expect(complaintOn(`${fileWith({ networks: '&n [10.0.0.0/24]' })}\nexcept: *n`)).toContain(
      '6: except: is a list',
    );
    expect(complaintOn(`${fileWith()}\nowner: Eve`)).toContain('Map keys must be unique');
    expect(complaintOn(`${fileWith()}\n__proto__: {routed: true}`)).toBe(
      '6: A scope file has no field "__proto__".',
    );
    expect(complaintOn('')).toBe('1: A scope file is a list of fields, `networks:` first.');
    expect(complaintOn('- 10.0.0.0/24')).toBe('1: A scope file is a list of fields, `networks:` first.');
    expect(complaintOn(`networks: ${'['.repeat(5000)}`)).toBe('-: The scope file is nested too deep.');
    expect(complaintOn('x'.repeat(20_000))).toBe('-: A scope file has at most 16384 characters.');
    expect(complaintOn('networks: [')).toMatch(/^1: /);
  });
});
