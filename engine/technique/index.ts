/** The scan techniques as data: what each sends, and what it concludes from which answer. */
export { classify, matches, stateOfSilence } from './classify.ts';
export { mayReplace } from './merge.ts';
export { udpPayloads } from './payloads.ts';
export { describeReason, REASONS, type Reason } from './reasons.ts';
export { isListed, matchServiceMask, RANKED_COUNT, serviceName, topPorts } from './services.ts';
export { STATES, type StateMeaning } from './states.ts';
export { TECHNIQUE_NAMES, TECHNIQUES } from './table.ts';
export type {
  Classification,
  Match,
  PortState,
  ProbeShape,
  Response,
  Rule,
  Technique,
  TechniqueName,
} from './types.ts';
export { PORT_STATES } from './types.ts';
