import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../engine/trace/index.ts';
import { type ScanView, scanView } from '../../site/model/scan-view.ts';
import { spokenIn } from '../../site/session/spoken.ts';
import { shell } from '../../site/worker/shell.ts';
import { labFrom, simulate } from '../../test/support/simulate.ts';
import { momentsOf } from './moments.ts';
import { eventOf } from './place.ts';
import type { Playlist } from './playlist.ts';
import { printPlaylist } from './print-playlist.ts';
import { readPlaylist } from './read-playlist.ts';

const FOLDER = new URL('./', import.meta.url);
const NAMES = readdirSync(FOLDER).filter((file) => file.endsWith('.txt'));

function playlistIn(file: string): Playlist {
  const read = readPlaylist(readFileSync(new URL(file, FOLDER), 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

function labOf({ lab }: Playlist): string {
  if (lab.kind === 'text') return lab.text;
  return readFileSync(new URL(`../labs/${lab.name}.yaml`, FOLDER), 'utf8');
}

interface Typed {
  readonly labText: string;
  readonly run?: { readonly events: readonly TraceEvent[]; readonly scan: ScanView };
}

/** Types a line, as the console does; a refusal is an error. */
function typed({ labText, ...rest }: Typed, line: string): Typed {
  const spoken = spokenIn(line, 'scanner');
  if (spoken?.program === 'nmap') {
    const { report, events } = simulate(labFrom(labText), spoken.args.join(' '));
    return { labText, run: { events, scan: scanView(report) } };
  }
  const done = shell({ labText, host: 'scanner', line }, () => {});
  if (done.kind === 'complaint') throw new Error(`${line}: ${done.text}`);
  return { ...rest, labText: done.kind === 'lab' ? done.text : labText };
}

it('there are five playlists at least', () => {
  expect(NAMES.length).toBeGreaterThanOrEqual(5);
});

describe.each(NAMES)('the playlist %s', (file) => {
  const playlist = playlistIn(file);
  const moments = momentsOf(playlist);

  it('has six to twelve steps, says what it is for, and ends with nothing hidden', () => {
    expect(moments.length).toBeGreaterThanOrEqual(6);
    expect(moments.length).toBeLessThanOrEqual(12);
    expect(playlist.about).toMatch(/\.$/);
    expect(moments.at(-1)?.isHidden).toBe(false);
  });

  it('is read back as it is printed', () => {
    expect(readPlaylist(printPlaylist(playlist))).toEqual({ ok: true, value: playlist });
  });

  it('has a caption short enough to be read from the last row at every step', () => {
    for (const { caption } of moments) expect(caption.length).toBeLessThanOrEqual(140);
  });

  it('runs: no line is refused, and the cursor finds each event that it is sent to', () => {
    let now: Typed = { labText: labOf(playlist) };
    let count = 0;
    for (const { lines, place } of moments) {
      for (const line of lines.slice(count)) now = typed(now, line);
      count = lines.length;
      if (place === undefined) continue;
      const found = now.run && eventOf(now.run.events, now.run.scan, place);
      expect(found, JSON.stringify(place)).toBeDefined();
    }
  });
});
