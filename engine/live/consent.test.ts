import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkConsent, namedByHash, recordConsent, typedBack } from './consent.ts';
import { loadScopeFile, type ScopeFile } from './scope-file.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const HOUR = 3_600_000;

const scopeFile = (networks: string): ScopeFile => {
  const text = `networks: [${networks}]\nowner: a\ncontact: b\npurpose: c\nvalid_until: 2026-11-25`;
  const loaded = loadScopeFile(text, NOW);
  if (!loaded.ok) throw new Error(loaded.error.message);
  return loaded.value;
};
const file = scopeFile('192.168.56.0/24, 10.0.0.0/29');

let folder = '';
let record = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'halfopen-consent-'));
  record = join(folder, 'consent.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const messageOf = (nowMs = NOW, about = file): string => {
  const checked = checkConsent(record, about, nowMs);
  return checked.ok ? 'consent' : checked.error.message;
};
const edit = (change: (text: string) => string): void =>
  writeFileSync(record, change(readFileSync(record, 'utf8')));

describe('consent', () => {
  it('is typed back network by network', () => {
    expect(typedBack(file, '192.168.56.0/24 10.0.0.0/29')).toBe(true);
    expect(typedBack(file, ' 10.0.0.0/29,192.168.56.0/24\n')).toBe(true);
    for (const typed of [
      '',
      'yes',
      '192.168.56.0/24',
      '192.168.56.0/24 192.168.56.0/24',
      '10.0.0.0/29 192.168.56.0/23',
    ])
      expect([typed, typedBack(file, typed)]).toEqual([typed, false]);
  });

  it('is given without a terminal by the hash of the very file', () => {
    expect(namedByHash(file, file.hash)).toBe(true);
    expect(namedByHash(file, scopeFile('10.0.0.0/29').hash)).toBe(false);
  });

  it('is missing until it is recorded, then holds for that file only', () => {
    expect(messageOf()).toBe('There is no consent for this scope file yet.');
    expect(recordConsent(record, file, NOW).ok).toBe(true);
    expect(messageOf()).toBe('consent');
    expect(messageOf(NOW, scopeFile('10.0.0.0/29'))).toBe('There is no consent for this scope file yet.');
  });

  it('is kept in a file that only its owner reads, one line after another', () => {
    recordConsent(record, file, NOW);
    recordConsent(record, file, NOW + HOUR, 'revoked');
    expect(statSync(record).mode & 0o777).toBe(0o600);
    const lines = readFileSync(record, 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).what)).toEqual(['granted', 'revoked']);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      host: hostname(),
      networks: ['192.168.56.0/24', '10.0.0.0/29'],
      time: '2026-11-21T12:00:00.000Z',
      expires: '2026-11-25T23:59:59.999Z',
    });
  });

  it('ends with its date, by revocation, and when the clock was set back', () => {
    recordConsent(record, file, NOW);
    expect(messageOf(Date.parse('2026-11-26T00:00:00Z'))).toBe(
      'The consent for this scope file has expired.',
    );
    expect(messageOf(NOW - HOUR)).toBe('The clock is behind the consent record.');
    recordConsent(record, file, NOW + HOUR, 'revoked');
    expect(messageOf(NOW + HOUR)).toBe('There is no consent for this scope file yet.');
  });

  it('does not hold on another machine', () => {
    recordConsent(record, file, NOW);
    edit((text) => text.replace(`"host":"${hostname()}"`, '"host":"elsewhere"'));
    expect(messageOf()).toBe('There is no consent for this scope file yet.');
  });

  it('is void when a line of the record was changed, and the record is then not continued', () => {
    recordConsent(record, file, NOW);
    recordConsent(record, file, NOW);
    edit((text) => text.replace('192.168.56.0/24', '192.168.57.0/24'));
    expect(messageOf()).toBe('The consent record was changed at line 2.');
    expect(recordConsent(record, file, NOW).ok).toBe(false);
  });

  it('is void when the record is no record', () => {
    for (const text of ['{}\n', 'null\n', 'grant everything\n']) {
      writeFileSync(record, text);
      expect(messageOf()).toBe('The consent record was changed at line 1.');
    }
  });
});
