import { describe, expect, it } from 'vitest';
import { readBytes, readDuration, readPercentage, readPort } from './units.ts';

describe('readDuration', () => {
  it.each([
    ['14ms', 14_000],
    ['1s', 1_000_000],
    ['200us', 200],
    ['1.5ms', 1_500],
    ['0ms', 0],
    ['60s', 60_000_000],
  ])('%s is %d us', (text, us) => expect(readDuration(text)).toBe(us));

  it.each(['14', 'ms', '-1ms', '1 ms', '61s', '1m', '1e3ms', '.5ms', '1.ms', '', '14ms '])(
    '%j is none',
    (text) => expect(readDuration(text)).toBeUndefined(),
  );
});

describe('readPercentage', () => {
  it.each([
    ['0%', 0],
    ['5%', 0.05],
    ['0.5%', 0.005],
    ['100%', 1],
  ])('%s is %d', (text, share) => expect(readPercentage(text)).toBe(share));

  it.each(['5', '101%', '-1%', '%', '5 %'])('%j is none', (text) =>
    expect(readPercentage(text)).toBeUndefined(),
  );
});

describe('readPort', () => {
  it('reads both protocols', () => {
    expect(readPort('tcp/22')).toEqual({ protocol: 'tcp', port: 22 });
    expect(readPort('udp/65535')).toEqual({ protocol: 'udp', port: 65_535 });
  });

  it.each(['22', 'tcp/0', 'tcp/65536', 'tcp/022', 'sctp/22', 'TCP/22', 'tcp/-1', 'tcp/22 '])(
    '%j is none',
    (text) => expect(readPort(text)).toBeUndefined(),
  );
});

describe('readBytes', () => {
  it('takes text as UTF-8', () => expect(readBytes('é\r\n')).toEqual(Uint8Array.of(0xc3, 0xa9, 13, 10)));
  it('takes hex: as bytes', () => expect(readBytes('hex:80fF')).toEqual(Uint8Array.of(0x80, 0xff)));
  it('takes hex: alone as no bytes', () => expect(readBytes('hex:')).toEqual(new Uint8Array(0)));
  it.each(['hex:8', 'hex:zz', 'hex: 80'])('refuses %s', (text) => expect(readBytes(text)).toBeUndefined());
});
