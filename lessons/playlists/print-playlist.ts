import type { Act, Place, Playlist, PlaylistLab, PlaylistStep } from './playlist.ts';

/** The text of a playlist, as `readPlaylist` reads it. */
export function printPlaylist({ title, about, lab, steps }: Playlist): string {
  const head = [`title: ${title}`, ...(about === undefined ? [] : [`about: ${about}`]), ...labLines(lab)];
  return [...head, ...steps.flatMap((step, index) => ['', ...stepLines(step, index === 0)]), ''].join('\n');
}

function labLines(lab: PlaylistLab): string[] {
  if (lab.kind === 'named') return [`lab: ${lab.name}`];
  const lines = lab.text.trimEnd().split('\n');
  return ['lab: |', ...lines.map((line) => (line === '' ? '' : `  ${line}`))];
}

function stepLines({ caption, acts }: PlaylistStep, isFirst: boolean): string[] {
  const begins = caption === undefined ? (isFirst ? [] : ['pause']) : [`# ${caption}`];
  return [...begins, ...acts.map(actLine)];
}

function actLine(act: Act): string {
  switch (act.does) {
    case 'type':
      return act.host === undefined ? `$ ${act.line}` : `${act.host}# ${act.line}`;
    case 'hide':
      return 'hide states';
    case 'reveal':
      return 'reveal';
    case 'show':
      return `show ${act.views.join(' ')}`;
    case 'look':
    case 'freeze':
      return `${act.does} ${placeText(act.place)}`;
  }
}

/** `139/tcp rule`, `22/tcp answer gateway`. */
export const placeText = ({ port, protocol, what, target }: Place): string =>
  `${port}/${protocol} ${what}${target === undefined ? '' : ` ${target}`}`;
