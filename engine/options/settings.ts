import { invariant } from '../base/invariant.ts';
import type { Complaint, Result } from '../base/result.ts';
import type { ReportFormat } from '../scan/index.ts';
import { TECHNIQUE_NAMES, TECHNIQUES } from '../technique/index.ts';
import { type ArgumentComplaint, failAt } from './complaint.ts';
import { parseDuration } from './duration.ts';
import type { Given } from './read-arguments.ts';
import { parseScanFlags } from './scan-flags.ts';
import { TIMING_TEMPLATES, type TimingChoices, timingTemplate } from './timing.ts';
import type { Placed, Wishes } from './wishes.ts';

/** What one option does to the wishes; a complaint about its value, if that is wrong. */
type Setting = (wishes: Wishes, value: Placed, given: Given) => Complaint | undefined;

/** Reads one modelled option into the wishes. */
export function applySetting(given: Given, wishes: Wishes): ArgumentComplaint | undefined {
  const setting = SETTINGS[given.option.name];
  invariant(setting !== undefined, `the option ${given.option.name} is modelled and has no setting`);
  const value = given.value ?? { text: '', place: given.place };
  const complaint = setting(wishes, value, given);
  return complaint ? failAt(value.place, { length: value.text.length, ...complaint }).error : undefined;
}

const flag =
  (set: (wishes: Wishes, given: Given) => void): Setting =>
  (wishes, _value, given) => {
    set(wishes, given);
    return undefined;
  };

/** A value that is read by `parse` and kept under `key` among the timing choices. */
const timing =
  (key: keyof TimingChoices, parse: (text: string) => Result<number>): Setting =>
  (wishes, value, given) => {
    const parsed = parse(value.text);
    if (!parsed.ok) return parsed.error;
    wishes.timing[key] = parsed.value;
    wishes.timingPlaces.set(key, given.place);
    return undefined;
  };

const refuse = (message: string, remedy?: string) => ({
  ok: false as const,
  error: remedy === undefined ? { message } : { message, remedy },
});

const whole =
  (name: string, least: number) =>
  (text: string): Result<number> =>
    /^[0-9]{1,9}$/.test(text) && Number(text) >= least
      ? { ok: true, value: Number(text) }
      : refuse(`${name} wants a whole number, ${least} or more.`);

const rate =
  (name: string) =>
  (text: string): Result<number> =>
    /^([0-9]+\.?[0-9]*|\.[0-9]+)(e[0-9]{1,2})?$/i.test(text) && Number(text) > 0
      ? { ok: true, value: Number(text) }
      : refuse(`${name} wants a number of packets a second, above 0.`);

/** nmap refuses what could be milliseconds: from 50 on for round trips, from 100 on for delays. */
const roundTrip =
  (name: string, leastUs: number) =>
  (text: string): Result<number> => {
    const parsed = parseDuration(text, 50);
    if (!parsed.ok || parsed.value >= leastUs) return parsed;
    return refuse(`${name} must be ${leastUs === 1 ? 'above 0' : `at least ${leastUs / 1000}ms`}.`);
  };

const delay = (text: string): Result<number> => parseDuration(text, 100);

const only =
  (key: 'ports' | 'excludedPorts' | 'excluded', name: string): Setting =>
  (wishes, value) => {
    if (wishes[key])
      return {
        message: `${name} may be given once only.`,
        remedy: 'Put all into one list, parted by commas.',
      };
    wishes[key] = value;
    return undefined;
  };

const file =
  (...formats: readonly (readonly [format: ReportFormat, ending: string])[]): Setting =>
  (wishes, { text }, { option }) => {
    if (text === '') return { message: `${option.name} wants the name of a file.` };
    if (text.startsWith('-') && text !== '-') {
      return {
        message: `The file of ${option.name} begins with "-".`,
        remedy: `If it is really called so: ${option.name} ./${text}`,
      };
    }
    if (text.includes('%')) {
      return {
        message: 'A "%" in the name of a file is not modelled. nmap puts the time of the scan in its place.',
      };
    }
    for (const [format, ending] of formats) wishes.files.push({ format, path: `${text}${ending}` });
    return undefined;
  };

const template: Setting = (wishes, value, given) => {
  const number = timingTemplate(value.text);
  if (number === undefined) {
    const names = TIMING_TEMPLATES.map(({ name }, index) => `${index} ${name}`).join(', ');
    return { message: `There is no timing template "${value.text}".`, remedy: `There are: ${names}.` };
  }
  wishes.timing.template = number;
  wishes.timingPlaces.set('template', given.place);
  return undefined;
};

/** `-v` is one more, `-vv` two more, `-v3` level 3. */
const verbose: Setting = (wishes, { text }) => {
  if (/^v*$/.test(text)) wishes.verbosity += 1 + text.length;
  else if (/^[1-9]$/.test(text)) wishes.verbosity = Number(text);
  else if (text === '0') return { message: '-v0 is not modelled. nmap prints nothing on the terminal then.' };
  else return { message: '-v wants nothing behind it, more of v, or a level from 1 to 9.' };
  return undefined;
};

const scanFlags: Setting = (wishes, { text }) => {
  const parsed = parseScanFlags(text);
  if (!parsed.ok) return parsed.error;
  wishes.scanFlags = parsed.value;
  return undefined;
};

const topPorts: Setting = (wishes, { text, place }) => {
  const parsed = whole('--top-ports', 1)(text);
  if (!parsed.ok) return parsed.error;
  if (parsed.value > 65536) return { message: 'There are 65536 ports, and no more to ask for.' };
  wishes.top = { count: parsed.value, place, fast: false };
  return undefined;
};

/** -sS and its kind: straight from the table of techniques. */
const TECHNIQUE_SETTINGS: Readonly<Record<string, Setting>> = Object.fromEntries(
  TECHNIQUE_NAMES.map((name) => [
    TECHNIQUES[name].flag,
    flag((wishes, { place }) => wishes.asked.set(name, place)),
  ]),
);

const SETTINGS: Readonly<Record<string, Setting>> = {
  ...TECHNIQUE_SETTINGS,
  '--scanflags': scanFlags,
  '--exclude': only('excluded', '--exclude'),
  '-p': only('ports', '-p'),
  '--exclude-ports': only('excludedPorts', '--exclude-ports'),
  // nmap lets --top-ports win, whichever comes first.
  '-F': flag((wishes, { place }) => {
    wishes.top ??= { count: 100, place, fast: true };
  }),
  '--top-ports': topPorts,
  '-r': flag((wishes) => {
    wishes.sequentialPorts = true;
  }),
  '-sn': flag((wishes, { place }) => {
    wishes.noPortScan = place;
  }),
  '-Pn': flag((wishes) => {
    wishes.skipDiscovery = true;
  }),
  '--disable-arp-ping': flag((wishes) => {
    wishes.arp = false;
  }),
  '-n': flag(() => {}),
  '-T': template,
  '--max-retries': timing('maxRetries', whole('--max-retries', 0)),
  '--min-rate': timing('minRate', rate('--min-rate')),
  '--max-rate': timing('maxRate', rate('--max-rate')),
  '--initial-rtt-timeout': timing('initialRttTimeoutUs', roundTrip('--initial-rtt-timeout', 1)),
  '--min-rtt-timeout': timing('minRttTimeoutUs', roundTrip('--min-rtt-timeout', 0)),
  '--max-rtt-timeout': timing('maxRttTimeoutUs', roundTrip('--max-rtt-timeout', 5000)),
  '--scan-delay': timing('scanDelayUs', delay),
  '--max-scan-delay': timing('maxScanDelayUs', delay),
  '--min-parallelism': timing('minParallelism', whole('--min-parallelism', 1)),
  '--max-parallelism': timing('maxParallelism', whole('--max-parallelism', 1)),
  '--defeat-rst-ratelimit': flag((wishes, { place }) => {
    wishes.defeatRstRatelimit = place;
  }),
  '-oN': file(['normal', '']),
  '-oG': file(['grepable', '']),
  '-oX': file(['xml', '']),
  '-oJ': file(['json', '']),
  '-oM': file(['mermaid', '']),
  '-oA': file(['normal', '.nmap'], ['grepable', '.gnmap'], ['xml', '.xml']),
  '-v': verbose,
  '--reason': flag((wishes) => {
    wishes.reason = true;
  }),
  '--open': flag((wishes) => {
    wishes.openOnly = true;
  }),
  '--packet-trace': flag((wishes) => {
    wishes.packetTrace = true;
  }),
  '--privileged': flag((wishes) => {
    wishes.privileged = true;
  }),
  '--unprivileged': flag((wishes) => {
    wishes.privileged = false;
  }),
};
