/** The real network: Node only. The scope guard, the transports over `cap` and connect(), the system's facts. */
export { type CapAddon, type CapHandle, keepForever, loadCap } from './cap-addon.ts';
export {
  checkConsent,
  namedByHash,
  recordConsent,
  typedBack,
} from './consent.ts';
export { FrameSender } from './frame-sender.ts';
export type { Intervals } from './intervals.ts';
export type { LiveCounts } from './live-run.ts';
export { type LiveSettings, type LiveTransport, type LiveWorld, openLive } from './live-transport.ts';
export { checkRaw } from './raw-path.ts';
export {
  checkPlan,
  type Scope,
  type ScopeLimits,
  scopeForLab,
  scopeForLoopback,
} from './scope.ts';
export { loadScopeFile, type ScopeFile, type Surroundings } from './scope-file.ts';
export { type Ask, readSystem, type System } from './system.ts';
