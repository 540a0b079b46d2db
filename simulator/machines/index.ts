export { conntrackFlow } from './conntrack-flow.machine.ts';
export { firewallPassage, type PassageContext, type PassageEvent } from './firewall-passage.machine.ts';
export { type MachineEffect, type Stepped, type Stepper, stepper } from './stepper.ts';
