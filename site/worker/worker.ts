import { complete } from './complete.ts';
import { editLab } from './edit-lab.ts';
import { firewallView } from './firewall-view.ts';
import { labFactsOf } from './lab-facts.ts';
import { labOutline } from './lab-outline.ts';
import { machineGraphs } from './machine-graphs.ts';
import { matrix } from './matrix.ts';
import { mermaid } from './mermaid.ts';
import { openLab } from './open-lab.ts';
import type { Ask, JobName, Jobs, Part, Tell } from './protocol.ts';
import { checkRules, replaceRules, rulesText, ruleWords } from './rules.ts';
import { scan } from './scan.ts';
import { shell } from './shell.ts';
import { suspects } from './suspects.ts';
import { whatIf } from './what-if.ts';
import { why } from './why.ts';

type Work<Name extends JobName> = (
  asks: Jobs[Name]['asks'],
  send: (part: Part) => void,
) => Jobs[Name]['gives'] | Promise<Jobs[Name]['gives']>;

/** One function a job. A new job is its types in the protocol, its file, and one line here. */
const WORK: { readonly [Name in JobName]: Work<Name> } = {
  'open-lab': openLab,
  'lab-facts': labFactsOf,
  'lab-outline': labOutline,
  'edit-lab': editLab,
  'machine-graphs': machineGraphs,
  scan,
  mermaid,
  'firewall-view': firewallView,
  'rules-text': rulesText,
  'check-rules': checkRules,
  'replace-rules': replaceRules,
  'rule-words': ruleWords,
  'what-if': whatIf,
  complete,
  why,
  shell,
  matrix,
  suspects,
  // Lessons bring a course along: only their pages fetch it.
  'lesson-task': async (asks) => (await import('./lessons.ts')).lessonTask(asks),
  'lesson-grade': async (asks) => (await import('./lessons.ts')).lessonGrade(asks),
  'lesson-solution': async (asks) => (await import('./lessons.ts')).lessonSolution(asks),
  'practice-next': async (asks) => (await import('./practice.ts')).practiceNext(asks),
};

const tell = (message: Tell): void => postMessage(message);

async function work<Name extends JobName>(id: number, job: Name, asks: Jobs[Name]['asks']): Promise<void> {
  try {
    const gives = await WORK[job](asks, (part) => tell({ id, type: 'part', part }));
    tell({ id, type: 'done', gives });
  } catch (error) {
    tell({ id, type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  void work(data.id, data.job, data.asks);
});
