export { classify, matches, stateOfSilence } from './classify.ts';
export { everyResponse, lintTechnique } from './lint.ts';
export { mayReplace } from './merge.ts';
export { UDP_PAYLOADS, type UdpPayload, udpPayloads } from './payloads.ts';
export { describeReason, REASONS, type Reason } from './reasons.ts';
export { isListed, matchServiceMask, RANKED_COUNT, serviceName, topPorts } from './services.ts';
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
