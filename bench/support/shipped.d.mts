import type { Page } from 'playwright-core';

export interface Script {
  readonly path: string;
  /** Bytes after compression, as a server sends them at best. */
  readonly gzip: number;
  readonly brotli: number;
}

/** Collects every script that the page and its workers fetch from now on; call what it gives for those so far. */
export function watchScripts(page: Page): () => Promise<readonly Script[]>;

/** In kB of 1,000 bytes. */
export function total(scripts: readonly Script[], coding: 'gzip' | 'brotli'): number;
