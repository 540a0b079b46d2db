import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPTIONS } from '../../engine/options/index.ts';
import { loadLab } from '../../simulator/lab/index.ts';
import { completionOf } from './complete.ts';

const loaded = loadLab(readFileSync('lessons/labs/six-states.yaml', 'utf8'));
const lab = loaded.ok ? loaded.value : undefined;
const texts = (before: string): string[] => completionOf(lab, before).items.map(({ text }) => text);

describe('what may stand at the caret', () => {
  it.each([
    ['nm', ['nmap']],
    ['help ip', ['iptables']],
    ['ssh ', ['scanner', 'target']],
    ['nmap ', ['target']],
    ['sudo nmap -sS t', ['target']],
    ['nmap -sS -p 21', ['21,22,80,139,443,445,8080']],
    ['nmap --top', ['--top-ports']],
    ['nmap --top-ports 10', ['10', '100', '1000']],
    ['nmap -T4', ['-T4']],
    ['nmap -oX scan', ['scan.xml']],
    ['cat ', []],
  ])('"%s"', (before, expected) => expect(texts(before)).toEqual(expected));

  it('replaces the word that the caret stands in, from its first character', () => {
    expect(completionOf(lab, 'nmap -sS tar').from).toBe(9);
    expect(completionOf(lab, 'nmap ').from).toBe(5);
  });

  it('offers every option of nmap behind a dash, and marks those that are not modelled', () => {
    const items = new Map(completionOf(lab, 'nmap -').items.map((item) => [item.text, item]));
    const missing = OPTIONS.filter(({ name }) => name !== '-T' && !items.has(name));
    expect(missing).toEqual([]);
    expect(items.get('-sV')?.notModelled).toBe(true);
    expect(items.get('-sS')).toEqual({ text: '-sS', meaning: 'SYN scan, half-open: the default' });
  });

  it('needs no lab to complete commands and options', () => {
    expect(completionOf(undefined, 'nmap -sS').items).toHaveLength(1);
    expect(completionOf(undefined, 'nmap ').items).toEqual([]);
  });
});
