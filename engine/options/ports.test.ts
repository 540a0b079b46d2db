import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PortProtocol, parsePorts, printPorts } from './ports.ts';

const TCP: readonly PortProtocol[] = ['tcp'];
const BOTH: readonly PortProtocol[] = ['tcp', 'udp'];

/** `list ; ports printed again (`=`: the same text) ; what is said`. For a TCP scan alone. */
const TCP_ROWS = `
22                ; =                          ;
1-1024            ; =                          ;
22,80,1000-1002   ; =                          ;
-100              ; 1-100                      ;
65530-            ; 65530-65535                ;
-                 ; 1-65535                    ;
0-                ; 0-65535                    ;
0                 ; =                          ;
022               ; 22                         ;
22,               ; 22                         ;
22 , 23           ; 22-23                      ;
22 -25            ; 22-25                      ;
1-5 ,7            ; 1-5,7                      ;
T:22              ; 22                         ;
T: 22             ; 22                         ;
T:T:22            ; 22                         ;
22,22,21-23       ; 21-23                      ; more than once
80,http           ; 80,8008                    ;
http,80           ; 80,8008                    ; more than once
http 22           ; 22,80,8008                 ;
sSH               ; 22                         ;
ht?p,1            ; 1,80,4827,8008             ;
[22,1003,70-79]   ; 22,70-79,1003              ;
[-100]            ; 1-35,37-100                ;
[22               ; 22                         ;
[22]23            ; 22-23                      ;
[22][23]          ; 22-23                      ;
[22,]             ; 22                         ;
[],22             ; 22                         ;
[80,80]           ; 80                         ; more than once
T:22,U:53         ; 22                         ; needs -sU
U:53              ;                            ; needs -sU
S:22              ;                            ; SCTP
P:1               ;                            ; IP protocol
80-70             ; !                          ; backwards
5-3-1             ; !                          ; backwards
-0                ; !                          ; backwards
70000             ; !                          ; 0 to 65535
1-70000           ; !                          ; 0 to 65535
99999999999999999999999 ; !                    ; 0 to 65535
,                 ; !                          ; should begin
22,,              ; !                          ; should begin
T:,22             ; !                          ; should begin
[                 ; !                          ; should begin
HTTP              ; !                          ; should begin
+5                ; !                          ; should begin
22-x              ; !                          ; After "-"
22--25            ; !                          ; After "-"
5 - 6             ; !                          ; After "-"
22x               ; !                          ; After a port
22;23             ; !                          ; After a port
22[23]            ; !                          ; After a port
0x10              ; !                          ; After a port
-5-               ; !                          ; After a range
22-25x            ; !                          ; After a range
abc               ; !                          ; No service name matches "abc"
h ttp             ; !                          ; No service name matches "h"
http*:5           ; !                          ; No service name matches
X:22              ; !                          ; no protocol "X:"
t:22              ; !                          ; no protocol "t:"
1:2               ; !                          ; no protocol "1:"
22]               ; !                          ; There is a ]
T:]               ; !                          ; There is a ]
[[22]]            ; !                          ; inside brackets
T:                ; !                          ; No ports are named
[]                ; !                          ; No ports are named
[0]               ; !                          ; No ports are named
`;

const rows = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((row) => {
      // A list may hold a semicolon of its own: the last two part the columns.
      const cells = row.split(';').map((cell) => cell.trim());
      return [cells.slice(0, -2).join(';'), cells.at(-2) ?? '', cells.at(-1) ?? ''];
    });

describe('parsePorts', () => {
  it.each(rows(TCP_ROWS))('reads for a TCP scan: %s ; %s ; %s', (list = '', expected = '', said = '') => {
    const parsed = parsePorts(list, TCP);
    const printed = parsed.ok ? printPorts(parsed.value, TCP) : '!';
    const notice = parsed.ok ? parsed.value.notices.join(' ') : parsed.error.message;
    expect(printed).toBe(expected === '=' ? list : expected);
    if (said === '') expect(notice).toBe('');
    else expect(notice).toContain(said);
  });

  it.each([
    ['T:22,U:53,80', '22', '53,80'],
    ['22,[U:53],99', '22,99', '22,53,99'],
    ['[U:53],99', '99', '53,99'],
    ['U:[T:22],23', '22', '23'],
    ['http', '80,8008', '80'],
    ['U:8,T:9,10', '9-10', '8'],
    ['[8]', '8', ''],
    ['80,T:80', '80', '80'],
  ])('gives each protocol its ports: %s', (list, tcp, udp) => {
    const parsed = parsePorts(list, BOTH);
    expect(parsed.ok && printPorts(parsed.value, TCP)).toBe(tcp);
    expect(parsed.ok && printPorts(parsed.value, ['udp'])).toBe(udp);
  });

  it('says where in the list it stumbles', () => {
    const parsed = parsePorts('22,80-70,90', TCP);
    expect(parsed).toMatchObject({ ok: false, error: { column: 4, length: 5, remedy: 'Write 70-80.' } });
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0159-,[]TU:S hs*? x') }), (text) => {
        const parsed = parsePorts(text, BOTH);
        expect(typeof parsed.ok).toBe('boolean');
      }),
    );
  });
});

describe('printPorts', () => {
  const ports = fc
    .uniqueArray(fc.integer({ min: 0, max: 65535 }), { maxLength: 40 })
    .map((list) => list.sort((a, b) => a - b));

  it('is read back as the same ports: parse(print(x)) = x', () => {
    fc.assert(
      fc.property(ports, ports, (tcp, udp) => {
        fc.pre(tcp.length + udp.length > 0);
        const parsed = parsePorts(printPorts({ tcp, udp }, BOTH), BOTH);
        expect(parsed).toEqual({ ok: true, value: { tcp, udp, notices: [] } });
      }),
    );
  });

  it.each([
    [[], [53], 'U:53'],
    [[22], [], 'T:22'],
    [[22], [22], '22'],
    [[1, 2, 3, 5], [7], 'T:1-3,5,U:7'],
  ])('names the protocol where they differ: %j %j', (tcp, udp, text) => {
    expect(printPorts({ tcp, udp }, BOTH)).toBe(text);
  });
});
