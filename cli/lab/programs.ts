import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LabFailure } from './failure.ts';

/** Where the built program `name` is: beside this file once that is bundled, else in dist/. */
export function programPath(name: 'lab-holder' | 'host-agent'): string {
  const places = [`./${name}.js`, `../${name}.js`, `../../dist/${name}.js`];
  const path = places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find(existsSync);
  if (path === undefined) throw new LabFailure(`The program ${name}.js is not built.`, 'Run: npm run build');
  return path;
}
