// What every page loads.  Nothing here is needed to read the page; controls that need
// it are shown by it.
import { SearchDialog } from './dialog.js';
import { otherCode, setUpSwap } from './pair.js';
import { splitAddress } from './address.js';

const { kind, root, index, offline, engine: engineScript } = document.body.dataset;
const here = (address) => new URL(address, document.baseURI).href;

const engines = new Map(); // by the address of the index

function loadEngine(address) {
  if (!engines.has(address)) {
    const loading = import(here(engineScript)).then((search) => search.load(address));
    engines.set(address, loading);
    loading.catch(() => engines.delete(address));
  }
  return engines.get(address);
}

function setUpSearch(button) {
  const address = here(index);
  let dialog = null;
  const open = (options) => {
    dialog ??= new SearchDialog({ label: button.textContent, failed: button.dataset.failed, index: address });
    return dialog.open(loadEngine(address), options);
  };

  button.addEventListener('pointerenter', () => loadEngine(address).catch(() => {}), { once: true });
  button.addEventListener('click', () => open());
  button.hidden = false;
  for (const pick of document.querySelectorAll('[data-pick]')) {
    /* Without the search it leads to a list of all pairs of the other code. */
    pick.setAttribute('aria-haspopup', 'dialog');
    pick.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey)
        return;
      event.preventDefault();
      open(otherCode(pick.dataset.pick));
    });
  }
  return open;
}

function isTyping(target) {
  return target.isContentEditable || /^(?:INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
}

function setUpKeys(actions) {
  addEventListener('keydown', (event) => {
    const action = actions[event.key.toLowerCase()];
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat)
      return;
    if (isTyping(event.target) || document.querySelector('dialog[open]') !== null || !SearchDialog.hasKeys())
      return;
    event.preventDefault();
    action();
  });
}

function setUpNext(link) {
  const next = document.querySelector('a[rel~="next"]');
  if (next === null)
    return;
  link.href = next.href;
  link.hidden = false;
}

// A plain server answers every wrong address with this page.
async function findPage() {
  const base = new URL(root, location.href);
  const homes = new Map([...document.querySelectorAll('main a[hreflang]')].map((link) => [
    link.href.slice(base.href.length).split('/')[0], link]));
  const tag = (link) => link.hreflang.split('-')[0];
  const own = navigator.languages.map((wanted) => [...homes].find(([, link]) => tag(link) === wanted.split('-')[0])).find(Boolean);
  const wanted = location.href.startsWith(base.href)
    ? splitAddress(location.pathname.slice(base.pathname.length), [...homes.keys()], own?.[0] ?? [...homes.keys()][0])
    : null;

  if (wanted === null || !homes.has(wanted.locale))
    return;
  const home = homes.get(wanted.locale).href;
  const [{ findAddress }, engine] = await Promise.all([import(here(engineScript)), loadEngine(new URL('search.json', home).href)]);
  const found = findAddress(engine, wanted.rest);
  const target = found === null ? null : new URL(found === '' ? home : found, home);
  if (target === null || target.pathname === location.pathname)
    return;
  target.search = location.search;
  target.hash ||= location.hash;
  location.replace(target.href);
}

async function keepOffline() {
  const parts = [...document.querySelectorAll('link[rel~="stylesheet"], link[rel~="icon"], script[src]')];
  const { scope, active } = await navigator.serviceWorker
    .register(here(`${root}sw.js`), { updateViaCache: 'none' })
    .then(() => navigator.serviceWorker.ready);
  // The page itself was loaded before the worker was there.
  const pages = navigator.serviceWorker.controller === null ? [location.href.split('#')[0]] : [];
  const files = parts.map((part) => part.href ?? part.src);

  if (offline !== undefined)
    files.push(here(offline), here(index), here(engineScript));
  active.postMessage({ pages, files: files.filter((file) => file.startsWith(scope)) });
}

const searchButton = document.querySelector('[data-search]');
const swapButton = document.querySelector('[data-swap]');
const nextLink = document.querySelector('[data-next]');
const openSearch = searchButton !== null && index !== undefined ? setUpSearch(searchButton) : undefined;

if (swapButton !== null) {
  setUpSwap(swapButton);
  swapButton.hidden = false;
}
if (nextLink !== null)
  setUpNext(nextLink);
setUpKeys({
  '/': openSearch && (() => openSearch()),
  s: swapButton === null ? undefined : () => swapButton.click(),
  n: nextLink === null || nextLink.hidden ? undefined : () => nextLink.click(),
});
const asked = new URLSearchParams(location.search).get('q');

// Browsers that were told of the search bring its words along.
if (asked && kind === 'home')
  openSearch?.({ text: asked });
if (kind === 'not-found')
  findPage().catch(() => {});
if ('serviceWorker' in navigator && kind !== 'not-found' && !navigator.connection?.saveData)
  addEventListener('load', () => setTimeout(() => keepOffline().catch(() => {}), 1000));
