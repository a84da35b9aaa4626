// The service worker: keeps the pages that were visited, and what they load, for when
// there is no network.  Pages come from the network whenever it answers, so that what
// was published last is what one sees; files whose names change with their content
// come from the cache.

const SCOPE = self.registration.scope;
const PAGES = `viceversa pages ${SCOPE}`;
const FILES = `viceversa files ${SCOPE}`;
const LIMITS = { [PAGES]: 200, [FILES]: 60 };
const PATIENCE = 5000; // milliseconds, after which a page that is kept is shown
const HASHED = /[.-][0-9a-f]{8,}\.[a-z]+$/;

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

// The oldest go first; what is put again is the newest.
async function put(name, address, response) {
  const cache = await caches.open(name);

  await cache.delete(address);
  await cache.put(address, response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - LIMITS[name])).map((key) => cache.delete(key)));
}

// A response that came by a redirect may not answer a navigation.
async function plain(response) {
  return response.redirected ? new Response(await response.blob(), { headers: response.headers }) : response;
}

async function fetchAndKeep(name, request) {
  const response = await fetch(request);

  if (response.ok && response.type === 'basic')
    await put(name, response.redirected ? response.url : request.url ?? request, await plain(response.clone()));
  return response;
}

function later(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

// The addresses under which servers show the same page.
function spellings(address) {
  const { origin, pathname } = new URL(address);
  const bare = pathname.replace(/(?:index)?\.html$|(?<=\/)index$/, '');
  return [pathname, bare, `${bare}.html`, `${bare}/index.html`, `${bare}index.html`].map((path) => origin + path);
}

async function kept(name, address) {
  const cache = await caches.open(name);

  for (const spelling of spellings(address)) {
    const response = await cache.match(spelling, { ignoreVary: true });
    if (response)
      return response;
  }
  return undefined;
}

// The page that says in the reader's language that there is no network.  Its links
// are relative to its own address and it is shown at another.
async function standIn(address) {
  const cache = await caches.open(FILES);
  const [locale] = address.slice(SCOPE.length).split('/');
  const pages = (await cache.keys()).filter(({ url }) => /\/offline(?:\.html)?$/.test(new URL(url).pathname));
  const page = pages.find(({ url }) => url.startsWith(`${SCOPE}${locale}/`)) ?? pages.at(-1);

  if (!page)
    return Response.error();
  const text = await (await cache.match(page)).text();
  return new Response(text.replace('<head>', `<head>\n<base href="${page.url}">`), {
    status: 503,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  });
}

async function answerPage(request) {
  const fresh = fetchAndKeep(PAGES, request);
  const first = await Promise.race([fresh, later(PATIENCE)]).catch(() => undefined);

  return first ?? (await kept(PAGES, request.url)) ?? (await fresh.catch(() => standIn(request.url)));
}

async function answerFile(request) {
  const cached = await (await caches.open(FILES)).match(request, { ignoreVary: true });

  if (cached && HASHED.test(new URL(request.url).pathname))
    return cached;
  return fetchAndKeep(FILES, request).catch(() => cached ?? Response.error());
}

self.addEventListener('fetch', (event) => {
  const { request } = event;

  if (request.method !== 'GET' || !request.url.startsWith(SCOPE) || request.headers.has('range'))
    return;
  if (request.mode === 'navigate')
    event.respondWith(answerPage(request));
  else if (/^(?:script|style|image|font)$/.test(request.destination) || request.url.endsWith('/search.json'))
    event.respondWith(answerFile(request));
});

async function keep(name, address) {
  const known = await (await caches.open(name)).match(address);

  if (!known)
    await fetchAndKeep(name, address);
}

// A page names what it is made of, because it was loaded before this worker.
self.addEventListener('message', (event) => {
  const { pages, files } = event.data;

  event.waitUntil(Promise.allSettled([
    ...pages.map((address) => keep(PAGES, address)),
    ...files.map((address) => keep(FILES, address)),
  ]));
});
