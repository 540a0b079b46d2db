import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Which folder may import which. The longest name that a file's path begins with is its room. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'engine/base': [],
  'engine/packet': ['engine/base'],
  'engine/trace': ['engine/base', 'engine/packet'],
  'engine/technique': ['engine/base', 'engine/packet'],
  'engine/scan': ['engine/base', 'engine/packet', 'engine/trace', 'engine/technique'],
  'engine/options': ['engine/base', 'engine/packet', 'engine/technique', 'engine/scan'],
  'engine/report': ['engine/base', 'engine/packet', 'engine/trace', 'engine/technique', 'engine/scan'],
  'engine/compare': ['engine/base', 'engine/packet', 'engine/scan', 'engine/technique'],
  'engine/live': ['engine/base', 'engine/packet', 'engine/trace', 'engine/scan'],
  'simulator/machines': ['engine/base', 'engine/packet'],
  'simulator/firewall': ['engine/base', 'engine/packet', 'engine/trace', 'simulator/machines'],
  'simulator/lab': ['engine/base', 'engine/packet', 'simulator/firewall'],
  'simulator/host': [
    'engine/base',
    'engine/packet',
    'engine/trace',
    'simulator/machines',
    'simulator/firewall',
    'simulator/lab',
    'simulator/network',
  ],
  'simulator/network': [
    'engine/base',
    'engine/packet',
    'engine/trace',
    'simulator/machines',
    'simulator/firewall',
    'simulator/lab',
    'simulator/host',
  ],
  'simulator/shell': [
    'engine/base',
    'engine/packet',
    'engine/trace',
    'simulator/firewall',
    'simulator/lab',
    'simulator/host',
    'simulator/network',
  ],
  cli: ['engine', 'simulator', 'lessons'],
  // What is seen of a run, as plain data: no DOM, so the worker and the tests use it too.
  'site/model': ['engine', 'simulator'],
  'site/worker': ['engine', 'simulator', 'lessons', 'site/model'],
  'site/session': ['engine', 'simulator', 'lessons', 'site/model', 'site/worker'],
  'site/views': ['engine', 'simulator', 'lessons', 'site/model', 'site/worker', 'site/session'],
  // What is done in a lesson: forms, feedback, the record.
  'site/learning': [
    'engine',
    'simulator',
    'lessons',
    'site/model',
    'site/worker',
    'site/session',
    'site/views',
  ],
  'site/islands': [
    'engine',
    'simulator',
    'lessons',
    'site/model',
    'site/session',
    'site/views',
    'site/learning',
  ],
  'site/components': ['engine', 'simulator', 'lessons', 'site'],
  // Pages put all of it together.
  'site/pages': ['engine', 'simulator', 'site', 'lessons'],
  site: ['engine', 'simulator', 'lessons', 'site/components'],
  bench: ['engine', 'simulator', 'cli', 'test'],
  test: ['engine', 'simulator', 'cli', 'bench', 'site', 'scripts'],
  // Exercises are made and graded by running them: what a run shows is the model's.
  lessons: ['engine', 'simulator', 'site/model'],
  scripts: [],
};

/** Packages from npm that a room may use; tests may use fast-check and vitest anywhere. */
const MAY_USE: Record<string, readonly string[]> = {
  'engine/live': ['cap', 'yaml'],
  'simulator/machines': ['xstate'],
  // Types of snapshots; whoever steps a machine holds them.
  'simulator/host': ['xstate'],
  'simulator/lab': ['yaml', 'zod'],
  'simulator/shell': ['yaml'],
  cli: ['commander', '@rgrove', 'csv-stringify'],
};

/** Words that bind code to one world; `engine` and `simulator` run unchanged in a browser and in Node. */
const WORLDLY =
  /(?<![.\w])(?:Date|Math\.random|setTimeout|setInterval|setImmediate|queueMicrotask|performance|process|console|globalThis|fetch|Buffer)\b(?!\s*[:?(]\s*(?:string|number|readonly))(?=\s*[.([;,)])/;

/** The terminal's door, and programs of their own that speak to the process that started them. */
const SPEAKERS = ['cli/terminal.ts', 'cli/lab/holder.ts', 'cli/lab/host-agent.ts', 'cli/lab/wire-host.ts'];

interface Source {
  readonly path: string;
  readonly room: string;
  readonly text: string;
  readonly isTest: boolean;
}

const sources: readonly Source[] = ['engine', 'simulator', 'cli', 'site', 'bench', 'test', 'lessons']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|svelte)$/.test(name) && !name.endsWith('.d.ts'))
      .map((name) => join(folder, name)),
  )
  .map((path) => ({
    path,
    room: roomOf(path),
    text: readFileSync(join(ROOT, path), 'utf8'),
    isTest: /\.test\.ts$|\.oracle\.ts$|^test\/|\/testing\//.test(path),
  }));
const programs = sources.filter((source) => !source.isTest);

function roomOf(path: string): string {
  const rooms = Object.keys(MAY_IMPORT).filter((room) => path === room || path.startsWith(`${room}/`));
  return rooms.sort((a, b) => b.length - a.length)[0] ?? 'nowhere';
}

const IMPORT =
  /^\s*(?:import|export)\b[^;'"]*?\bfrom\s*'([^']+)'|^\s*import\s*'([^']+)'|\bimport\('([^']+)'\)/gm;

const importsOf = (source: Source): string[] =>
  [...withoutComments(source.text).matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$|\s\/\/ .*$/gm, '');
const withoutStrings = (text: string): string =>
  withoutComments(text).replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''");

describe('the architecture', () => {
  it('finds every source in a room', () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.filter((source) => source.room === 'nowhere').map((source) => source.path)).toEqual([]);
  });

  it('imports only in the directions of the table', () => {
    const wrong = programs.flatMap((source) =>
      importsOf(source)
        .filter((target) => target.startsWith('.'))
        .map((target) => roomOf(normalize(join(dirname(source.path), target))))
        .filter((room) => room !== source.room && !allowed(source.room, room))
        .map((room) => `${source.path} imports ${room}`),
    );
    expect(wrong).toEqual([]);
  });

  it('enters other rooms of the engine and the simulator through their index', () => {
    const wrong = programs.flatMap((source) =>
      importsOf(source)
        .filter((target) => target.startsWith('.'))
        .map((target) => normalize(join(dirname(source.path), target)))
        .filter((path) => roomOf(path) !== source.room && /^(engine|simulator)\//.test(path))
        .filter((path) => !/\/index\.ts$|\/testing\/|^engine\/base\//.test(path))
        .map((path) => `${source.path} imports ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it('uses packages of npm only where the table says so', () => {
    const wrong = programs
      .filter(
        (source) =>
          source.room.startsWith('engine') || source.room.startsWith('simulator') || source.room === 'cli',
      )
      .flatMap((source) =>
        importsOf(source)
          .filter((target) => !target.startsWith('.') && !target.startsWith('node:'))
          .filter((target) => !(MAY_USE[source.room] ?? []).includes(target.split('/')[0] ?? ''))
          .map((target) => `${source.path} uses ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  it('keeps clocks, chance, the DOM and Node out of the engine and the simulator', () => {
    const wrong = programs
      .filter((source) => /^(engine|simulator)\//.test(source.path) && source.room !== 'engine/live')
      .flatMap((source) => [
        ...importsOf(source)
          .filter((target) => target.startsWith('node:'))
          .map((target) => `${source.path} imports ${target}`),
        ...withoutStrings(source.text)
          .split('\n')
          .filter((line) => WORLDLY.test(line))
          .map((line) => `${source.path}: ${line.trim()}`),
      ]);
    expect(wrong).toEqual([]);
  });

  it('names no technique outside the technique table', () => {
    const wrong = programs
      .filter((source) => /^engine\/(scan|report)\//.test(source.path))
      .flatMap((source) =>
        [...source.text.matchAll(/[!=]== '(?:syn|ack|window|maimon|fin|null|xmas)'/g)].map(
          (match) => `${source.path}: ${match[0]}`,
        ),
      );
    expect(wrong).toEqual([]);
  });

  it('writes to the terminal only through cli/terminal.ts', () => {
    const wrong = programs
      .filter((source) => source.path.startsWith('cli/') && !SPEAKERS.includes(source.path))
      .filter((source) => /process\.(?:stdout|stderr)\.write|console\./.test(withoutStrings(source.text)))
      .map((source) => source.path);
    expect(wrong).toEqual([]);
  });

  it('starts no shell', () => {
    const wrong = sources
      .filter((source) => source.path !== 'test/architecture.test.ts')
      .filter((source) => /\bexecSync\(|(?<!\.)\bexec\(['"`]|shell: true/.test(withoutComments(source.text)))
      .map((source) => source.path);
    expect(wrong).toEqual([]);
  });

  it('keeps files within 300 lines', () => {
    const long = programs
      .filter((source) => !source.text.startsWith('// A data table.'))
      .map((source) => ({ path: source.path, lines: source.text.split('\n').length }))
      .filter((file) => file.lines > 300);
    expect(long).toEqual([]);
  });
});

function allowed(from: string, to: string): boolean {
  return (MAY_IMPORT[from] ?? []).some((room) => to === room || to.startsWith(`${room}/`));
}
