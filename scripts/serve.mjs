// Serves the built site on this machine: plain files, nothing else.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.yaml': 'text/yaml; charset=utf-8',
};

/** The file behind a path of the site; undefined where there is none, or it lies outside the folder. */
function fileAt(folder, path) {
  const file = join(folder, normalize(`/${path}`));
  if (!file.startsWith(folder) || !existsSync(file)) return undefined;
  if (!statSync(file).isDirectory()) return file;
  const index = join(file, 'index.html');
  return existsSync(index) ? index : undefined;
}

function pathOf(url) {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
}

/** Listens on loopback only. With `port` taken, another is chosen. Gives back the server and its address. */
export function serve(folder, port = 4321) {
  const server = createServer(({ url = '/', method }, response) => {
    const path = pathOf(url);
    const file = path === undefined ? undefined : fileAt(folder, path);
    const shown = file ?? join(folder, '404.html');
    response.statusCode = file === undefined ? 404 : 200;
    response.setHeader('content-type', TYPES[extname(shown)] ?? 'application/octet-stream');
    response.setHeader('x-content-type-options', 'nosniff');
    if (method === 'HEAD') response.end();
    else
      createReadStream(shown)
        .on('error', () => response.destroy())
        .pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.on('error', (error) => {
      if (error.code !== 'EADDRINUSE' || port === 0) return reject(error);
      port = 0;
      server.listen(0, '127.0.0.1');
    });
    server.on('listening', () => resolve({ server, address: `http://localhost:${server.address().port}/` }));
    server.listen(port, '127.0.0.1');
  });
}
