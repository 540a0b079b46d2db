// A data table.
/** German for the templates of lesson 1 and of what all exercises share, by the English template. */
export const CONTENT_DE: Readonly<Record<string, string>> = {};
