// The service worker: after the first visit every page works without a network.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = new URL('./service-worker.js', import.meta.url);

/** Lists the built files with one digest over all of them: another build is another cache. */
export function offline() {
  return {
    name: 'halfopen:offline',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        const entries = await readdir(root, { recursive: true, withFileTypes: true });
        const files = entries
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
          .sort();
        const digest = createHash('sha256');
        for (const file of files) {
          const bytes = await readFile(join(root, file));
          // Pagefind's process is ended as soon as it says that it has written; a file may not be there yet.
          if (bytes.length === 0) throw new Error(`${file} was written empty. Build again.`);
          digest.update(file).update(bytes);
        }
        const paths = files.map((file) => `/${file.replace(/(^|\/)index\.html$/, '$1')}`);
        const source = await readFile(SOURCE, 'utf8');
        const written = source
          .replace('__VERSION__', digest.digest('hex').slice(0, 16))
          .replace('__FILES__', JSON.stringify(paths));
        await writeFile(join(root, 'service-worker.js'), written);
      },
    },
  };
}
