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

// A host that shows the page for wrong addresses in the language of the address.
async function onNearest(context, run) {
  const server = await serve(context.site, { nearest: true });
  try {
    await run({ ...context, address: server.address });
  } finally {
    await server.close();
  }
}

for (const [path, wanted] of LEADS)
  test(`/${path} leads to /${wanted} where each language has its own page for wrong addresses`, (context) =>
    onNearest(context, ({ browser, address }) => lead(browser, address, path, wanted)));

test('a wrong address gets a page in its language whose links work at any depth', (context) =>
  onNearest(context, async ({ browser, address }) => {
    const opened = await open(browser, `${address}ja/smtp/nothing/at/all`);
    const { page } = opened;
    await page.waitForLoadState('networkidle');
    assert.equal(page.url(), `${address}ja/smtp/nothing/at/all`);
    assert.equal(await page.getAttribute('html', 'lang'), 'ja');
    assert.equal(await page.textContent('main h1'), 'ページが見つかりません');
    await page.keyboard.press('/');
    await page.waitForSelector('.search .close:not([hidden])');
    await page.fill('[role=combobox]', '550');
    await page.waitForSelector('[role=option]');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${address}ja/smtp/550.html`);
    await page.goto(`${address}ja/smtp/nothing/at/all`);
    await page.click('main a[hreflang=ja]');
    await page.waitForURL(`${address}ja/index.html`);
    await opened.context.close();
  }));

test('a wrong address stays one, in all languages', async ({ browser, address }) => {
  const opened = await open(browser, `${address}ja/smtp/999`);
  await opened.page.waitForLoadState('networkidle');
  assert.equal(opened.page.url(), `${address}ja/smtp/999`);
  assert.equal(await opened.page.$$eval('main li[lang]', (items) => items.length), 9);
  await opened.context.close();
});
