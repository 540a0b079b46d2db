import { readFileSync } from 'node:fs';

/** The version in package.json, which stands one folder above the built command. */
export function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { version: found } = JSON.parse(text) as { version?: unknown };
  return typeof found === 'string' ? found : 'unknown';
}
