import { ok, type Result } from '../base/result.ts';
import type { Ipv4 } from '../packet/index.ts';
import { pathTo, type ScanStep, type Transport, type Vantage } from '../scan/index.ts';
import type { TraceLog } from '../trace/index.ts';
import { type CapAddon, explainOpen, loadCap } from './cap-addon.ts';
import { type Awaited, FrameCapture } from './frame-capture.ts';
import { FrameSender } from './frame-sender.ts';
import { type InterfaceFacts, systemFacts } from './interface-watch.ts';
import { type LiveCounts, LiveRun } from './live-run.ts';
import type { Neighbour } from './neighbours.ts';
import { checkRaw } from './raw-path.ts';
import type { Scope } from './scope.ts';

export interface LiveSettings {
  readonly vantage: Vantage;
  readonly scope: Scope;
  readonly trace: TraceLog;
  /** False: only connect() is needed (-sT); `cap` is not even loaded. */
  readonly raw: boolean;
  /**
   * What is captured: `any` unless told. The kernel deals with what answers connect() calls, and capturing it too
   * takes a seventh of such a scan's time.
   */
  readonly awaited?: Awaited;
  /** Where raw packets will go: obstacles are told before the scan, and first packets leave without delay. */
  readonly targets?: readonly Ipv4[];
  /** What the system knows of its neighbours already. */
  readonly neighbours?: readonly Neighbour[];
  /** How many connect() calls there will be: many are made on several threads. */
  readonly connects?: number;
  /** The name of the scanner's host in the trace. */
  readonly scannerName?: string;
  /** How long a lost link is waited for, in all of a scan: 30 s unless told. */
  readonly waitForLinkMs?: number;
  /** Is told at once, in a sentence, what the report has only at its end: that the link is lost, or back. */
  readonly says?: (text: string) => void;
}

/** A cable put back, a switch restarted, an address leased anew. */
const WAIT_FOR_LINK_MS = 30_000;

/** Seams for tests; the defaults are the real world. */
export interface LiveWorld {
  readonly load?: () => Result<CapAddon>;
  readonly facts?: InterfaceFacts;
  /** Monotonic microseconds from any beginning. */
  readonly clock?: () => number;
}

/** The real network. One run each. */
export interface LiveTransport extends Transport {
  run(step: ScanStep): Promise<void>;
  readonly counts: Readonly<LiveCounts>;
}

/**
 * Gets everything ready that can be missing: the addon, the right to capture. What it gives back only needs to be
 * run. The scan's plan has been checked against the scope before (`checkPlan`).
 */
export function openLive(settings: LiveSettings, world: LiveWorld = {}): Result<LiveTransport> {
  const counts: LiveCounts = { sent: 0, received: 0, refused: 0 };
  const common = {
    ...settings,
    neighbours: settings.neighbours ?? [],
    scannerName: settings.scannerName ?? 'scanner',
    waitForLinkMs: settings.waitForLinkMs ?? WAIT_FOR_LINK_MS,
    connects: settings.connects ?? 0,
    says: settings.says ?? (() => {}),
    counts,
    facts: world.facts ?? systemFacts,
    clock: world.clock ?? monotonic,
  };
  const transport = (raw?: { sender: FrameSender; capture: FrameCapture }): LiveTransport => ({
    counts,
    run: (step) => new LiveRun({ ...common, raw, step }).run(),
  });
  if (!settings.raw) return ok(transport());
  const raw = openRaw(settings, world.load ?? loadCap);
  return raw.ok ? ok(transport(raw.value)) : raw;
}

function openRaw(
  { vantage, scope, awaited, targets = [] }: LiveSettings,
  load: () => Result<CapAddon>,
): Result<{ sender: FrameSender; capture: FrameCapture }> {
  const reachable = checkRaw(vantage, scope, targets);
  if (!reachable.ok) return reachable;
  const addon = load();
  if (!addon.ok) return addon;
  const capture = FrameCapture.open(addon.value, vantage, awaited);
  if (!capture.ok) return capture;
  const sender = new FrameSender(addon.value, scope);
  for (const device of new Set(targets.map((target) => pathTo(vantage, target)?.interface.name))) {
    const prepared = device === undefined ? undefined : sender.prepare(device);
    if (prepared === undefined || prepared.type === 'sent') continue;
    capture.value.close();
    return explainOpen('message' in prepared ? prepared.message : prepared.type, String(device));
  }
  return ok({ sender, capture: capture.value });
}

/** CLOCK_MONOTONIC: neither a set clock nor a leap second moves it. */
const monotonic = (): number => performance.now() * 1000;
