import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complain, ok, type Result } from '../../engine/base/result.ts';
import { type Comparison, type Verdicts, verdictsOfHosts } from '../../engine/compare/index.ts';
import type { RecordedNmap } from '../../engine/report/index.ts';
import { hostsOfXml } from '../compare/index.ts';
import { type Assignment, compareWorlds } from '../world/compare-worlds.ts';
import { nmapVersion } from '../world/nmap-version.ts';
import { nmapCommand, type RealScans, scanLive } from '../world/real.ts';
import { readRecordingFile, writeRecordingFile } from './recording-file.ts';

/** Compares the worlds as `compareWorlds` does, and keeps in `path` what the real ones found. */
export async function compareAndRecord(assignment: Assignment, path: string): Promise<Result<Comparison>> {
  const folder = mkdtempSync(join(tmpdir(), 'halfopen-record-'));
  try {
    const found: { nmap?: RecordedNmap } = {};
    const live = join(folder, 'live.json');
    const scans: RealScans = {
      live: (running, labPath, args) => scanLive(running, labPath, [...args, '--record', live]),
      nmap: async (running, lab, args) => {
        const xml = join(folder, 'nmap.xml');
        const { code, stdout, stderr } = await running.run('scanner', [
          ...nmapCommand(lab, args),
          '-oX',
          xml,
        ]);
        if (code !== 0) return complain(`nmap ended with status ${code}: ${stderr.trim()}`);
        return keepNmap(found, readFileSync(xml, 'utf8'), stdout);
      },
    };
    const compared = await compareWorlds({ ...assignment, scans });
    if (!compared.ok) return compared;
    const recording = readRecordingFile(live);
    if (!recording.ok) return recording;
    const { tools, ...rest } = recording.value;
    const version = nmapVersion();
    const written = writeRecordingFile(path, {
      ...rest,
      ...found,
      tools: { ...tools, ...(found.nmap === undefined || version === undefined ? {} : { nmap: version }) },
      command: assignment.args,
    });
    return written.ok ? compared : written;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function keepNmap(found: { nmap?: RecordedNmap }, xml: string, output: string): Result<Verdicts> {
  const hosts = hostsOfXml(xml);
  if (!hosts.ok) return hosts;
  found.nmap = { hosts: hosts.value, output };
  return ok(verdictsOfHosts(hosts.value));
}
