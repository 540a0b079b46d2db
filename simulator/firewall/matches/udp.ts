import { PROTOCOL } from '../../../engine/packet/index.ts';
import { defineMatch } from '../extension.ts';
import { isWithin, PORT_OPTIONS, type PortOptions, printPorts } from './ports.ts';

/** Ports of UDP datagrams. */
export const udp = defineMatch<PortOptions>({
  name: 'udp',
  summary: '--sport --dport',
  protocols: [PROTOCOL.UDP],
  options: PORT_OPTIONS,
  finish: (draft) => draft,
  print: printPorts,
  compile:
    ({ source, destination }) =>
    (packet) =>
      packet.protocol === PROTOCOL.UDP &&
      (!source || isWithin(packet.sourcePort, source)) &&
      (!destination || isWithin(packet.destinationPort, destination)),
});
