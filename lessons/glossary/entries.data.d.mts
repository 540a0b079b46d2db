import type { GlossaryEntry } from './entry.ts';

/** Every word, in the order of the alphabet by id. */
export declare const GLOSSARY: readonly GlossaryEntry[];
