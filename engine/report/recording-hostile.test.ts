import { describe, expect, it } from 'vitest';
import { printable } from '../base/printable.ts';
import { RECORDING_LIMIT, type Recording, readRecording, writeRecording } from './index.ts';

const BASE: Recording = {
  format: 1,
  kind: 'halfopen-recording',
  recordedAt: '2026-03-01T09:30:00Z',
  tools: { kernel: '6.1', halfopen: '0.1.0', nmap: '7.93' },
  lab: 'lab: x\n',
  labDigest: '0'.repeat(64),
  command: ['-sS', 'target'],
  scan: {
    elapsedUs: 5,
    packets: { sent: 1, sentBytes: 44, received: 1, receivedBytes: 40 },
    hosts: [
      {
        address: '198.18.10.28',
        state: 'up',
        reason: 'user-set',
        ports: [{ protocol: 'tcp', port: 21, state: 'closed', reason: 'reset', verdict: 2 }],
      },
    ],
    trace: [
      {
        id: 1,
        at: 0,
        host: 'scanner',
        because: [],
        kind: 'frame',
        what: 'received',
        interface: 'lan',
        link: 'raw',
        hex: '45',
      },
      {
        id: 2,
        at: 1,
        host: 'scanner',
        because: [1],
        kind: 'verdict',
        target: '198.18.10.28',
        protocol: 'tcp',
        port: 21,
        technique: 'syn',
        state: 'closed',
        reason: 'reset',
        row: 1,
      },
    ],
  },
  nmap: {
    hosts: [
      {
        address: '198.18.10.28',
        state: 'up',
        ports: [{ protocol: 'tcp', port: 21, state: 'closed', reason: 'reset' }],
      },
    ],
    output: 'Nmap done',
  },
};

/** The text of BASE with one piece of it, which must be there, in another form. */
function changed(from: string, to: string): string {
  const text = JSON.stringify(BASE);
  expect(text).toContain(from);
  return text.replace(from, to);
}

const FRAME = '{"id":1,"at":0,';
const PORT = '"port":21,"state":"closed","reason":"reset","verdict":2';

/** What a file may hold, and what of it the complaint must name. */
const REFUSED: readonly (readonly [what: string, text: () => string, names: string])[] = [
  ['nothing', () => '', 'no JSON'],
  ['a cut file', () => JSON.stringify(BASE).slice(0, -20), 'no JSON'],
  ['a list', () => '[]', 'no recording'],
  ['null', () => 'null', 'no recording'],
  ['other JSON', () => '{"format":1}', 'no recording'],
  ['a kind that is inherited', () => '{"__proto__":{"kind":"halfopen-recording"}}', 'no recording'],
  ['a later format', () => changed('"format":1', '"format":2'), 'format 1'],
  ['a member too many', () => changed('{"format"', '{"extra":1,"format"'), '"extra"'],
  ['__proto__', () => changed('{"format"', '{"__proto__":{"polluted":1},"format"'), '"__proto__"'],
  ['__proto__ in an event', () => changed(FRAME, `{"__proto__":{},"id":1,"at":0,`), 'scan.trace[0] is'],
  ['constructor in an event', () => changed(FRAME, `{"constructor":{},"id":1,"at":0,`), '"constructor"'],
  ['toString as a kind', () => changed('"kind":"frame"', '"kind":"toString"'), 'scan.trace[0].kind'],
  [
    'hasOwnProperty in a host',
    () => changed('"state":"up",', '"state":"up","hasOwnProperty":1,'),
    'scan.hosts[0]',
  ],
  ['a lost member', () => changed('"elapsedUs":5,', ''), 'scan.elapsedUs is missing'],
  ['no digest', () => changed(`"labDigest":"${'0'.repeat(64)}",`, ''), 'labDigest is missing'],
  ['a digest without its lab', () => changed('"lab":"lab: x\\n",', ''), 'labDigest'],
  ['a digest of other letters', () => changed('0'.repeat(64), 'Z'.repeat(64)), 'labDigest'],
  ['a time that is none', () => changed('2026-03-01T09', 'yesterday T09'), 'recordedAt'],
  ['a command that is a text', () => changed('["-sS","target"]', '"-sS target"'), 'command is "-sS target"'],
  ['a word that is a number', () => changed('"-sS"', '7'), 'command[0] is 7'],
  ['a trace that is an object', () => changed('"trace":[', '"trace":{},"x":['), 'scan.trace is an object'],
  ['an event that is null', () => changed(`"trace":[`, `"trace":[null,`), 'scan.trace[0] is null'],
  ['ids from 0', () => changed(FRAME, '{"id":0,"at":0,'), 'scan.trace[0].id is 0'],
  ['ids with a hole', () => changed('{"id":2,', '{"id":3,'), 'scan.trace[1].id is 3'],
  ['an id that is a text', () => changed(FRAME, '{"id":"1","at":0,'), 'scan.trace[0].id is "1"'],
  ['half a microsecond', () => changed('"at":1,', '"at":0.5,'), 'scan.trace[1].at is 0.5'],
  ['a time too large', () => changed('"at":1,', '"at":1e300,'), 'scan.trace[1].at'],
  ['a time before the scan', () => changed('"at":1,', '"at":-1,'), 'scan.trace[1].at is -1'],
  ['an event that causes itself', () => changed('[1]', '[2]'), 'scan.trace[1].because[0] is 2'],
  ['a cause yet to come', () => changed('[1]', '[1,9]'), 'scan.trace[1].because[1] is 9'],
  ['cause 0', () => changed('[1]', '[0]'), 'scan.trace[1].because[0] is 0'],
  ['an unknown kind', () => changed('"kind":"frame"', '"kind":"film"'), 'scan.trace[0].kind is "film"'],
  ['bytes that are no hexadecimal', () => changed('"hex":"45"', '"hex":"4g"'), 'scan.trace[0].hex'],
  ['half a byte', () => changed('"hex":"45"', '"hex":"456"'), 'scan.trace[0].hex'],
  [
    'a target that is a name',
    () => changed('"target":"198.18.10.28"', '"target":"a.b"'),
    'scan.trace[1].target',
  ],
  ['a port beyond', () => changed(PORT, PORT.replace('21', '65536')), 'scan.hosts[0].ports[0].port is 65536'],
  ['a state of its own', () => changed(PORT, PORT.replace('closed', 'ajar')), 'ports[0].state is "ajar"'],
  [
    'a reason of its own',
    () => changed(PORT, PORT.replace('reset', 'toString')),
    'ports[0].reason is "toString"',
  ],
  ['a verdict that is a frame', () => changed('"verdict":2', '"verdict":1'), 'ports[0].verdict is 1'],
  ['a verdict on another port', () => changed(PORT, PORT.replace('21', '22')), 'ports[0].verdict is 2'],
  ['a verdict that is not there', () => changed('"verdict":2', '"verdict":9'), 'ports[0].verdict is 9'],
  [
    "markup for nmap's state",
    () =>
      changed(
        '"state":"up","ports":[{"protocol":"tcp","port":21,"state":"closed","reason":"reset"}',
        '"state":"<b>","ports":[{"protocol":"tcp","port":21,"state":"closed","reason":"reset"}',
      ),
    'nmap.hosts[0].state',
  ],
];

describe('a file that is no right recording is refused, and the complaint names the place and a remedy', () => {
  it('and the file that the table changes is right', () => {
    expect(readRecording(JSON.stringify(BASE))).toEqual({ ok: true, value: BASE });
  });

  it.each(REFUSED)('%s', (_, text, names) => {
    const read = readRecording(text());
    if (read.ok) throw new Error('it was taken');
    expect(read.error.message).toContain(names);
    expect(read.error.remedy).toMatch(/record/i);
    expect(read.error.message.length).toBeLessThan(400);
  });

  it('and nothing was put on any prototype', () => {
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

const fill = (piece: string): string => piece.repeat(Math.floor(RECORDING_LIMIT / piece.length));
const longTrace = (tail: string): string => {
  const event = (id: number) => `{"id":${id},"at":0,"host":"","because":[],"kind":"timer","name":""}`;
  const events = Array.from({ length: Math.floor((RECORDING_LIMIT - 2_000) / 72) }, (_, i) => event(i + 1));
  const [before = '', after = ''] = JSON.stringify({
    ...BASE,
    scan: { ...BASE.scan, hosts: [], trace: [] },
  }).split('"trace":[]');
  return `${before}"trace":[${events.join()}${tail}]${after}`;
};

/** Files as large as they may be, and larger, that want to be costly. */
const LARGE: readonly (readonly [what: string, text: () => string])[] = [
  ['a file a hundred times too large', () => `"${'x'.repeat(100 * RECORDING_LIMIT)}"`],
  ['nothing but brackets', () => fill('[')],
  ['nothing but objects in objects', () => fill('{"a":')],
  ['brackets that all close again', () => '['.repeat(RECORDING_LIMIT / 2) + ']'.repeat(RECORDING_LIMIT / 2)],
  ['a string that never ends', () => `"${fill('\\"').slice(2)}`],
  ['one long list', () => `[${fill('0,').slice(4)}0]`],
  ['many members', () => `{${Array.from({ length: 250_000 }, (_, i) => `"${i}":0`).join()}}`],
  ['a long trace, its last event wrong', () => longTrace(',{}')],
  [
    'a long trace, its last event numbered wrong',
    () => longTrace(',{"id":1,"at":0,"host":"","because":[],"kind":"timer","name":""}'),
  ],
];

/**
 * JSON's own parser takes 5 to 20 ms for a file of that size. Counted against it, in the same run, the claim holds on
 * a busy machine too.
 */
const MOST_TIMES_JSON = 12;

describe('a costly file is refused in a small multiple of the time that JSON takes to read as much', () => {
  const measure = (work: () => void): number => {
    const spent = Array.from({ length: 3 }, () => {
      const began = performance.now();
      work();
      return performance.now() - began;
    });
    // The least of three: what else runs on the machine is not the reader's.
    return Math.min(...spent);
  };
  const plain = JSON.stringify(
    Array.from({ length: RECORDING_LIMIT / 72 }, (_, id) => ({ id, host: '', because: [id] })),
  );
  const json = measure(() => JSON.parse(plain));

  it.each(LARGE)('%s', (_, make) => {
    const text = make();
    const spent = measure(() => expect(readRecording(text).ok).toBe(false));
    expect(spent).toBeLessThan(MOST_TIMES_JSON * json);
  });
});

describe('script text', () => {
  const SCRIPT = '</script><img src=x onerror=alert(1)>\u001b[2J\u2028javascript:alert(1)';

  it('stays text in every string that is free, letter by letter', () => {
    const free: Recording = {
      ...BASE,
      tools: { kernel: SCRIPT, halfopen: SCRIPT, nmap: SCRIPT, iptables: SCRIPT },
      lab: SCRIPT,
      command: [SCRIPT],
      nmap: { hosts: [], output: SCRIPT },
      scan: {
        ...BASE.scan,
        lost: { at: 0, message: SCRIPT },
        hosts: BASE.scan.hosts.map((host) => ({
          ...host,
          name: SCRIPT,
          ports: host.ports.map((port) => ({ ...port, service: SCRIPT })),
        })),
        trace: BASE.scan.trace.map((event) => ({ ...event, host: SCRIPT })),
      },
    };
    expect(readRecording(writeRecording(free))).toEqual({ ok: true, value: free });
  });

  it('in a complaint is cut short and harmless once printable', () => {
    const read = readRecording(changed('"kind":"frame"', `"kind":${JSON.stringify(SCRIPT.repeat(50))}`));
    const message = read.ok ? '' : read.error.message;
    expect(message).toContain('scan.trace[0].kind');
    expect(message.length).toBeLessThan(400);
    expect(printable(message)).not.toContain('\u001b');
    expect(printable(message)).not.toContain('\u2028');
  });
});
