import { describe, expect, it } from 'vitest';
import { conntrackFlow, tcpEndpoint } from '../../simulator/machines/index.ts';
import { gather, layoutOf } from '../model/machine-layout.ts';
import { machineGraphs } from './machine-graphs.ts';

const graphs = new Map(machineGraphs().map((graph) => [graph.name, graph]));
const graphOf = (name: Parameters<typeof graphs.get>[0]) => {
  const graph = graphs.get(name);
  if (graph === undefined) throw new Error(`no graph of ${name}`);
  return graph;
};

describe('the pictures of the machines', () => {
  it('have the states of RFC 9293 figure 5 that a passive opener passes', () => {
    expect(
      graphOf('tcp-endpoint')
        .states.map(({ id }) => id)
        .sort(),
    ).toEqual(
      [
        'closed',
        'closeWait',
        'closing',
        'established',
        'finWait1',
        'finWait2',
        'lastAck',
        'listen',
        'synReceived',
        'timeWait',
      ].sort(),
    );
  });

  it.each([
    ['tcp-endpoint', 'listen', 'synReceived'],
    ['tcp-endpoint', 'synReceived', 'established'],
    ['tcp-endpoint', 'established', 'closeWait'],
    ['tcp-endpoint', 'finWait1', 'closing'],
    ['tcp-client', 'synSent', 'established'],
    ['conntrack-flow', 'synSent', 'synRecv'],
    ['conntrack-flow', 'unreplied', 'replied'],
    ['firewall-passage', 'judged', 'rejected'],
    ['probe', 'sent', 'timedOut'],
  ] as const)('%s goes from %s to %s', (name, from, to) => {
    expect(graphOf(name).edges.some((edge) => edge.from === from && edge.to === to)).toBe(true);
  });

  it('are the definitions themselves: every state of the machine, with its words and its source', () => {
    expect(graphOf('conntrack-flow').states.map(({ id }) => id)).toEqual(Object.keys(conntrackFlow.states));
    expect(graphOf('tcp-endpoint').initial).toBe(String(tcpEndpoint.config.initial));
    for (const { states } of graphs.values())
      expect(states.filter(({ description, source }) => description === '' || source === '')).toEqual([]);
  });

  it('know what the kernel calls a state of a flow, and how long it lives (nf_conntrack_tcp_timeout_syn_sent)', () => {
    const state = graphOf('conntrack-flow').states.find(({ id }) => id === 'synSent');
    expect(state?.source).toBe('Linux: SYN_SENT, forgotten after 120 s');
  });

  it('cross to the page as data', () => {
    expect(structuredClone(machineGraphs())).toEqual(machineGraphs());
  });
});

describe.each([...graphs.values()].map((graph) => [graph.name, graph] as const))(
  'the layout of %s',
  (_, graph) => {
    it('lays no state over another, and all within the picture', async () => {
      const { nodes, width, height } = await layoutOf(graph);
      const overlapping = nodes.flatMap((a, index) =>
        nodes
          .slice(index + 1)
          .filter(
            (b) =>
              Math.abs(a.x - b.x) < (a.width + b.width) / 2 &&
              Math.abs(a.y - b.y) < (a.height + b.height) / 2,
          )
          .map((b) => `${a.id} over ${b.id}`),
      );
      expect(overlapping).toEqual([]);
      for (const { x, y } of nodes) expect(x > 0 && x < width && y > 0 && y < height).toBe(true);
    });

    it('has every edge within the picture, also those that swing round a state', async () => {
      const { edges, width } = await layoutOf(graph);
      const outside = edges.filter(({ points }) => points.some(([x]) => x < 0 || x > width));
      expect(outside.map(({ key }) => key)).toEqual([]);
    });

    it('draws or tells every edge', () => {
      const { drawn, gathered } = gather(graph);
      const told = gathered.reduce((sum, { from }) => sum + from.length, 0);
      expect(drawn.length + told).toBe(graph.edges.filter(({ from, to }) => from !== to).length);
    });
  },
);
