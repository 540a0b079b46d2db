import { describe, expect, it } from 'vitest';
import { icmpPacket, toHex } from '../packet/index.ts';
import type { TraceLog } from '../trace/index.ts';
import type { ReportInput } from './input.ts';
import { aReport, ip, rows, type ScanSketch, UTC } from './testing/report.ts';
import { FLAGS, frame, phase, probeSent, scannerTrace, tcpHex, verdict } from './testing/traces.ts';
import { writeReport } from './write.ts';

const SYN = phase('SYN Stealth Scan', [0, 1000], [0], 2);
const syn = (port: number): string => tcpHex(`198.18.10.2:40000 > 198.18.10.28:${port}`, FLAGS.SYN);
const answer = (port: number, flags: number): string =>
  tcpHex(`198.18.10.28:${port} > 198.18.10.2:40000`, flags);

const draw = (steps: (log: TraceLog) => void, scan: Partial<ScanSketch> = {}): string[] => {
  const hosts = scan.hosts ?? [{ address: '198.18.10.28', ports: rows('22,139 open syn-ack 64') }];
  const input: ReportInput = {
    report: aReport({ args: '-p 22 198.18.10.28', ...scan, hosts }),
    clock: UTC(0),
    program: { version: '0.1.0' },
    events: scannerTrace([SYN, steps]).events,
  };
  const lines = writeReport('mermaid', input).split('\n').slice(0, -1);
  expect(lines[0]).toBe('sequenceDiagram');
  return lines.slice(3).map((line) => line.trim());
};

describe('a sequence diagram', () => {
  it('shows question and answer between the hosts, and the verdict', () => {
    const lines = draw((log) => {
      const { frame: sent } = probeSent(log, 0, syn(22), { port: 22 });
      const arrived = log.append(7, 'target', [sent], frame('received', syn(22)));
      const back = answer(22, FLAGS.SYN | FLAGS.ACK);
      const replied = log.append(7, 'target', [arrived], frame('sent', back));
      log.append(14, 'scanner', [replied], frame('received', back));
      log.append(14, 'scanner', [], verdict('open', 22, 'tcp', '198.18.10.28'));
    });
    expect(lines).toEqual([
      'participant p1 as scanner',
      'participant p2 as target',
      'p1->>p2: SYN 40000 to 22',
      'p2-->>p1: SYN/ACK 22 to 40000',
      'Note over p1: 22/tcp open (reset)',
    ]);
  });

  it('shows the rule that dropped a packet, and a packet lost on the way', () => {
    const lines = draw((log) => {
      const { frame: first } = probeSent(log, 0, syn(139), { port: 139 });
      const arrived = log.append(7, 'target', [first], frame('received', syn(139)));
      const text = '-A INPUT -p tcp --dport 139 -j DROP';
      const rule = { kind: 'rule', table: 'filter', chain: 'INPUT', target: 'DROP', length: 44 } as const;
      log.append(7, 'target', [arrived], { ...rule, number: 1, text });
      log.append(7, 'target', [arrived], { ...rule, number: 0, target: 'ACCEPT', text: '-P INPUT ACCEPT' });
      const { frame: second } = probeSent(log, 100, syn(22), { port: 22 });
      log.append(101, 'lan', [second], frame('lost', syn(22), 'link loss'));
    });
    expect(lines).toEqual([
      'participant p1 as scanner',
      'participant p2 as target',
      'participant p3 as 198.18.10.28',
      'p1->>p2: SYN 40000 to 139',
      'Note over p2: rule 1 of filter INPUT DROP',
      'p1-xp3: SYN 40000 to 22 (link loss)',
    ]);
  });

  it('does not call a packet lost where only the scanner’s side was seen', () => {
    const lines = draw((log) => {
      probeSent(log, 0, syn(22), { port: 22 });
      log.append(14, 'scanner', [], frame('received', answer(22, FLAGS.SYN | FLAGS.ACK)));
    });
    expect(lines.slice(2)).toEqual(['p1->>p2: SYN 40000 to 22', 'p2-->>p1: SYN/ACK 22 to 40000']);
  });

  it('draws a duplicate twice and a router’s copy as a step of its own', () => {
    const lines = draw((log) => {
      const { frame: sent } = probeSent(log, 0, syn(22), { port: 22 });
      const twice = log.append(1, 'lan', [sent], frame('duplicated', syn(22)));
      const arrived = log.append(2, 'router', [sent], frame('received', syn(22)));
      log.append(3, 'router', [twice], frame('received', syn(22)));
      const onward = log.append(4, 'router', [arrived], frame('sent', syn(22)));
      log.append(5, 'target', [onward], frame('received', syn(22)));
    });
    expect(lines.slice(3)).toEqual([
      'p1->>p2: SYN 40000 to 22',
      'p1->>p2: SYN 40000 to 22',
      'p2->>p3: SYN 40000 to 22',
    ]);
  });

  it('counts an ICMP error to the conversation that it quotes', () => {
    const quote = (port: number) => {
      const quoted = Uint8Array.from(Buffer.from(syn(port), 'hex'));
      const between = { id: 0, ttl: 64, source: ip('198.18.10.1'), destination: ip('198.18.10.2') };
      return toHex(icmpPacket(between, { type: 'unreachable', code: 13, quoted }));
    };
    const lines = draw((log) => {
      probeSent(log, 0, syn(22), { port: 22 });
      for (const port of [22, 4000]) log.append(1, 'scanner', [], frame('received', quote(port)));
    });
    expect(lines.filter((line) => line.includes('ICMP'))).toEqual([
      'p3-->>p1: ICMP administratively-prohibited',
    ]);
  });

  it('folds a long scan: one example of each group, and a note on the others', () => {
    const lines = draw(
      (log) => {
        for (let port = 1; port <= 1000; port++) {
          const { frame: sent } = probeSent(log, 0, syn(port), { port });
          log.append(7, 'target', [sent], frame('received', syn(port)));
        }
      },
      {
        hosts: [
          { address: '198.18.10.28', ports: rows('22 open syn-ack 64', '1-21,23-1000 closed reset 64') },
        ],
      },
    );
    expect(lines.slice(2)).toEqual([
      'p1->>p2: SYN 40000 to 1',
      'p1->>p2: SYN 40000 to 22',
      'Note over p1: Not drawn#58; 998 more tcp ports on 198.18.10.28, closed (reset) like 1/tcp',
    ]);
  });

  it('stops at forty listed ports', () => {
    const lines = draw(() => {}, {
      hosts: [{ address: '198.18.10.28', ports: rows('1-50 open syn-ack 64') }],
    });
    expect(lines.at(-1)).toBe('Note over p1: Not drawn#58; 10 more listed ports');
  });

  it('notes how a connect() ended', () => {
    const lines = draw((log) => {
      const call = { kind: 'connect', address: '198.18.10.28', port: 22 } as const;
      log.append(1, 'scanner', [], { ...call, what: 'failed', errno: 'ECONNREFUSED' });
    });
    expect(lines.slice(1)).toEqual(['Note over p1: connect() to 198.18.10.28 port 22 ECONNREFUSED']);
  });

  it('says so where there is no trace', () => {
    const input = { report: aReport({ hosts: [] }), clock: UTC(0), program: { version: '0.1.0' } };
    expect(writeReport('mermaid', input)).toContain('Note over p1: There is no trace of this scan to draw');
  });
});
