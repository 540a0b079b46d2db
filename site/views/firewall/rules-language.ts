import { StreamLanguage, type StreamParser } from '@codemirror/language';
import type { Extension } from '@codemirror/state';

/** iptables commands, word by word. Meaning is the parser's affair: this only colours. */
const PARSER: StreamParser<object> = {
  name: 'iptables',
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/#.*/)) return 'comment';
    if (stream.match(/"(?:[^"\\]|\\.)*"?|'[^']*'?/)) return 'string';
    if (stream.match(/--?[A-Za-z][\w-]*(?=\s|$)/)) return 'keyword';
    if (stream.match(/!(?=\s)/)) return 'operator';
    if (stream.match(/[A-Z][A-Z_,]+(?=\s|$)/)) return 'typeName';
    if (stream.match(/[0-9][0-9.:,/-]*(?=\s|$)/)) return 'number';
    stream.match(/\S+/);
    return null;
  },
};

export const rulesLanguage: Extension = StreamLanguage.define(PARSER);
