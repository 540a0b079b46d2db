import { spawnSync } from 'node:child_process';

/** For tests alone: real iptables, in a network namespace of its own that ends with the command. */
export function runInNamespace(script: string): { readonly status: number | null; readonly stdout: string } {
  const { status, stdout } = spawnSync('unshare', ['-rn', 'sh'], {
    input: script,
    encoding: 'utf8',
    timeout: 240_000,
  });
  return { status, stdout };
}

/** Is there an iptables, and may a namespace be made? */
export const hasIptables = (): boolean =>
  runInNamespace('iptables -t filter -S >/dev/null 2>&1 && echo yes').stdout === 'yes\n';

/** A word for sh, whatever is in it. */
export const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** All tables as on a host where nobody ever typed iptables. */
export const RESET = `iptables-restore <<'RESET'
*raw
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
COMMIT
*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
COMMIT
RESET
`;
