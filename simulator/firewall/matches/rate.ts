/** So many packets in so many seconds. */
export type Rate = { readonly packets: number; readonly seconds: number };

const UNITS: readonly (readonly [string, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['min', 60],
  ['sec', 1],
];
const SPELLINGS = ['second', 'minute', 'hour', 'day'] as const;
const SECONDS: Readonly<Record<(typeof SPELLINGS)[number], number>> = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
};

/** `5/minute`, `5/m`, `5`: units may be shortened at will, and a second is meant where there is none. */
export function readRate(text: string, finest: number): Rate | string {
  const match = /^([0-9]{1,9})(?:\/([a-z]+))?$/i.exec(text);
  const unit = match && SPELLINGS.find((spelling) => spelling.startsWith((match[2] ?? 's').toLowerCase()));
  if (!match || !unit || Number(match[1]) === 0) return `"${text}" is not a rate such as 5/minute.`;
  const seconds = SECONDS[unit];
  const packets = Number(match[1]);
  if (packets / seconds > finest)
    return `"${text}" is faster than the ${finest} packets a second that can be counted.`;
  return normalise(Math.trunc((finest * seconds) / packets), finest);
}

/**
 * iptables keeps a rate as the time between packets, in `finest` parts of a second, and prints it in the
 * largest unit that loses nothing: what it would print is the rate meant here.
 */
function normalise(period: number, finest: number): Rate {
  let row = 1;
  while (row < UNITS.length) {
    const scale = (UNITS[row]?.[1] ?? 1) * finest;
    if (period > scale || Math.trunc(scale / period) < scale % period) break;
    row++;
  }
  const seconds = UNITS[row - 1]?.[1] ?? 1;
  return { packets: Math.trunc((seconds * finest) / period), seconds };
}

export const printRate = ({ packets, seconds }: Rate): string =>
  `${packets}/${UNITS.find(([, length]) => length === seconds)?.[0] ?? 'sec'}`;
