import { printable } from '../../engine/base/printable.ts';
import { ok, type Result } from '../../engine/base/result.ts';
import { MS_IN_US, type Us } from '../../engine/base/time.ts';
import { formatIpv4, type Ipv4 } from '../../engine/packet/index.ts';
import type { Word } from '../firewall/index.ts';
import type { Host, Pinging, PingNews, PingOrder } from '../host/index.ts';
import { type Option, readOptions, type Said } from './options.ts';
import { newsLine, statistics } from './ping-text.ts';
import { blame, type Call, type Outcome, output, textOf } from './result.ts';

const OPTIONS: readonly Option[] = [
  { names: ['-c'], takes: 'a number' },
  { names: ['-i'], takes: 'seconds' },
  { names: ['-W'], takes: 'seconds' },
  { names: ['-t'], takes: 'a time to live' },
  { names: ['-q'] },
  { names: ['-n'] },
  { names: ['-4'] },
  { names: ['-6'], does: 'uses IPv6' },
  { names: ['-a'], does: 'rings a bell at each answer' },
  { names: ['-A'], does: 'sends as fast as answers come' },
  { names: ['-b'], does: 'may ping a broadcast address' },
  { names: ['-B'], does: 'keeps to one source address' },
  { names: ['-d'], does: 'sets SO_DEBUG' },
  { names: ['-D'], does: 'prints the time of each answer' },
  { names: ['-f'], does: 'floods' },
  { names: ['-h'], does: 'prints its help' },
  { names: ['-I'], takes: 'an interface', does: 'sends by one interface' },
  { names: ['-l'], takes: 'a number', does: 'sends some requests at once' },
  { names: ['-L'], does: 'suppresses the loopback of multicasts' },
  { names: ['-m'], takes: 'a mark', does: 'marks its packets' },
  { names: ['-M'], takes: 'a way', does: 'chooses how the MTU of the path is found' },
  { names: ['-O'], does: 'reports answers that are due' },
  { names: ['-p'], takes: 'a pattern', does: 'fills packets with a pattern' },
  { names: ['-Q'], takes: 'a number', does: 'sets the type of service' },
  { names: ['-r'], does: 'sends past the routing table' },
  { names: ['-R'], does: 'records the route' },
  { names: ['-s'], takes: 'a size', does: 'sends so many bytes' },
  { names: ['-S'], takes: 'a size', does: 'sets the size of its send buffer' },
  { names: ['-T'], takes: 'a way', does: 'asks routers for timestamps' },
  { names: ['-U'], does: 'measures up to the program' },
  { names: ['-v'], does: 'says more' },
  { names: ['-V'], does: 'prints its version' },
  { names: ['-w'], takes: 'seconds', does: 'ends after so many seconds' },
];

/** Without -c the real ping goes on until it is interrupted. */
const COUNT_WITHOUT_C = 4;
const MOST_REQUESTS = 1_000;
const MOST_SECONDS = 86_400;
/** How ping exits where it could not begin. */
const USAGE_ERROR = 2;

/** `ping TARGET`, in the lines of iputils. The world's time goes on by as much as it takes. */
export function ping({ setting: { world }, host: { name }, program, words }: Call): Outcome {
  const options = readOptions('ping', words, OPTIONS);
  if (!options.ok) return options;
  const said = options.value;
  const [target, more] = said.others;
  if (target === undefined) return blame(program, 'ping needs a target.', 'Write ping -c 3 HOST.');
  if (more)
    return blame(more, 'The real ping would go by way of the first target; that is not modelled here.');
  const order = orderOf(said);
  if (!order.ok) return order;
  const destination = world.resolve(target.text);
  if (destination === undefined) return ended(`ping: ${printable(target.text)}: Name or service not known\n`);
  const host = world.host(name);
  const objection = host && cannotReach(host, destination);
  if (objection !== undefined) return ended(objection);
  const pinging = host?.ping({ destination, ...order.value });
  if (pinging === undefined) return ended('ping: connect: Network is unreachable\n');
  world.runUntil(() => pinging.isOver);
  return report(pinging, target, destination, said);
}

const ended = (stderr: string): Outcome => output({ stderr, status: USAGE_ERROR });

function cannotReach(host: Host, destination: Ipv4): string | undefined {
  const kind = host.routes.kindOf(destination);
  if (kind !== 'broadcast') return undefined;
  return 'ping: Do you want to ping broadcast? Then -b. If not, check your local firewall rules\n';
}

function report(pinging: Pinging, target: Word, destination: Ipv4, said: Said): Outcome {
  const name = printable(target.text);
  const isQuiet = said.has('-q');
  const lines = pinging.news.flatMap((one) => (isQuiet ? [] : (newsLine(one) ?? [])));
  const refused = isQuiet ? [] : refusalsTold(pinging.news);
  const stdout = textOf([
    `PING ${name} (${formatIpv4(destination)}) 56(84) bytes of data.`,
    ...lines,
    '',
    ...statistics(pinging, name),
  ]);
  const stderr = textOf(refused.map(() => 'ping: sendmsg: Operation not permitted'));
  const isAnswered = pinging.news.some(({ type }) => type === 'reply');
  const endless = `Without -c the real ping goes on until Ctrl-C; here it ends after ${COUNT_WITHOUT_C}.`;
  return output({ stdout, stderr, status: isAnswered ? 0 : 1, notes: said.has('-c') ? [] : [endless] });
}

/** ping says that a request was refused only where an ICMP error about it has come too, as of a REJECT on its way out. */
const refusalsTold = (news: readonly PingNews[]): readonly PingNews[] =>
  news.filter(
    ({ type, sequence }) =>
      type === 'refused' && news.some((other) => other.type === 'error' && other.sequence === sequence),
  );

const WHOLE = /^[0-9]+$/;
const FRACTION = /^(?:[0-9]+\.?[0-9]*|\.[0-9]+)$/;

interface NumberOption {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly otherwise: number;
  readonly grammar: RegExp;
}

const COUNT = { name: '-c', least: 1, most: MOST_REQUESTS, otherwise: COUNT_WITHOUT_C, grammar: WHOLE };
const INTERVAL = { name: '-i', least: 0.002, most: MOST_SECONDS, otherwise: 1, grammar: FRACTION };
const LINGER = { name: '-W', least: 0, most: MOST_SECONDS, otherwise: 10, grammar: FRACTION };
const TTL = { name: '-t', least: 1, most: 255, otherwise: 64, grammar: WHOLE };

function orderOf(said: Said): Result<Omit<PingOrder, 'destination'>> {
  const wrong = [COUNT, INTERVAL, LINGER, TTL].map((option) => objectionTo(said, option));
  const numberOf = ({ name, otherwise }: NumberOption): number => Number(said.value(name)?.text ?? otherwise);
  return (
    wrong.find((objection) => objection !== undefined) ??
    ok({
      count: numberOf(COUNT),
      intervalUs: usOf(numberOf(INTERVAL)),
      lingerUs: usOf(numberOf(LINGER)),
      ttl: numberOf(TTL),
    })
  );
}

function objectionTo(said: Said, { name, least, most, grammar }: NumberOption) {
  const word = said.value(name);
  const number = Number(word?.text);
  if (word === undefined || (grammar.test(word.text) && number >= least && number <= most)) return undefined;
  return blame(word, `${name} takes a number from ${least} to ${most} here, not "${word.text}".`);
}

/** ping counts both of its times in whole milliseconds. */
const usOf = (seconds: number): Us => Math.trunc(seconds * 1_000) * MS_IN_US;
