// In place of the site's own service worker: in the preview every page is as its files are
// now, so nothing is kept, and what an earlier worker at this address has kept goes.
"use strict";

addEventListener("install", () => skipWaiting());

addEventListener("activate", event => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
})()));
