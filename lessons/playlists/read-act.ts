import { type Complaint, fail, ok, type Result } from '../../engine/base/result.ts';
import { type Act, isPlaylistView, PLAYLIST_LIMIT as LIMIT, PLAYLIST_VIEWS, WHATS } from './playlist.ts';
import { type Line, type Word, wordsIn, wrongAt } from './text-line.ts';

/** `$ nmap target`, or `target# iptables -S`: a prompt, and what is typed at it. */
const TYPED = /^([A-Za-z0-9][\w.-]{0,63})?[$#]\s*(.*)$/;
const PORT = /^(\d{1,5})(?:\/(tcp|udp))?$/;
const NAME = /^[A-Za-z0-9][\w.-]{0,63}$/;

const KINDS =
  'Begin a caption with #, a command with $ or target#; or write hide states, reveal, show, look, freeze or pause.';

/** What a line of a step asks for. */
export function readAct(line: Line): Result<Act> {
  const typed = TYPED.exec(line.text);
  if (typed !== null) return typedLine(line, typed[1], typed[2] ?? '');
  const [first, ...rest] = wordsIn(line);
  const read = READERS.get(first?.text.toLowerCase() ?? '');
  if (read !== undefined) return read(line, rest);
  const shown = (first?.text ?? line.text).slice(0, 40);
  return fail(wrongAt(line, `"${shown}" begins no line of a playlist.`, KINDS, first));
}

function typedLine(at: Line, host: string | undefined, line: string): Result<Act> {
  if (line === '')
    return fail(wrongAt(at, 'No command stands behind the prompt.', 'Write one: $ nmap target'));
  if (line.length > LIMIT.line)
    return fail(wrongAt(at, `This command has ${line.length} characters.`, `Keep it within ${LIMIT.line}.`));
  return ok({ does: 'type', line, ...(host === undefined ? {} : { host }) });
}

type Reader = (line: Line, words: readonly Word[]) => Result<Act>;

const READERS: ReadonlyMap<string, Reader> = new Map([
  ['hide', ofStates('hide')],
  ['reveal', ofStates('reveal')],
  ['show', shown],
  ['look', placed('look')],
  ['freeze', placed('freeze')],
]);

function ofStates(does: 'hide' | 'reveal'): Reader {
  return (line, [word, more]) => {
    const extra = word?.text.toLowerCase() === 'states' ? more : word;
    return extra === undefined ? ok({ does }) : fail(tooMuch(line, extra));
  };
}

function shown(line: Line, words: readonly Word[]): Result<Act> {
  const named = words.filter(({ text }) => text.toLowerCase() !== 'and');
  const views = named.map(({ text }) => text.toLowerCase());
  const unknown = named.find(({ text }) => !isPlaylistView(text.toLowerCase()));
  const remedy = `Name one or two of ${PLAYLIST_VIEWS.join(', ')}.`;
  if (unknown !== undefined)
    return fail(wrongAt(line, `"${unknown.text.slice(0, 40)}" is not a view.`, remedy, unknown));
  if (views.length === 0 || views.length > LIMIT.views)
    return fail(wrongAt(line, 'One or two views are shown at a time.', remedy));
  return ok({ does: 'show', views: views.filter(isPlaylistView) });
}

function placed(does: 'look' | 'freeze'): Reader {
  return (line, [port, what, target, more]) => {
    const example = `Write it as "${does} 139/tcp rule".`;
    const [, digits, protocol] = PORT.exec(port?.text.toLowerCase() ?? '') ?? [];
    if (digits === undefined || Number(digits) > 65_535)
      return fail(wrongAt(line, 'A port is missing here, such as 139/tcp.', example, port));
    const asked = WHATS.find((one) => one === what?.text.toLowerCase());
    if (asked === undefined)
      return fail(wrongAt(line, `What of the port is missing: ${WHATS.join(', ')}.`, example, what));
    if (target !== undefined && !NAME.test(target.text))
      return fail(wrongAt(line, 'This is not the name or the address of a host.', example, target));
    if (more !== undefined) return fail(tooMuch(line, more));
    const place = {
      port: Number(digits),
      protocol: protocol === 'udp' ? protocol : 'tcp',
      what: asked,
    } as const;
    return ok({ does, place: { ...place, ...(target === undefined ? {} : { target: target.text }) } });
  };
}

const tooMuch = (line: Line, word: Word): Complaint =>
  wrongAt(line, `"${word.text.slice(0, 40)}" is too much here.`, 'Leave it out.', word);
