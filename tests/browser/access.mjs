// WCAG 2.2 AA as far as axe sees it, on every kind of page in every language, light
// and dark, and with the search open.
import assert from 'node:assert/strict';
import { inspect } from './axe.mjs';
import { test } from './support.mjs';
import { KINDS, LOCALES, pagesOf } from './pages.mjs';

async function inspectAll({ browser, address }, paths, colorScheme) {
  const context = await browser.newContext({ serviceWorkers: 'block', colorScheme, viewport: { width: 1024, height: 768 } });
  const page = await context.newPage();
  const faults = [];

  page.setDefaultTimeout(15000);
  for (const path of paths) {
    await page.goto(address + path);
    faults.push(...(await inspect(page)).map((fault) => `${path} ${colorScheme}: ${fault}`));
  }
  await context.close();
  assert.deepEqual(faults, []);
}

for (const colorScheme of ['light', 'dark'])
  for (const locale of LOCALES)
    test(`everyone can use the pages in ${locale}, ${colorScheme}`, (context) =>
      inspectAll(context, [...(locale === 'en' ? KINDS.site : []), ...pagesOf(locale)], colorScheme));

for (const colorScheme of ['light', 'dark'])
  for (const locale of ['en', 'ar', 'ja'])
    test(`everyone can use the search in ${locale}, ${colorScheme}`, async ({ browser, address }) => {
      const context = await browser.newContext({ serviceWorkers: 'block', colorScheme });
      const page = await context.newPage();
      await page.goto(`${address}${locale}/smtp/250-vs-334.html`);
      for (const text of ['250 vs 334', '541', 'zzzzzzz']) {
        if ((await page.$('dialog[open]')) === null)
          await page.keyboard.press('/');
        await page.waitForSelector('.search .close:not([hidden])');
        await page.fill('[role=combobox]', text);
        assert.deepEqual(await inspect(page), [], text);
      }
      await context.close();
    });

test('more contrast and less motion are respected', async ({ browser, address }) => {
  const context = await browser.newContext({ serviceWorkers: 'block', reducedMotion: 'reduce', forcedColors: 'active' });
  const page = await context.newPage();
  await page.goto(`${address}en/smtp/250-vs-334.html`);
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), 'auto');
  // Colours that the system forces are not those that axe reads.
  assert.deepEqual(await inspect(page, { 'color-contrast': { enabled: false } }), []);
  await context.close();
});
