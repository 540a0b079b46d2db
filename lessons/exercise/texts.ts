// A data table.
/** Sentences that every exercise shares, as templates. */
export const KIT_TEXTS = {
  boundTo: '{service} on {address} only',
  unanswered: 'Not answered yet.',
  rightState: 'Yes: {port} is {state} ({reason}).',
  wrongState: 'You said {guess}. It is {state} ({reason}).',
  noSuchPort: 'The line does not ask for {port}.',
  lineRefused: 'This line cannot be run here: {why}',
  labRefused: 'The lab file has a mistake: {why}',
  noLine: 'Type a line of nmap on the scanner first.',
  changedTooMuch: 'Only this may be changed: {allowed}. This was changed too: {changed}.',
  changedRight: 'Nothing was changed that had to stay.',
  roundRight: 'Yes: {right}.',
  roundWrong: 'You said {guess}. What happened: {right}.',
  stopsLeft: 'There are steps left to look at.',
  stopsSeen: 'You have seen every step.',
  smallest: 'That is the smallest change: {lines} of the lab file.',
  tooLarge: 'It works, but {lines} of the lab file were changed where {least} would do.',
} as const;
