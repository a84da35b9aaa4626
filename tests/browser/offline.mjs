// What is left without a network.
import assert from 'node:assert/strict';
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from './support.mjs';
import { serve } from './server.mjs';

// A server of its own, so that it can be gone; the site below a path, as on a host
// that has several.
async function visit({ browser, site }, run) {
  const server = await serve(site, { base: '/docs/' });
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  try {
    await run({ page, context, server });
  } finally {
    await context.close();
    await server.close();
  }
}

// Asks the page again and again until the answer is yes.
async function until(page, question, argument, what) {
  for (let i = 0; i < 75; i++) {
    if (await page.evaluate(question, argument))
      return;
    await page.waitForTimeout(200);
  }
  assert.fail(`after 15 s ${what}`);
}

// Waits until the worker rules over the page and has what the page told it to keep.
function kept(page, ...ends) {
  return until(page, async (wanted) => {
    const found = [];
    for (const name of await caches.keys())
      found.push(...(await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname.replace(/\.[0-9a-f]{8}(?=\.)/, '')));
    return navigator.serviceWorker.controller !== null && wanted.every((end) => found.some((path) => path.endsWith(end)));
  }, ends, `not all of these are kept: ${ends.join(' ')}`);
}

test('a page that was visited, its tools and the search are there without a network', (context) =>
  visit(context, async ({ page, server }) => {
    await page.goto(`${server.address}ja/smtp/250-vs-334.html`);
    await kept(page, '/ja/smtp/250-vs-334.html', '/ja/search.json', '/ja/offline.html', '/search.js');
    await page.goto(`${server.address}ja/smtp/250.html`);
    await kept(page, '/ja/smtp/250.html');
    await server.close();
    await page.goto(`${server.address}ja/smtp/250-vs-334.html#swap`);
    assert.equal(await page.textContent('thead th:last-child'), '250');
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).maxWidth), 'none', 'the style sheet is there');
    await page.keyboard.press('/');
    await page.waitForSelector('.search .close:not([hidden])');
    await page.fill('[role=combobox]', '250');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/250.html');
    assert.match(await page.textContent('h1'), /250 OK/);
  }));

test('a page that was not visited is excused in the reader\'s language, at its own address', (context) =>
  visit(context, async ({ page, server }) => {
    await page.goto(`${server.address}ar/smtp/index.html`);
    await kept(page, '/ar/offline.html', '/ar/search.json', '.css');
    await server.close();
    await page.goto(`${server.address}ar/smtp/550-vs-552.html`);
    assert.equal(await page.textContent('h1'), 'لا يوجد اتصال');
    assert.match(page.url(), /550-vs-552\.html$/);
    assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).maxWidth), 'none', 'the style sheet is there');
    await page.click('.site');
    await page.waitForURL('**/ar/index.html');
  }));

test('what is published last is what one sees, with its own style sheet', async ({ browser, site }) => {
  const copy = `${site}-published`;
  await cp(site, copy, { recursive: true });
  const server = await serve(copy);
  const context = await browser.newContext();
  const page = await context.newPage();
  const file = join(copy, 'en/smtp/250.html');
  try {
    await page.goto(`${server.address}en/smtp/250.html`);
    await kept(page, '/en/smtp/250.html', '/search.js');
    await page.reload();
    const text = await readFile(file, 'utf8');
    const sheet = /assets\/[^"]*\.css/.exec(text)[0];
    const renamed = sheet.replace('.css', '.0123456789abcdef.css');
    await rename(join(copy, sheet), join(copy, renamed));
    await writeFile(file, text.replace(sheet, renamed).replace('</h1>', ' published</h1>'));
    await page.goto(`${server.address}en/smtp/250.html`);
    assert.match(await page.textContent('h1'), /published$/);
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).maxWidth), 'none');
    await kept(page, '.0123456789abcdef.css');
  } finally {
    await context.close();
    await server.close();
    await rm(copy, { recursive: true });
  }
});

test('what is kept has a bound, and the oldest goes first', (context) =>
  visit(context, async ({ page, server }) => {
    await page.goto(`${server.address}en/smtp/250.html`);
    await kept(page, '/en/smtp/250.html', '/search.js');
    const left = await page.evaluate(async (address) => {
      const name = (await caches.keys()).find((each) => each.includes(' pages '));
      const cache = await caches.open(name);
      for (let i = 0; i < 205; i++)
        await cache.put(`${address}en/smtp/old-${i}.html`, new Response('old'));
      return name;
    }, server.address);
    await page.goto(`${server.address}en/smtp/550.html`);
    await kept(page, '/en/smtp/550.html');
    await until(page, async (name) => (await (await caches.open(name)).keys()).length === 200, left, 'the bound is not kept');
    const keys = await page.evaluate(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url), left);
    assert.ok(!keys.some((url) => url.endsWith('/250.html') || url.endsWith('/old-5.html')), 'the oldest are gone');
    assert.match(keys.at(-1), /\/550\.html$/);
  }));
