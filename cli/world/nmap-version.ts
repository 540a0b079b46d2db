import { spawnSync } from 'node:child_process';

/** `7.93`, or nothing where nmap is not installed. */
export function nmapVersion(): string | undefined {
  const said = spawnSync('nmap', ['--version'], { encoding: 'utf8' });
  return /^Nmap version (\S+)/m.exec(said.stdout ?? '')?.[1];
}
