/** What all packages have in common. */
export interface Prepared {
  readonly adapter: string;
  readonly recordings: Readonly<
    Record<string, readonly { readonly lab: string; readonly technique: string }[]>
  >;
}
export function prepared(): Promise<Prepared>;
/** Path in the package -> bytes. */
export function lessonPackage(site: string, slug: string, shared: Prepared): Map<string, Uint8Array>;
export function zipped(files: ReadonlyMap<string, Uint8Array>): Uint8Array;
