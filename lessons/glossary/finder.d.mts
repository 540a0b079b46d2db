export type Language = 'en' | 'de';

export interface FoundTerm {
  readonly id: string;
  readonly index: number;
  readonly length: number;
}

export interface Finder {
  readonly find: (text: string) => FoundTerm[];
  readonly stressed: (text: string) => string | undefined;
}

export declare function finder(language: Language): Finder;
export declare function languageOf(path: string): Language;
