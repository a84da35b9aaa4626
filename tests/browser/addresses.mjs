// Addresses that are nearly right, on a plain static server.
import assert from 'node:assert/strict';
import { open, on, test } from './support.mjs';
import { serve } from './server.mjs';

const LEADS = [
  ['ja/smtp/334-vs-250', 'ja/smtp/250-vs-334.html#swap'],
  ['ja/smtp/334-vs-250.html', 'ja/smtp/250-vs-334.html#swap'],
  ['JA/smtp/250-VS-334.HTML', 'ja/smtp/250-vs-334.html'],
  ['ja/smtp/250', 'ja/smtp/250.html'],
  ['ja', 'ja/index.html'],
  ['smtp/550', 'en/smtp/550.html'],
];

async function lead(browser, address, path, wanted) {
  const opened = await open(browser, address + path, { locale: 'en-GB' });
  await opened.page.waitForURL(address + wanted);
  await opened.context.close();
}

for (const [path, wanted] of LEADS)
  test(`/${path} leads to /${wanted}`, ({ browser, address }) => lead(browser, address, path, wanted));

test('a page in the other order shows the sides as they were asked for', async ({ browser, address }) => {
  await on(browser, `${address}en/smtp/250-vs-334.html#swap`, {}, async (page) => {
    assert.equal(await page.textContent('thead th:last-child'), '250');
  });
});

test('a wrong address stays one, in all languages', async ({ browser, address }) => {
  const opened = await open(browser, `${address}ja/smtp/999`);
  await opened.page.waitForLoadState('networkidle');
  assert.equal(opened.page.url(), `${address}ja/smtp/999`);
  assert.equal(await opened.page.$$eval('main li[lang]', (items) => items.length), 9);
  await opened.context.close();
});
