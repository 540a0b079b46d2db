import type { ConnectErrno } from '../base/errno.ts';
import { fromMs, SECOND_IN_US, type Us } from '../base/time.ts';
import { formatIpv4, u8 } from '../packet/index.ts';
import type { ScanEffect, ScanInput, ScanStep, Vantage, VantageInterface } from '../scan/index.ts';
import type { TraceLog } from '../trace/index.ts';
import { Alarm } from './alarm.ts';
import type { FrameCapture } from './frame-capture.ts';
import type { FrameSender } from './frame-sender.ts';
import type { InterfaceFacts, Loss } from './interface-watch.ts';
import { LinkWatch } from './link-watch.ts';
import { LiveConnects } from './live-connects.ts';
import { LiveLog } from './live-log.ts';
import type { Neighbour } from './neighbours.ts';
import { Outage } from './outage.ts';
import { Outbox } from './outbox.ts';
import { RawPath } from './raw-path.ts';
import { RunClock } from './run-clock.ts';
import type { Scope } from './scope.ts';

/** What a live run did, as counted at the handle. */
export interface LiveCounts {
  sent: number;
  received: number;
  /** What the scope guard held back: 0, unless Halfopen is wrong about itself. */
  refused: number;
}

export interface LiveRunSettings {
  readonly vantage: Vantage;
  readonly scope: Scope;
  readonly trace: TraceLog;
  readonly neighbours: readonly Neighbour[];
  readonly scannerName: string;
  readonly raw: { readonly sender: FrameSender; readonly capture: FrameCapture } | undefined;
  readonly facts: InterfaceFacts;
  readonly waitForLinkMs: number;
  readonly connects: number;
  readonly says: (text: string) => void;
  /** Monotonic microseconds from any beginning. */
  readonly clock: () => number;
  readonly counts: LiveCounts;
  readonly step: ScanStep;
}

/** A link that is lost is told within a second; four looks a second leave room. */
const LOOK_EVERY_MS = 250;
/** How late `woke` may be while captured frames keep coming. */
const LATEST_WAKE = fromMs(2);

/** What connect() says of a way that this machine has lost, and of one that a router has. */
const OF_THE_WAY: ReadonlySet<ConnectErrno> = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'EHOSTDOWN']);

/** One scan on the real network: carries effects out, and tells the scanner what comes of them. */
export class LiveRun {
  readonly #settings: LiveRunSettings;
  readonly #log: LiveLog;
  readonly #outbox: Outbox | undefined;
  readonly #path: RawPath | undefined;
  readonly #connects: LiveConnects;
  readonly #wake: Alarm;
  readonly #errand: Alarm;
  readonly #link: LinkWatch;
  readonly #outage: Outage;
  readonly #clock: RunClock;
  readonly #inbox: ScanInput[] = [];
  #isStepping = false;
  #isLost = false;
  #isFinished = false;
  #lookedAt: Us = 0;
  /** When the link was last seen to be as it should. */
  #goodAt: Us = 0;
  #finish: () => void = () => {};

  constructor(settings: LiveRunSettings) {
    this.#settings = settings;
    this.#log = new LiveLog(settings.trace, settings.scannerName);
    this.#clock = new RunClock(settings.clock);
    this.#link = new LinkWatch(settings.vantage, settings.facts);
    this.#outage = new Outage(settings.clock, settings.waitForLinkMs);
    this.#wake = new Alarm(this.#now, () => this.#deliver({ type: 'woke', at: this.#now() }));
    this.#errand = new Alarm(this.#now, () => this.#runErrands());
    this.#connects = this.#makeConnects();
    if (settings.raw !== undefined) {
      this.#outbox = this.#makeOutbox(settings.raw.sender);
      this.#path = this.#makePath(this.#outbox);
    }
  }

  async run(): Promise<void> {
    const looking = setInterval(() => this.#look(this.#now()), LOOK_EVERY_MS);
    try {
      await new Promise<void>((resolve) => {
        this.#finish = resolve;
        this.#settings.raw?.capture.start((at, link, bytes) => this.#captured(at, link, bytes));
        this.#deliver({ type: 'start', at: this.#now() });
      });
    } finally {
      clearInterval(looking);
      this.#wake.stop();
      this.#errand.stop();
      this.#connects.close();
      this.#settings.raw?.capture.close();
    }
  }

  readonly #now = (): Us => this.#clock.now();

  /** One input after another, never one inside another: an effect may bring about the next input at once. */
  #deliver(input: ScanInput): void {
    if (this.#isStepping) {
      this.#inbox.push(input);
      return;
    }
    this.#isStepping = true;
    for (let next: ScanInput | undefined = input; next !== undefined; next = this.#inbox.shift()) {
      if (this.#isFinished) break;
      for (const effect of this.#settings.step(next)) this.#perform(effect);
    }
    this.#isStepping = false;
  }

  #perform(effect: ScanEffect): void {
    // What is not sent for want of a link is asked anew when it is back, and so is the wake.
    if (this.#outage.isOn && effect.type !== 'finished' && effect.type !== 'abandon-connect') return;
    switch (effect.type) {
      case 'send-ip':
        this.#path?.sendIp(effect.bytes, effect.because, this.#now());
        this.#setErrand();
        break;
      case 'send-ethernet':
        this.#path?.sendEthernet(effect.interface, effect.bytes, effect.because, this.#now());
        this.#setErrand();
        break;
      case 'connect':
        this.#connects.connect(effect.id, effect.address, effect.port, effect.because);
        break;
      case 'abandon-connect':
        this.#connects.abandon(effect.id);
        break;
      case 'wake':
        this.#wake.set(effect.at);
        break;
      case 'finished':
        this.#isFinished = true;
        this.#finish();
    }
  }

  #captured(at: VantageInterface, link: 'ethernet' | 'raw', bytes: Uint8Array): void {
    if (this.#isFinished || this.#isLost || this.#outage.isOn) return;
    const now = this.#now();
    this.#settings.counts.received++;
    const because = this.#log.frame('received', at.name, link, bytes, bytes.length, 0, now);
    if (link === 'ethernet') this.#path?.learn(at, bytes, now);
    if (this.#settings.scope.limits !== undefined && isProhibition(link, bytes))
      this.#outbox?.noteProhibited();
    this.#deliver({ type: 'captured', at: now, link, bytes, because });
    this.#keepTime(now);
  }

  /** The addon hands over frame after frame before timers run: none of them may be starved. */
  #keepTime(now: Us): void {
    const wakeAt = this.#wake.at;
    if (wakeAt !== undefined && now - wakeAt > LATEST_WAKE) {
      this.#wake.set(undefined);
      this.#deliver({ type: 'woke', at: this.#now() });
    }
    if (now - this.#lookedAt > fromMs(LOOK_EVERY_MS)) this.#look(now);
  }

  #makeOutbox(sender: FrameSender): Outbox {
    const { counts, scope } = this.#settings;
    return new Outbox(sender, scope.limits, {
      sent: (device, link, frame, length, because) => {
        counts.sent++;
        this.#log.frame('sent', device, link, frame, length, because, this.#now());
      },
      refused: (device, { code, destination }) => {
        const whom = destination === undefined ? 'nobody readable' : formatIpv4(destination);
        this.#refuse(`a frame to ${whom} out of ${device} (${code})`);
      },
      down: (message) => this.#miss({ message: `${message}.`, mayReturn: true }),
      stuck: this.#stuck,
    });
  }

  #makePath(outbox: Outbox): RawPath {
    const { vantage, scope, neighbours } = this.#settings;
    return new RawPath(vantage, scope, outbox, neighbours, {
      uses: (out, destination) => this.#link.uses(out, destination),
      unreachable: (out, address, packets) =>
        this.#log.arpFailed(
          out,
          address,
          packets.map((packet) => packet.because),
          this.#now(),
        ),
      stuck: this.#lose,
    });
  }

  #makeConnects(): LiveConnects {
    const { vantage, scope, connects } = this.#settings;
    const settings = { scope, vantage, log: this.#log, now: this.#now, expected: connects };
    return new LiveConnects(settings, {
      ended: (input) => {
        // Without a link connect() fails at once, and would have the rest of the ports called unreachable.
        if (input.errno !== undefined && OF_THE_WAY.has(input.errno)) this.#look(this.#now());
        if (!this.#isLost && !this.#outage.isOn) this.#deliver(input);
      },
      uses: (path, destination) => this.#link.uses(path.interface, destination),
      refused: (what) => this.#refuse(what),
      stuck: this.#stuck,
    });
  }

  /** The plan was checked before the scan, so that this says that Halfopen itself is wrong. */
  #refuse(what: string): void {
    this.#settings.counts.refused++;
    this.#lose(`The scope guard held back ${what}; the scan was stopped.`);
  }

  /** Without a working way out silence means nothing: the scanner must not read it as an answer. */
  readonly #lose = (message: string): void => {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#deliver({ type: 'interface-lost', at: this.#now(), since: this.#goodAt, message });
  };

  /** Errors that a lost link may well explain. */
  readonly #stuck = (message: string): void => {
    this.#look(this.#now());
    if (!this.#outage.isOn) this.#lose(message);
  };

  /** The link is away. No time passes for the scan until it is back, or has been waited for long enough. */
  #miss({ message, mayReturn }: Loss): void {
    if (this.#isLost || this.#isFinished) return;
    if (!mayReturn || this.#outage.isOver) this.#lose(message);
    else if (!this.#outage.isOn) {
      this.#settings.says(this.#outage.begin(message));
      this.#clock.stop();
      this.#wake.stop();
      this.#errand.stop();
      this.#outbox?.clear();
      this.#path?.forget();
    }
  }

  #resume(): void {
    const text = this.#outage.end();
    this.#settings.says(text);
    this.#settings.raw?.sender.reopen();
    this.#clock.goOn();
    this.#deliver({ type: 'link-back', at: this.#now(), since: this.#goodAt, text });
  }

  #look(now: Us): void {
    this.#lookedAt = now;
    const { scope } = this.#settings;
    const loss = this.#link.loss();
    if (loss !== undefined) {
      this.#miss(loss);
      return;
    }
    if (this.#outage.isOn) this.#resume();
    this.#goodAt = now;
    const seconds = scope.limits?.maxSeconds;
    if (seconds !== undefined && now > seconds * SECOND_IN_US)
      this.#lose(`${scope.title} allows ${seconds} seconds for a scan.`);
  }

  #runErrands(): void {
    const now = this.#now();
    this.#path?.pass(now);
    this.#outbox?.drain(now);
    this.#setErrand();
  }

  #setErrand(): void {
    const neighbours = this.#path?.nextAt;
    const outbox = this.#outbox?.nextAt;
    if (neighbours === undefined && outbox === undefined) return;
    this.#errand.set(Math.min(neighbours ?? Number.POSITIVE_INFINITY, outbox ?? Number.POSITIVE_INFINITY));
  }
}

/** ICMP unreachable, codes 9, 10 and 13: administratively prohibited (RFC 1812 5.2.7.1). */
function isProhibition(link: 'ethernet' | 'raw', bytes: Uint8Array): boolean {
  const start = link === 'ethernet' ? 14 : 0;
  if (bytes.length < start + 20 || u8(bytes, start + 9) !== 1) return false;
  const at = start + (u8(bytes, start) & 0xf) * 4;
  return bytes.length >= at + 2 && u8(bytes, at) === 3 && [9, 10, 13].includes(u8(bytes, at + 1));
}
