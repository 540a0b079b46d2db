import type { Us } from '../../engine/base/time.ts';
import { formatIpv4 } from '../../engine/packet/index.ts';
import type { Pinging, PingNews } from '../host/index.ts';

/** A line of ping's standard output; undefined for what it tells on standard error. */
export function newsLine(news: PingNews): string | undefined {
  switch (news.type) {
    case 'reply': {
      const { bytes, from, sequence, ttl, rttUs, isDuplicate } = news;
      const start = `${bytes} bytes from ${formatIpv4(from)}: icmp_seq=${sequence} ttl=${ttl}`;
      return `${start} time=${tripTime(rttUs)} ms${isDuplicate ? ' (DUP!)' : ''}`;
    }
    case 'error': {
      const { from, sequence, typeNumber, code } = news;
      return `From ${formatIpv4(from)} icmp_seq=${sequence} ${errorText(typeNumber, code)}`;
    }
    case 'refused':
      return undefined;
  }
}

/** Three digits that count, as gather_statistics() of iputils prints them. */
function tripTime(us: Us): string {
  if (us >= 100_000 - 50) return String(Math.floor((us + 500) / 1_000));
  if (us >= 10_000 - 5) return fixed(us + 50, 1);
  return us >= 1_000 ? fixed(us + 5, 2) : fixed(us, 3);
}

const fixed = (us: Us, digits: number): string => {
  const unit = 10 ** (3 - digits);
  const parts = Math.floor(us / unit);
  const whole = Math.floor(parts / 10 ** digits);
  return `${whole}.${String(parts % 10 ** digits).padStart(digits, '0')}`;
};

/** By the code of "destination unreachable". */
const UNREACHABLE: readonly string[] = [
  'Destination Net Unreachable',
  'Destination Host Unreachable',
  'Destination Protocol Unreachable',
  'Destination Port Unreachable',
  'Frag needed and DF set (mtu = 0)',
  'Source Route Failed',
  'Destination Net Unknown',
  'Destination Host Unknown',
  'Source Host Isolated',
  'Destination Net Prohibited',
  'Destination Host Prohibited',
  'Destination Net Unreachable for Type of Service',
  'Destination Host Unreachable for Type of Service',
  'Packet filtered',
  'Precedence Violation',
  'Precedence Cutoff',
];
const TIME_EXCEEDED: readonly string[] = ['Time to live exceeded', 'Frag reassembly time exceeded'];

/** pr_icmph() of iputils. */
function errorText(typeNumber: number, code: number): string {
  if (typeNumber === 3) return UNREACHABLE[code] ?? `Dest Unreachable, Bad Code: ${code}`;
  if (typeNumber === 11) return TIME_EXCEEDED[code] ?? `Time exceeded, Bad Code: ${code}`;
  return typeNumber === 12 ? 'Parameter problem: pointer = 0' : `Bad ICMP type: ${typeNumber}`;
}

/** The last lines: what was sent and came back, and how long it took. */
export function statistics({ news, sent, sendingUs, pipe }: Pinging, name: string): string[] {
  const replies = news.filter((one) => one.type === 'reply');
  const duplicates = replies.filter(({ isDuplicate }) => isDuplicate).length;
  const received = replies.length - duplicates;
  const errors = news.filter(({ type }) => type === 'error').length;
  const loss = Number((((sent - received) * 100) / sent).toPrecision(6));
  const counts = [
    `${sent} packets transmitted, ${received} received`,
    ...(duplicates > 0 ? [`+${duplicates} duplicates`] : []),
    ...(errors > 0 ? [`+${errors} errors`] : []),
    `${loss}% packet loss`,
    `time ${Math.round(sendingUs / 1_000)}ms`,
  ];
  const times =
    received > 0 ? [`rtt min/avg/max/mdev = ${spread(replies.map(({ rttUs }) => rttUs))} ms`] : [];
  const last = [...times, ...(pipe > 1 ? [`pipe ${pipe}`] : [])];
  return [`--- ${name} ping statistics ---`, counts.join(', '), last.join(', ')];
}

/** In whole microseconds, as finish() of iputils reckons. */
function spread(trips: readonly Us[]): string {
  const sum = trips.reduce((total, us) => total + us, 0);
  const squares = trips.reduce((total, us) => total + us * us, 0);
  const average = Math.floor(sum / trips.length);
  const variance = Math.floor((squares - Math.floor((sum * sum) / trips.length)) / trips.length);
  const deviation = Math.floor(Math.sqrt(variance));
  const least = trips.reduce((a, b) => Math.min(a, b));
  const most = trips.reduce((a, b) => Math.max(a, b));
  return [least, average, most, deviation].map((us) => fixed(us, 3)).join('/');
}
