// What a lesson packed for an LMS has and the site has not: it reports to the LMS by SCORM 1.2. It runs before the page
// is read to its end, so that the record is there when the exercises ask for it.
import { recordShape } from '../../../lessons/receipt/record.ts';
import { RECORD_EVENT } from '../record-keys.ts';
import { findApi } from './api.ts';
import { unlinkPages } from './unlink.ts';
import { outlineFrom, Visit } from './visit.ts';

const SAYS = {
  alone: 'No learning platform was found. What you do here stays in this browser.',
  refused: 'The learning platform did not answer. What you do here stays in this browser.',
  tooLong:
    'Your answers are too many for the platform to keep. They stay in this browser, and are not there on another machine.',
} as const;
const reports = (name: string): string =>
  `Your score, and whether you are done, go to your learning platform${name === '' ? '' : ` (${name})`}.`;

const page = document.documentElement;
const { lessonSlug = '', lessonExercises = '' } = page.dataset;
const visit = begin();

function begin(): Visit | 'alone' | 'refused' {
  const api = findApi(window);
  if (api === undefined) return 'alone';
  if (String(api.LMSInitialize('')) !== 'true') return 'refused';
  return new Visit(api, outlineFrom(lessonSlug, lessonExercises));
}

function show(): void {
  const place = document.querySelector('#scorm-note');
  if (place === null) return;
  if (!(visit instanceof Visit)) place.textContent = SAYS[visit];
  else place.textContent = visit.isSuspended ? reports(visit.name) : `${reports(visit.name)} ${SAYS.tooLong}`;
}

addEventListener('DOMContentLoaded', () => {
  unlinkPages(document.body);
  show();
});
if (visit instanceof Visit) {
  addEventListener(RECORD_EVENT, (event) => {
    const read = recordShape.safeParse(event instanceof CustomEvent ? event.detail : undefined);
    if (!read.success) return;
    visit.report(read.data);
    show();
  });
  addEventListener('pagehide', () => visit.finish());
  // A page that comes back from the browser's memory has said goodbye already.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
}
