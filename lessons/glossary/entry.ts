/** A word of the field, explained to somebody who meets it for the first time. */
export interface GlossaryEntry {
  /** The anchor on the glossary page. */
  readonly id: string;
  /** As it is headed in the glossary. */
  readonly term: string;
  /** Word forms that prose uses. One in small letters is also known at the start of a sentence. */
  readonly forms: readonly string[];
  /** Forms that are everyday words too, and mean this only where they stand stressed (`*open*`). */
  readonly stressed?: readonly string[];
  /** One sentence. */
  readonly short: string;
  /** A sentence or two more, for the glossary page. */
  readonly long?: string;
  /** Entries to read next. */
  readonly see?: readonly string[];
  /** Where it is laid down. */
  readonly source?: string;
  /** The same for a German lesson. */
  readonly de?: Translation;
}

export interface Translation {
  readonly term: string;
  readonly forms: readonly string[];
  readonly stressed?: readonly string[];
  readonly short: string;
}
