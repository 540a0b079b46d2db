/** Under which name the browser keeps the record, and which event tells of a change, with the record as its detail. */
export const RECORD_KEY = 'halfopen.record';
export const RECORD_EVENT = 'halfopen:record';
