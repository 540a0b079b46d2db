import { TECHNIQUE_NAMES, TECHNIQUES, type TechniqueName } from '../technique/index.ts';
import type { ArgumentComplaint, Place } from './complaint.ts';
import type { TimingChoices } from './timing.ts';
import type { Wishes } from './wishes.ts';

/** Checks which look at several options at once, in nmap's order, and settles the techniques. */
export function checkTogether(wishes: Wishes): ArgumentComplaint | undefined {
  return checkTechniques(wishes) ?? checkPorts(wishes) ?? checkPrivilege(wishes) ?? checkTiming(wishes);
}

function checkTechniques(wishes: Wishes): ArgumentComplaint | undefined {
  const { asked, noPortScan } = wishes;
  const [other] = asked.values();
  if (noPortScan && other) {
    return say(other, '-sn scans no ports, and so no kind of port scan goes with it.');
  }
  const tcp = [...asked.keys()].filter((name) => TECHNIQUES[name].protocol === 'tcp');
  const second = tcp[1] && asked.get(tcp[1]);
  if (second) {
    const flags = TECHNIQUE_NAMES.map((name) => TECHNIQUES[name]).filter(
      ({ protocol }) => protocol === 'tcp',
    );
    return say(
      second,
      'Only one kind of TCP scan goes in one run.',
      `Choose one of ${flags.map((technique) => technique.flag).join(' ')}; -sU may go with it.`,
    );
  }
  const fallback: TechniqueName = wishes.privileged ? 'syn' : 'connect';
  if (noPortScan) wishes.techniques = [];
  else if (asked.size === 0) wishes.techniques = [fallback];
  else wishes.techniques = TECHNIQUE_NAMES.filter((name) => asked.has(name));
  const { defeatRstRatelimit } = wishes;
  if (defeatRstRatelimit && !wishes.techniques.includes('syn')) {
    return say(defeatRstRatelimit, '--defeat-rst-ratelimit works with a SYN scan (-sS) only.');
  }
  return undefined;
}

function checkPorts({ ports, top, noPortScan }: Wishes): ArgumentComplaint | undefined {
  if (noPortScan && ports) return say(ports.place, '-sn scans no ports, and so -p does not go with it.');
  if (!top?.fast) return undefined;
  if (noPortScan) return say(top.place, '-sn scans no ports, and so -F does not go with it.');
  if (!ports) return undefined;
  return say(
    top.place,
    '-F does not go with -p.',
    '--top-ports takes the most frequent among the ports of -p.',
  );
}

function checkPrivilege(wishes: Wishes): ArgumentComplaint | undefined {
  if (wishes.privileged) return undefined;
  for (const [name, place] of wishes.asked) {
    const { flag, probe } = TECHNIQUES[name];
    if (probe.kind === 'connect') continue;
    return say(place, `${flag} sends raw packets, and that needs root.`, 'Without privileges there is -sT.');
  }
  return undefined;
}

function checkTiming(wishes: Wishes): ArgumentComplaint | undefined {
  const { timing } = wishes;
  const parallel = timing.minParallelism ?? timing.maxParallelism;
  if (timing.scanDelayUs !== undefined && parallel !== undefined) {
    wishes.notices.push('--min-parallelism and --max-parallelism count for nothing with --scan-delay.');
  }
  return (
    outOfOrder(wishes, 'minRate', 'maxRate', '--min-rate', '--max-rate') ??
    outOfOrder(wishes, 'minParallelism', 'maxParallelism', '--min-parallelism', '--max-parallelism')
  );
}

function outOfOrder(
  { timing, timingPlaces }: Wishes,
  lower: keyof TimingChoices,
  upper: keyof TimingChoices,
  lowerName: string,
  upperName: string,
): ArgumentComplaint | undefined {
  const [least, most] = [timing[lower], timing[upper]];
  if (least === undefined || most === undefined || least <= most) return undefined;
  const place = timingPlaces.get(lower) ?? { argument: 0, column: 1 };
  return say(place, `${lowerName} ${least} is above ${upperName} ${most}.`);
}

const say = (place: Place, message: string, remedy?: string): ArgumentComplaint =>
  remedy === undefined ? { ...place, message } : { ...place, message, remedy };
