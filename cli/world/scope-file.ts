import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { complain, ok, type Result } from '../../engine/base/result.ts';
import {
  checkConsent,
  loadScopeFile,
  namedByHash,
  recordConsent,
  type Scope,
  type ScopeFile,
  type System,
  typedBack,
} from '../../engine/live/index.ts';
import { formatCidr } from '../../engine/packet/index.ts';
import { readText } from '../lab-file.ts';
import { terminal } from '../terminal.ts';

/** The scope of a scan outside any lab: a file that its user wrote, and consent that its user gave. */
export async function scopeFromFile(
  path: string,
  hash: string | undefined,
  system: System,
): Promise<Result<Scope>> {
  const text = readText(path);
  if (!text.ok) return complain(`${path}: ${text.error.message}`, { remedy: text.error.remedy ?? '' });
  const file = loadScopeFile(text.value, Date.now(), system.surroundings);
  if (!file.ok)
    return complain(`${path}${place(file.error)}: ${file.error.message}`, {
      remedy: file.error.remedy ?? '',
    });
  const record = consentRecord();
  if (checkConsent(record, file.value, Date.now()).ok) return ok(file.value.scope);
  const given = hash === undefined ? await asked(file.value) : namedByHash(file.value, hash);
  if (!given) {
    return complain('Without consent nothing is sent.', {
      remedy: `Type the networks back when asked, or pass --consent ${file.value.hash}.`,
    });
  }
  const recorded = recordConsent(record, file.value, Date.now());
  return recorded.ok ? ok(file.value.scope) : recorded;
}

const place = ({ line, column }: { line?: number; column?: number }): string =>
  line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`;

function consentRecord(): string {
  const folder = join(process.env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state'), 'halfopen');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, 'consent.jsonl');
}

async function asked(file: ScopeFile): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  terminal.note(
    `This scan leaves the lab. The scope file names ${file.networks.map(formatCidr).join(', ')}, owned by ${file.owner},` +
      ` for: ${file.purpose}.\nScanning a network without its owner's permission can be a crime. If you have it, type the networks:`,
  );
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return typedBack(file, await reader.question('> '));
  } finally {
    reader.close();
  }
}
