import { describe, expect, it } from 'vitest';
import { gradeOf } from '../prose/grade.ts';
import { GLOSSARY } from './entries.data.mjs';
import type { GlossaryEntry } from './entry.ts';
import { finder, type Language } from './finder.mjs';

const ids = GLOSSARY.map(({ id }) => id);
const textOf = (entry: GlossaryEntry, language: Language) => (language === 'de' ? entry.de : entry);
const formsIn = (language: Language) =>
  GLOSSARY.flatMap((entry) => {
    const words = textOf(entry, language);
    return [...(words?.forms ?? []), ...(words?.stressed ?? [])].map((form) => ({ form, id: entry.id }));
  });
const foundIn = (text: string, language: Language = 'en') =>
  finder(language)
    .find(text)
    .map(({ id, index, length }) => `${id}: ${text.slice(index, index + length)}`);

describe('the glossary', () => {
  it('has ids that can be anchors, each once and in order', () => {
    expect(ids.filter((id) => !/^[a-z][a-z0-9-]*$/.test(id))).toEqual([]);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it.each(['en', 'de'] as const)('gives a form to one entry only (%s)', (language) => {
    const forms = formsIn(language).map(({ form }) => form);
    expect(forms.filter((form, index) => forms.indexOf(form) !== index)).toEqual([]);
  });

  it('refers to entries there are', () => {
    const wrong = GLOSSARY.flatMap(({ id, see = [] }) =>
      see.filter((other) => other === id || !ids.includes(other)).map((other) => `${id} sees ${other}`),
    );
    expect(wrong).toEqual([]);
  });

  it('explains each word in one sentence', () => {
    const sentences = GLOSSARY.flatMap(({ short, de }) => [short, ...(de ? [de.short] : [])]);
    expect(
      sentences.filter((text) => !/^[^.!?]+(?:\.\d[^.!?]*)*\.$/.test(text.replace(/\b[\d.]+\b(?!$)/g, '0'))),
    ).toEqual([]);
  });

  it('is read by newcomers: grade 9 or below as a whole, 12 in no sentence', () => {
    expect(gradeOf(GLOSSARY.map(({ short }) => short))).toBeLessThanOrEqual(9);
    const hard = GLOSSARY.map(({ id, short }) => ({ id, grade: gradeOf([short]) })).filter(
      ({ grade }) => grade > 12,
    );
    expect(hard).toEqual([]);
  });
});

describe('a word of the glossary is found', () => {
  it('as the longest that fits, and no other within it', () => {
    expect(foundIn('A SYN scan sends a SYN.')).toEqual(['syn-scan: SYN scan', 'syn: SYN']);
    expect(foundIn('The SYN-ACK came.')).toEqual(['syn-ack: SYN-ACK']);
  });

  it('as a word of its own', () => {
    expect(foundIn('Report, portal, import, SYNC, TCPs.')).toEqual([]);
    expect(foundIn('(ports)')).toEqual(['port: ports']);
  });

  it('at the start of a sentence and across the end of a line, but not in other capitals', () => {
    expect(foundIn('Ports are many.')).toEqual(['port: Ports']);
    expect(foundIn('a three-way\nhandshake')).toEqual(['handshake: three-way\nhandshake']);
    expect(foundIn('drop it, input that, PORT')).toEqual([]);
  });

  it('where it is an everyday word, only when stressed', () => {
    expect(foundIn('Please open the door.')).toEqual([]);
    expect(finder('en').stressed('open')).toBe('open');
    expect(finder('en').stressed('Open')).toBe('open');
    expect(finder('en').stressed('open the door')).toBeUndefined();
  });

  it('in German by its German forms', () => {
    expect(foundIn('Zwei offene Ports und ein SYN-Scan.', 'de')).toEqual([
      'open: offene Ports',
      'syn-scan: SYN-Scan',
    ]);
  });
});
