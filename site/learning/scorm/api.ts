/** What an LMS gives a SCORM 1.2 package to talk to. All words are strings, `true` and `false` as well. */
export interface ScormApi {
  LMSInitialize(nothing: ''): string;
  LMSGetValue(element: string): string;
  LMSSetValue(element: string, value: string): string;
  LMSCommit(nothing: ''): string;
  LMSFinish(nothing: ''): string;
}

/** As much of a window as the search needs. */
export interface Place {
  readonly API?: unknown;
  readonly parent?: Place | null;
  readonly opener?: Place | null;
}

/** SCORM asks for a limit: a frame may be nested in itself without end. */
const MOST_UP = 10;

const CALLS = ['LMSInitialize', 'LMSGetValue', 'LMSSetValue', 'LMSCommit', 'LMSFinish'] as const;

/** The LMS's `API`: in this window, in one of those around it, or around the one that opened it. */
export function findApi(here: Place): ScormApi | undefined {
  return foundUpwards(here) ?? openerOf(here, (opener) => foundUpwards(opener));
}

function foundUpwards(from: Place): ScormApi | undefined {
  let place = from;
  try {
    for (let up = 0; up <= MOST_UP; up++) {
      const { API: api, parent } = place;
      if (isApi(api)) return api;
      // The topmost window is its own parent.
      if (parent === undefined || parent === null || parent === place) return undefined;
      place = parent;
    }
  } catch {
    // A window of another origin lets nobody look: an LMS is not there for us.
  }
  return undefined;
}

/** The window that opened this one, or one of those around this. */
function openerOf(here: Place, look: (opener: Place) => ScormApi | undefined): ScormApi | undefined {
  let place = here;
  try {
    for (let up = 0; up <= MOST_UP; up++) {
      const { opener, parent } = place;
      const found = opener === undefined || opener === null ? undefined : look(opener);
      if (found !== undefined) return found;
      if (parent === undefined || parent === null || parent === place) return undefined;
      place = parent;
    }
  } catch {
    // As above.
  }
  return undefined;
}

function isApi(value: unknown): value is ScormApi {
  // An LMS may have its functions in an object, in an applet, or on a function.
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return false;
  return CALLS.every((call) => typeof Reflect.get(value, call) === 'function');
}
