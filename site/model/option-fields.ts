import {
  describeProblem,
  type PacketProblem,
  readIpv4Options,
  readTcpOptions,
  type TcpOption,
  toHex,
} from '../../engine/packet/index.ts';
import { type Area, type PacketField, wholeField } from './packet-field.ts';

/** The options of a TCP header, each a field; what cannot be read is one more, with the codec's complaint. */
export function tcpOptionFields(id: string, area: Area): PacketField[] {
  const { options, problem } = readTcpOptions(area);
  let at = area.start;
  const fields = options.map((option, index) => {
    const start = at;
    at += lengthOf(option);
    const own = { bytes: area.bytes, start, end: option.kind === 'eol' ? area.end : at };
    return wholeField(`${id}.option-${index + 1}`, 'tcp-option', option.kind, own, tcpOptionWords(option));
  });
  return withRest(id, 'tcp-option', 'malformed', { ...area, start: at }, fields, problem);
}

/** An option alone, without the padding that the end of a list may take. */
function lengthOf(option: TcpOption): number {
  switch (option.kind) {
    case 'eol':
    case 'nop':
      return 1;
    case 'unknown':
      return 2 + option.data.length;
    case 'window-scale':
      return 3;
    case 'sack-permitted':
      return 2;
    case 'mss':
      return 4;
    case 'timestamp':
      return 10;
    case 'sack':
      return 2 + 8 * option.blocks.length;
  }
}

function tcpOptionWords(option: TcpOption): string {
  switch (option.kind) {
    case 'eol':
    case 'nop':
    case 'sack-permitted':
      return 'present';
    case 'mss':
      return `${option.value} bytes`;
    case 'window-scale':
      return `${option.shift} (times ${2 ** option.shift})`;
    case 'sack':
      return option.blocks.map(([left, right]) => `${left} to ${right}`).join(', ');
    case 'timestamp':
      return `${option.value}, echo ${option.echo}`;
    case 'unknown':
      return `kind ${option.code}${option.data.length === 0 ? '' : `, ${toHex(option.data)}`}`;
  }
}

/** The options of an IPv4 header. */
export function ipv4OptionFields(id: string, area: Area): PacketField[] {
  const { options, problem } = readIpv4Options(area);
  let at = area.start;
  const fields = options.map(({ kind, code, data }, index) => {
    const start = at;
    at += kind === 'eol' || kind === 'nop' ? 1 : 2 + data.length;
    const own = { bytes: area.bytes, start, end: kind === 'eol' ? area.end : at };
    const value = `${kind === 'unknown' ? `option ${code}` : kind}${data.length === 0 ? '' : `, ${toHex(data)}`}`;
    return wholeField(`${id}.option-${index + 1}`, 'ipv4-option', 'option', own, value);
  });
  return withRest(id, 'ipv4-option', 'option', { ...area, start: at }, fields, problem);
}

function withRest(
  id: string,
  kind: 'tcp-option' | 'ipv4-option',
  name: string,
  rest: Area,
  fields: PacketField[],
  problem: PacketProblem | undefined,
): PacketField[] {
  if (problem === undefined) return fields;
  const field = wholeField(id, kind, name, rest, toHex(rest));
  return [...fields, { ...field, findings: [describeProblem(problem)] }];
}
