import { describe, expect, it } from 'vitest';
import { matrixPorts, matrixTargets } from './matrix-ports.ts';

describe('what a matrix asks for', () => {
  it('the ports of the hint, and UDP ports only where the hint has some', () => {
    expect(matrixPorts({ scan: { ports: '21,80', udp: '53' } }, undefined)).toEqual({
      tcp: '21,80',
      udp: '53',
    });
    expect(matrixPorts({ scan: { ports: '21,80' } }, undefined)).toEqual({ tcp: '21,80' });
    expect(matrixPorts({}, undefined)).toEqual({ tcp: '21,22,80' });
  });

  it('one port by all techniques, UDP among them', () => {
    expect(matrixPorts({ scan: { ports: '21,80' } }, 443)).toEqual({ tcp: '443', udp: '443' });
  });

  it('the targets of the hint, else all hosts but the scanner', () => {
    const host = (name: string) => ({ name }) as Parameters<typeof matrixTargets>[0]['hosts'][number];
    const hosts = [host('scanner'), host('gateway'), host('target')];
    expect(matrixTargets({ hosts })).toEqual(['gateway', 'target']);
    expect(matrixTargets({ hosts, scan: { targets: ['target'] } })).toEqual(['target']);
  });
});
