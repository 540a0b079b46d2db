import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { whyText } from '../../cli/verbs/why.ts';
import { scanSimulated } from '../../cli/world/simulated.ts';
import { writeWhy } from '../../engine/report/index.ts';
import { understand } from '../model/understand.ts';
import { why } from './why.ts';

const lab = (name: string): string => readFileSync(`lessons/labs/${name}.yaml`, 'utf8');
const ADDRESS = '198.18.10.28';

/** What `halfopen scan --why` prints. */
function printed(labText: string, args: readonly string[], spec: string): string {
  const command = understand(labText, args);
  if (!command.ok) throw new Error(command.error);
  const text = whyText(scanSimulated(command.value.lab, command.value.request, { traced: true }), spec);
  if (!text.ok) throw new Error(text.error.message);
  return text.value;
}

describe('the story of one port, scanned again', () => {
  it.each([
    ['six-states', '-sS', 'tcp', 22],
    ['six-states', '-sS', 'tcp', 139],
    ['six-states', '-sS', 'tcp', 443],
    ['six-states', '-sS', 'tcp', 445],
    ['six-states', '-sS', 'tcp', 8080],
    ['six-states', '-sA', 'tcp', 139],
    ['six-states', '-sT', 'tcp', 443],
    ['six-states', '-sT', 'tcp', 139],
    ['six-states', '-sU', 'udp', 53],
    ['six-states', '-sU', 'udp', 137],
    ['six-states', '-sU', 'udp', 161],
    ['table-stateful', '-sS', 'tcp', 21],
    ['table-stateful', '-sA', 'tcp', 80],
    ['limit', '-sS', 'tcp', 80],
    ['statistic', '-sS', 'tcp', 80],
  ] as const)('%s %s: %s/%i, word for word as --why prints it', (name, flag, protocol, port) => {
    const args = [flag, '-p', protocol === 'tcp' ? '1-450,8080' : '50-170', 'target'];
    const lines = why({ labText: lab(name), args, address: ADDRESS, protocol, port });
    expect(lines.length).toBeGreaterThan(2);
    expect(`Why ${port}/${protocol} on ${ADDRESS}:\n${writeWhy(lines)}`.trimEnd()).toBe(
      printed(lab(name), args, `${protocol}/${port}`),
    );
  });

  it('is empty for a port that was not scanned, and for a line that is none', () => {
    const asked = { labText: lab('six-states'), address: ADDRESS, protocol: 'tcp', port: 9 } as const;
    expect(why({ ...asked, args: ['-p', '22', 'target'] })).toEqual([]);
    expect(why({ ...asked, args: ['--nothing'] })).toEqual([]);
  });
});
