/** The languages that lessons are read in. The first has everything; what another lacks falls back to it, visibly. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

export const isLanguage = (text: string): text is Language => LANGUAGES.some((one) => one === text);
