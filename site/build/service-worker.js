// Answers from the cache that this build filled; another build brings another cache and removes this one.
const CACHE = 'halfopen-__VERSION__';
const FILES = __FILES__;
/** How many files are fetched at a time: a classroom shares one line. */
const AT_A_TIME = 6;

self.addEventListener('install', (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answer(request));
});

async function fill() {
  const cache = await caches.open(CACHE);
  const waiting = [...FILES];
  const lane = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await cache.add(file);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
}

async function tidy() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith('halfopen-') && name !== CACHE).map((name) => caches.delete(name)),
  );
}

async function answer(request) {
  const cached = await caches.match(request, { cacheName: CACHE, ignoreSearch: true });
  return cached ?? fetch(request);
}
