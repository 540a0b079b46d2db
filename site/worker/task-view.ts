import { unreachable } from '../../engine/base/invariant.ts';
import { formatIpv4 } from '../../engine/packet/index.ts';
import { fill } from '../../lessons/exercise/fill.ts';
import { roundsOf } from '../../lessons/exercise/rounds.ts';
import { rowOf, runLine } from '../../lessons/exercise/run.ts';
import {
  askKey,
  type BuildTask,
  type PredictTask,
  type Question,
  type Scene,
  type Task,
} from '../../lessons/exercise/task.ts';
import { KIT_TEXTS } from '../../lessons/exercise/texts.ts';
import { contentIn } from '../../lessons/text/content.ts';
import { loadLab, SCANNER, type ServiceSpec } from '../../simulator/lab/index.ts';
import { eventAsked } from '../model/event-question.ts';
import { ruleLines } from '../model/rule-lines.ts';
import type { BuildView, HostFacts, PredictView, QuestionView, SceneShown, TaskView } from './lesson-jobs.ts';

type Say = (template: string) => string;

/** An exercise as it is shown: texts filled and translated, and nothing that gives the answer away. */
export function viewOf(task: Task, language: string): TaskView {
  const say: Say = (template) => fill(contentIn(language, template), task.values);
  const common = { intro: say(task.intro), hints: (task.hints ?? []).map(say) };
  switch (task.kind) {
    case 'choice':
      return {
        ...common,
        kind: 'choice',
        questions: task.questions.map((question) => questionView(question, say)),
        ...(task.scene === undefined ? {} : { scene: sceneShown(task.scene) }),
        ...(task.recording === undefined ? {} : { recording: task.recording }),
      };
    case 'predict':
      return { ...common, ...predictView(task, say, language) };
    case 'worked': {
      const { scene, stops } = task;
      const ran = runLine(scene.labText, scene.lines.at(-1) ?? '');
      const events = ran.ok ? ran.value.events : [];
      return {
        ...common,
        kind: 'worked',
        scene: sceneShown(scene),
        stops: stops.map(({ goal, says, at }) => ({
          goal,
          says: say(says),
          event: eventAsked(events, at) ?? events.length,
        })),
      };
    }
    case 'machine': {
      const ran = runLine(task.labText, task.line);
      return {
        ...common,
        kind: 'machine',
        role: task.role,
        host: task.host,
        facts:
          task.role === 'classifier'
            ? []
            : factsOf(task.labText, language).filter(({ host }) => host === task.host),
        rounds: (ran.ok ? roundsOf(task, ran.value) : []).map(({ shows, options }) => ({ shows, options })),
      };
    }
    case 'build':
      return { ...common, ...buildView(task, say), kind: 'build' };
    case 'fault':
      return {
        ...common,
        ...buildView(task, say),
        kind: 'fault',
        diagnosis: questionView(task.diagnosis, say),
      };
    default:
      return unreachable(task);
  }
}

const questionView = ({ id, ask, options }: Question, say: Say): QuestionView => ({
  id,
  ask: say(ask),
  options: options.map((option) => ({ id: option.id, text: say(option.text) })),
});

function sceneShown({ labText, lines, cursor, views }: Scene): SceneShown {
  const ran = cursor === undefined ? undefined : runLine(labText, lines.at(-1) ?? '');
  const at = cursor !== undefined && ran?.ok ? eventAsked(ran.value.events, cursor) : undefined;
  return { labText, lines, views, ...(at === undefined ? {} : { cursor: at }) };
}

function predictView(
  { labText, line, asks, states, before }: PredictTask,
  say: Say,
  language: string,
): PredictView {
  const old = before === undefined ? undefined : runLine(before.labText, before.line);
  return {
    kind: 'predict',
    labText,
    line,
    states,
    asks: asks.map((ask) => {
      const was = old?.ok ? rowOf(old.value, ask) : undefined;
      return {
        key: askKey(ask),
        port: ask.port,
        ...(ask.host === undefined ? {} : { host: ask.host }),
        ...(was === undefined ? {} : { before: was.state }),
      };
    }),
    facts: factsOf(labText, language),
    ...(before === undefined ? {} : { changed: say(before.changed) }),
  };
}

const buildView = (
  { labText, lines, views, needsLine, goals }: Omit<BuildTask, 'kind'>,
  say: Say,
): Omit<BuildView, 'kind'> => ({
  labText,
  lines: lines ?? [],
  views,
  needsLine,
  goals: goals.map(({ id, wants }) => ({ id, wants: say(wants) })),
});

/** Hosts but the scanner: who listens where, and the rules in the words of iptables. */
function factsOf(labText: string, language: string): readonly HostFacts[] {
  const lab = loadLab(labText);
  if (!lab.ok) return [];
  return lab.value.hosts
    .filter(({ name }) => name !== SCANNER)
    .map((host) => ({
      host: host.name,
      address: host.interfaces.map(({ address }) => formatIpv4(address)).join(', '),
      services: host.services.map((service) => serviceText(service, language)),
      rules: ruleLines(host),
    }));
}

function serviceText({ protocol, port, name, bind }: ServiceSpec, language: string): string {
  const service = `${port}/${protocol}${name === undefined ? '' : ` ${name}`}`;
  if (bind === undefined) return service;
  return fill(contentIn(language, KIT_TEXTS.boundTo), { service, address: formatIpv4(bind) });
}
