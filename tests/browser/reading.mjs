// Reading: without scripts, from right to left, in other languages, as the policy and
// the grammar of HTML have it.
import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkHtml } from './html.mjs';
import { checkLinks } from './links.mjs';
import { on, test } from './support.mjs';
import { KINDS, pagesOf } from './pages.mjs';

test('without scripts a pair is read in full, and no control is shown that needs them', async ({ browser, address }) => {
  await on(browser, `${address}de/smtp/250-vs-334.html`, { javaScriptEnabled: false }, async (page) => {
    for (const control of ['[data-search]', '[data-swap]', '[data-next]'])
      for (const found of await page.locator(control).all())
        assert.equal(await found.isVisible(), false, control);
    assert.ok(await page.isVisible('table'));
    await page.click('[data-pick=first]');
    await page.waitForURL('**/de/smtp/334.html#compare');
    await page.goBack();
    await page.click('.languages summary');
    await page.click('.languages a[hreflang=fr]');
    await page.waitForURL('**/fr/smtp/250-vs-334.html');
    await page.click('.crumbs li:last-child a');
    await page.waitForURL('**/fr/smtp/index.html');
  });
});

test('the language switch leads to the same page', async ({ browser, address }) => {
  await on(browser, `${address}en/smtp/250-vs-334.html`, {}, async (page) => {
    await page.click('.languages summary');
    await page.click('.languages a[hreflang=ja]');
    await page.waitForURL('**/ja/smtp/250-vs-334.html');
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'ja');
  });
});

test('an Arabic page runs from right to left, and its search too', async ({ browser, address }) => {
  await on(browser, `${address}ar/smtp/250-vs-334.html`, {}, async (page) => {
    const box = await page.locator('.site').boundingBox();
    assert.ok(box.x > 600, 'the title of the site stands on the right');
    await page.keyboard.press('/');
    await page.waitForSelector('.search .close:not([hidden])');
    const close = await page.locator('.search .close').boundingBox();
    const input = await page.locator('[role=combobox]').boundingBox();
    assert.ok(close.x < input.x, 'the button stands on the left of the field');
  });
});

test('no page is wider than a narrow phone', async ({ browser, address }) => {
  for (const locale of ['en', 'ja', 'ar', 'ru', 'de'])
    for (const path of pagesOf(locale))
      await on(browser, address + path, { viewport: { width: 320, height: 640 } }, async (page) => {
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 320, path);
      });
});

test('the first tab leads past the header', async ({ browser, address }) => {
  await on(browser, `${address}en/smtp/250-vs-334.html`, {}, async (page) => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.match(page.url(), /#content$/);
  });
});

test('every kind of page in every language is HTML as the standard has it, and its links lead somewhere', async ({ site }) => {
  const locales = (await readdir(site, { withFileTypes: true })).filter((each) => each.isDirectory() && each.name !== 'assets');
  const paths = [...KINDS.site, ...locales.flatMap(({ name }) => pagesOf(name))];
  const faults = [];
  for (const path of paths)
    faults.push(...(await checkHtml(site, path)), ...(await checkLinks(site, path)));
  assert.deepEqual(faults.slice(0, 20), []);
});

test('a link that leads nowhere is found', async () => {
  const folder = join(process.env.SCRATCH, 'links');
  await mkdir(join(folder, 'a'), { recursive: true });
  await writeFile(join(folder, 'there.html'), '<p id="here">');
  await writeFile(join(folder, 'a/page.html'), ['../there.html', '../there.html#here', '/there.html', 'https://example.org/', '#top',
    '../there.html#gone', 'there.html', '../gone.png'].map((link) => `<a class="x" href="${link}">`).join(''));
  assert.deepEqual(await checkLinks(folder, 'a/page.html'), [
    "a/page.html: nothing there is called '#top'",
    "a/page.html: nothing there is called '../there.html#gone'",
    "a/page.html: nothing is at 'there.html'",
    "a/page.html: nothing is at '../gone.png'",
  ]);
});
