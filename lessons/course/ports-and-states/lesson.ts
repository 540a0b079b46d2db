import type { Draw } from '../../exercise/draw.ts';
import { withRules } from '../../exercise/lab-text.ts';
import type { ChoiceTask, Task } from '../../exercise/task.ts';
import type { Lesson } from '../../lesson.ts';
import { type Street, street } from './labs.ts';

export const lesson: Lesson = {
  slug: 'ports-and-states',
  title: 'Ports, services and the six states',
  summary: 'Say what each of the six port states means, and what it does not mean.',
  minutes: 15,
  misconceptions: [
    'filtered-is-closed',
    'closed-is-a-hole',
    'open-is-attackable',
    'state-belongs-to-port',
    'binding-is-firewall',
  ],
  exercises: [
    { id: 'diagnostic', title: 'What do you think now?', varies: true, make: beliefs },
    { id: 'worked', title: 'Three ports, step by step', varies: false, make: worked },
    { id: 'complete', title: 'One blank', varies: true, make: complete },
    { id: 'predict', title: 'Predict, then run', varies: true, make: predict },
    { id: 'change', title: 'Change one thing', varies: true, make: change },
    { id: 'machine', title: 'Be the scanner', varies: true, make: machine },
    { id: 'build', title: 'Make it so', varies: true, make: build },
    { id: 'live', title: 'The same on a real kernel', varies: false, make: live },
    { id: 'exit', title: 'The first questions again', varies: true, make: beliefs },
  ],
};

const lineFor = ({ open, closed, dropped, local }: Street): string =>
  `nmap -sS -p ${[open, closed, dropped, local].sort((a, b) => a - b).join(',')} --reason target`;

/** Asked at the beginning and at the end, with other numbers. */
function beliefs(draw: Draw): ChoiceTask {
  const { open, dropped } = street(draw);
  return {
    kind: 'choice',
    intro: 'Two questions about a scan. Nobody marks these: answer what you think is so.',
    values: { open, dropped },
    questions: [
      {
        id: 'filtered',
        ask: 'A scan says that port {dropped} is filtered. What is known?',
        options: [
          {
            id: 'nobody',
            text: 'No service listens on port {dropped}.',
            says: 'A port without a service answers with a reset, and is called closed. Here nothing came back, so nobody knows what is behind.',
            misconception: 'filtered-is-closed',
          },
          {
            id: 'unknown',
            text: 'Something on the way kept the answer back.',
            right: true,
            says: 'Yes. Silence, or an error message in place of an answer, says that something filters. It does not say what is behind the filter.',
          },
          {
            id: 'off',
            text: 'The machine is switched off.',
            says: 'The other ports of the machine answer. It is only this port that says nothing.',
            misconception: 'state-belongs-to-port',
          },
        ],
      },
      {
        id: 'open',
        ask: 'The same scan says that port {open} is open. What is known?',
        options: [
          {
            id: 'took',
            text: 'Something took the first step of a connection.',
            right: true,
            says: 'Yes: a SYN/ACK came back. What that something is, the scan has not asked.',
          },
          {
            id: 'weak',
            text: 'There is a weak spot that should be closed.',
            says: 'An open port is a door with somebody behind it. Every web server has one. Whether it is weak is another question.',
            misconception: 'open-is-attackable',
          },
          {
            id: 'which',
            text: 'The program that nmap names runs there.',
            says: 'The name in the table is looked up by number. Without -sV nobody has asked the program.',
            misconception: 'name-is-detection',
          },
        ],
      },
    ],
  };
}

/** The lab of the worked example is the one that the prose speaks of: its numbers are always the same. */
const EXAMPLE = `lab: three-ports
title: Open, closed and filtered
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    services:
      - { port: tcp/22, name: ssh }
      - { port: tcp/139, name: netbios-ssn }
    firewall: |
      iptables -A INPUT -p tcp --dport 139 -j DROP
`;

function worked(): Task {
  return {
    kind: 'worked',
    intro: 'One scan of three ports. Go through it step by step, and watch where each port gets its state.',
    scene: {
      labText: EXAMPLE,
      lines: ['nmap -sS -p 22,80,139 --reason target'],
      views: ['sequence', 'ports'],
    },
    stops: [
      {
        goal: 'send',
        says: 'The scanner sends a SYN to port 22: the first step of a connection.',
        at: { port: 22, what: 'probe' },
      },
      {
        goal: 'answer',
        says: 'A service listens on 22, so the target takes the step: a SYN/ACK comes back.',
        at: { port: 22, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'A SYN/ACK means open. The reason says what was seen: syn-ack.',
        at: { port: 22, what: 'verdict' },
      },
      { goal: 'send', says: 'The same SYN goes to port 80.', at: { port: 80, what: 'probe' } },
      {
        goal: 'answer',
        says: 'Nobody listens on 80. The target refuses with a reset, RST.',
        at: { port: 80, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'A reset means closed. The target has spoken: it is there, and it said no.',
        at: { port: 80, what: 'verdict' },
      },
      { goal: 'send', says: 'The same SYN goes to port 139.', at: { port: 139, what: 'probe' } },
      {
        goal: 'decide',
        says: 'A rule of the firewall matches it, and drops it. Nobody is told.',
        at: { port: 139, what: 'rule' },
      },
      {
        goal: 'conclude',
        says: 'The scanner waits, asks once more, and waits again. Then it concludes: filtered, because nothing came back.',
        at: { port: 139, what: 'verdict' },
      },
    ],
  };
}

function complete(draw: Draw): Task {
  const lab = street(draw);
  const { closed, labText } = lab;
  return {
    kind: 'choice',
    intro: 'The same kind of run, with a blank. No service listens on port {closed}, and no rule names it.',
    values: { closed },
    scene: { labText, lines: [], views: ['firewall'] },
    questions: [
      {
        id: 'answer',
        ask: 'What comes back when the scanner sends a SYN to port {closed}?',
        truth: { labText, line: `nmap -sS -p ${closed} target`, port: `${closed}/tcp`, what: 'answer' },
        options: [
          {
            id: 'RST',
            text: 'A reset (RST)',
            says: 'Yes. Who has no listener for a SYN refuses it with a reset.',
          },
          {
            id: 'nothing',
            text: 'Nothing',
            says: 'Nothing comes back only where something keeps it back. No rule does so here: the target itself says no.',
            misconception: 'filtered-is-closed',
          },
          {
            id: 'SYN/ACK',
            text: 'A SYN/ACK',
            says: 'That would need a service that listens on the port. Look at the list of services.',
          },
        ],
      },
      {
        id: 'owner',
        ask: 'So port {closed} is closed. What does the owner of the target have to do about it?',
        options: [
          {
            id: 'firewall',
            text: 'Put a rule before it, so that nobody gets in.',
            says: 'There is nothing to get into: nobody listens. A rule would hide only that.',
            misconception: 'closed-is-a-hole',
          },
          {
            id: 'nothing',
            text: 'Nothing: no program takes anything there.',
            right: true,
            says: 'Yes. A closed port has no listener. Nothing that is sent to it reaches a program.',
          },
          {
            id: 'restart',
            text: 'Start the service again that has stopped.',
            says: 'Perhaps there never was one. Closed says only that nobody listens now.',
          },
        ],
      },
    ],
  };
}

function predict(draw: Draw): Task {
  const lab = street(draw);
  const { open, closed, dropped, local, labText } = lab;
  return {
    kind: 'predict',
    intro: 'Say for each port which state the scan will find, and how sure you are. Then the scan runs.',
    labText,
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'Ask of each port: does a service listen there, on an address that the scanner can reach?',
      'Then ask: does a rule of the firewall match the SYN?',
      'A service on 127.0.0.1 listens for its own machine only. For everybody else it is not there.',
    ],
    asks: [
      { port: `${open}/tcp` },
      {
        port: `${closed}/tcp`,
        wrong: {
          filtered: {
            says: 'Nothing stands in the way of {port}. The target answers with a reset, and that makes it {state}.',
            misconception: 'filtered-is-closed',
          },
        },
      },
      {
        port: `${dropped}/tcp`,
        right:
          'Yes: the rule drops the SYN, nothing comes back, and {port} is {state}. That a service listens there cannot be seen.',
        wrong: {
          closed: {
            says: 'A closed port answers. Here the rule drops the SYN and nobody answers: {port} is {state}.',
            misconception: 'filtered-is-closed',
          },
          open: {
            says: 'A service listens, but the SYN never reaches it: the rule drops it. {port} is {state}.',
          },
        },
      },
      {
        port: `${local}/tcp`,
        right:
          'Yes: the service listens on 127.0.0.1 only. For the network there is no listener, so a reset comes back: {state}.',
        wrong: {
          open: {
            says: 'The service listens on 127.0.0.1, for its own machine only. From the network {port} is {state}.',
            misconception: 'binding-is-firewall',
          },
          filtered: {
            says: 'No rule names {port}. The service is bound to 127.0.0.1, so the target has no listener for you and says so: {state}.',
            misconception: 'binding-is-firewall',
          },
        },
      },
    ],
  };
}

function change(draw: Draw): Task {
  const lab = street(draw);
  const { open, dropped, local, labText } = lab;
  return {
    kind: 'predict',
    intro: 'One thing was changed: the rule is gone. Which state does each port have now?',
    before: { labText, line: lineFor(lab), changed: 'The rule that drops port {dropped} was taken out.' },
    values: { dropped },
    labText: withRules(labText, 'target', []),
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    asks: [
      { port: `${open}/tcp` },
      {
        port: `${dropped}/tcp`,
        right: 'Yes: the service was there all the time. Only now a SYN reaches it.',
        wrong: {
          closed: {
            says: 'A service listens on {port}, and nothing is in the way any more: it is {state}.',
            misconception: 'filtered-is-closed',
          },
          filtered: { says: 'The rule was the only filter. Without it {port} is {state}.' },
        },
      },
      {
        port: `${local}/tcp`,
        right: 'Yes: no rule ever named it. It is where the service listens that makes it {state}.',
        wrong: {
          open: {
            says: 'The service still listens on 127.0.0.1 only: {port} is {state}, firewall or not.',
            misconception: 'binding-is-firewall',
          },
        },
      },
    ],
  };
}

function machine(draw: Draw): Task {
  const lab = street(draw);
  return {
    kind: 'machine',
    role: 'classifier',
    host: 'scanner',
    intro:
      'You are the scanner. For each port you see what was sent and what came back. Which state do you write down?',
    labText: lab.labText,
    line: lineFor(lab),
    most: 4,
  };
}

function build(draw: Draw): Task {
  const lab = street(draw);
  const { open, closed, dropped, local, labText } = lab;
  const line = lineFor(lab);
  const drop = (port: number): string => `iptables -A INPUT -p tcp --dport ${port} -j DROP`;
  return {
    kind: 'build',
    intro:
      'Change the rules of the target so that port {closed} is filtered and port {dropped} is open. Everything else stays as it is.',
    values: { closed, dropped, open, local },
    labText,
    lines: [line],
    views: ['firewall', 'ports'],
    needsLine: false,
    mayChange: ['firewall target'],
    hints: [
      'A port is filtered where a rule keeps the SYN back.',
      'The rule that is there names one port. Which one should it name?',
      'Open the view Firewall and put {closed} in the place of {dropped}.',
    ],
    goals: [
      {
        id: 'filtered',
        kind: 'state',
        line,
        port: `${closed}/tcp`,
        is: 'filtered',
        wants: 'Port {closed} is filtered.',
        pass: 'Port {closed} is filtered: nothing comes back.',
        fail: 'Port {closed} still answers.',
        misconception: 'filtered-is-closed',
      },
      {
        id: 'opened',
        kind: 'state',
        line,
        port: `${dropped}/tcp`,
        is: 'open',
        wants: 'Port {dropped} is open.',
        pass: 'Port {dropped} is open: its service can be reached.',
        fail: 'Port {dropped} is not open: does a rule still name it?',
      },
      {
        id: 'open-stays',
        kind: 'state',
        line,
        port: `${open}/tcp`,
        is: 'open',
        wants: 'Port {open} stays open.',
        pass: 'Port {open} is open, as before.',
        fail: 'Port {open} was open, and is not any more: a rule matches too much.',
      },
      {
        id: 'local-stays',
        kind: 'state',
        line,
        port: `${local}/tcp`,
        is: 'closed',
        wants: 'Port {local} stays closed.',
        pass: 'Port {local} is closed, as before.',
        fail: 'Port {local} was closed, and is not any more: a rule matches too much.',
      },
    ],
    solution: { labText: withRules(labText, 'target', [drop(closed)]) },
    wrong: [
      { labText: withRules(labText, 'target', [drop(dropped), drop(closed)]) },
      { labText: withRules(labText, 'target', []) },
      { labText: withRules(labText, 'target', ['iptables -A INPUT -p tcp -j DROP']) },
    ],
  };
}

function live(): Task {
  return {
    kind: 'choice',
    intro:
      'The lab six-states was built on a Linux machine with real rules, and scanned by our engine and by nmap.',
    recording: { lab: 'six-states', technique: 'syn' },
    questions: [
      {
        id: 'why',
        ask: 'Port 8080 is closed in all three columns, though a service listens on 8080. What explains it?',
        options: [
          {
            id: 'bound',
            text: 'The service is bound to 127.0.0.1.',
            right: true,
            says: 'Yes. The kernel finds no listener for the address that the SYN was sent to, and resets.',
          },
          {
            id: 'rule',
            text: 'A rule rejects port 8080.',
            says: 'No rule of this lab names 8080. Look at the rules: the reset is the kernel’s own.',
            misconception: 'binding-is-firewall',
          },
          {
            id: 'lost',
            text: 'The answer was lost on the way.',
            says: 'A lost answer would be silence, and the port would be filtered. Here a reset came back.',
            misconception: 'filtered-is-closed',
          },
          {
            id: 'wrong',
            text: 'The scans are wrong: where a service runs, the port is open.',
            says: 'Two scanners and a real kernel agree. A service runs, but not for this address.',
            misconception: 'binding-is-firewall',
          },
        ],
      },
    ],
  };
}
