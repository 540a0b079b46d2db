import { describe, expect, it } from 'vitest';
import { decodeNames, isListed, matchServiceMask, RANKED_COUNT, serviceName, topPorts } from './services.ts';

describe('serviceName', () => {
  it.each([
    ['tcp', 22, 'ssh'],
    ['tcp', 80, 'http'],
    ['tcp', 1025, 'NFS-or-IIS'],
    ['tcp', 1720, 'h323q931'],
    ['tcp', 6001, 'X11:1'],
    ['tcp', 1000, 'cadlock'],
    ['tcp', 1023, 'netvenuechat'],
    ['udp', 53, 'domain'],
    ['udp', 137, 'netbios-ns'],
    ['udp', 1000, 'ock'],
    ['udp', 31337, 'BackOrifice'],
    ['udp', 32815, 'unknown'],
    ['tcp', 49152, 'unknown'],
    ['tcp', 1003, 'unknown'],
  ] as const)('prints what nmap prints: %s %i is %s', (protocol, port, name) => {
    expect(serviceName(protocol, port)).toBe(name);
  });

  it('tells a port that is not listed from one listed as unknown', () => {
    expect(serviceName('udp', 8)).toBeUndefined();
    expect(isListed('udp', 8)).toBe(false);
    expect(isListed('tcp', 8)).toBe(true);
    expect(serviceName('tcp', 8)).toBe('unknown');
  });

  it('lists as many ports as nmap has: `-p [0-65535]`', () => {
    const listed = (protocol: 'tcp' | 'udp') =>
      Array.from({ length: 65536 }, (_, port) => port).filter((port) => isListed(protocol, port)).length;
    expect(listed('tcp')).toBe(8366);
    expect(listed('udp')).toBe(19022);
  });

  it('gives nothing for what is no port', () => {
    expect(serviceName('tcp', -1)).toBeUndefined();
    expect(serviceName('tcp', 65536)).toBeUndefined();
  });
});

describe('topPorts', () => {
  it("begins with the ports of `--top-ports 20`, in nmap's order", () => {
    expect(topPorts('tcp', 20).join(' ')).toBe(
      '80 23 443 21 22 25 3389 110 445 139 143 53 135 3306 8080 1723 111 995 993 5900',
    );
    expect(topPorts('udp', 20).join(' ')).toBe(
      '631 161 137 123 138 1434 445 135 67 53 139 500 68 520 1900 4500 514 49152 162 69',
    );
  });

  it('knows as many different ports of each protocol as it says, and no more', () => {
    for (const protocol of ['tcp', 'udp'] as const) {
      expect(new Set(topPorts(protocol, 9999)).size).toBe(RANKED_COUNT);
      expect(topPorts(protocol, 0)).toEqual([]);
    }
  });
});

describe('matchServiceMask', () => {
  it.each([
    ['http', '80 8008'],
    ['HTTP', '80 8008'],
    ['http*', '80 280 443 591 593 4180 8000 8008 8080 8443 8990 8991'],
    ['ss?', '22 266 3249'],
    ['nosuchservice', ''],
    ['h*p*s*t', '2985 3037 4484 5674 8232 8443'],
    ['ss', ''],
    ['?', ''],
  ])('finds for %s: %s', (mask, ports) => {
    expect(matchServiceMask('tcp', mask).join(' ')).toBe(ports);
  });

  it('finds every listed port for a star', () => {
    expect(matchServiceMask('tcp', '*')).toHaveLength(8366);
  });

  it('stays quick with a mask of many stars', () => {
    expect(matchServiceMask('tcp', `${'*a'.repeat(40)}b`)).toEqual([]);
  });
});

describe('decodeNames', () => {
  it('reads gaps, repetitions, unknown ports and names of the other table', () => {
    const table = decodeNames('+1 one *1 ?12 +2 =1 *1', [...new Array(8).fill(undefined), 'other']);
    expect(table.slice(0, 11)).toEqual([
      undefined,
      'one',
      'one',
      'unknown',
      undefined,
      'unknown',
      undefined,
      undefined,
      'other',
      'other',
      undefined,
    ]);
  });
});
