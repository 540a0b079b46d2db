/** The simulated world: hosts on networks, in virtual time. */

export { createTimeline, type Timeline } from './timeline.ts';
export type { SimulatedTransport, WorldEffect, WorldInput, WorldVantage } from './transport.ts';
export { createWorld, type World, type WorldSurroundings } from './world.ts';
