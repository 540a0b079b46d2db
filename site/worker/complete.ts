import { OPTIONS, type Option } from '../../engine/options/index.ts';
import { formatIpv4 } from '../../engine/packet/index.ts';
import { type HostSpec, type Lab, loadLab, SCANNER } from '../../simulator/lab/index.ts';
import { COMMANDS } from '../model/commands.ts';
import { ARGUMENTS } from './argument-values.ts';
import type { CompleteJob, Completion, CompletionItem } from './protocol.ts';

/** What may stand where the caret is, in a line typed on a host of the lab. */
export function complete({ labText, line, caret }: CompleteJob): Completion {
  const lab = loadLab(labText);
  return completionOf(lab.ok ? lab.value : undefined, line.slice(0, caret));
}

/** `before` is the line up to the caret. */
export function completionOf(lab: Lab | undefined, before: string): Completion {
  const [word = ''] = /\S*$/.exec(before) ?? [];
  const from = before.length - word.length;
  const words = before.slice(0, from).trim().split(/\s+/).filter(Boolean);
  const said = words[0] === 'sudo' ? words.slice(1) : words;
  const items = [...choices(lab, said, word)];
  return { from, items: items.filter(({ text }) => text.startsWith(word)) };
}

function choices(lab: Lab | undefined, said: readonly string[], word: string): Iterable<CompletionItem> {
  const [program] = said;
  if (program === undefined) return COMMANDS;
  if (program === 'nmap' || program === 'halfopen') return nmapWords(lab, said.slice(1), word);
  if (program === 'help') return said.length === 1 ? COMMANDS : [];
  if (program === 'ssh' || program === 'ping') return hosts(lab);
  return [];
}

function nmapWords(lab: Lab | undefined, said: readonly string[], word: string): readonly CompletionItem[] {
  const before = said.at(-1);
  const values = before === undefined ? undefined : ARGUMENTS[before];
  if (values !== undefined) return [...values(lab)];
  return word.startsWith('-') ? OPTION_ITEMS : hosts(lab).filter(({ text }) => text !== SCANNER);
}

/** Modelled ones first, each kind in the order of nmap's help. */
const OPTION_ITEMS: readonly CompletionItem[] = OPTIONS.flatMap(optionItems).sort(
  (a, b) => Number(a.notModelled ?? false) - Number(b.notModelled ?? false),
);

function optionItems({ name, argument, help, notModelled }: Option): CompletionItem[] {
  const meaning = argument === undefined ? help : `${argument}: ${help}`;
  if (name === '-T') return [0, 1, 2, 3, 4, 5].map((level) => ({ text: `-T${level}`, meaning: help }));
  return [{ text: name, meaning, ...(notModelled === undefined ? {} : { notModelled: true }) }];
}

const hosts = (lab: Lab | undefined): CompletionItem[] => (lab?.hosts ?? []).map(hostItem);

const hostItem = ({ name, interfaces, forward }: HostSpec): CompletionItem => ({
  text: name,
  meaning: `${interfaces.map(({ address }) => formatIpv4(address)).join(', ')}${forward ? ', a router' : ''}`,
});
