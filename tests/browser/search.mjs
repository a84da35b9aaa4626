// The search as a reader uses it.
import assert from 'node:assert/strict';
import { on, test } from './support.mjs';

const READY = 'dialog.search[open] .close:not([hidden])';

async function ask(page, text) {
  await page.keyboard.press('/');
  await page.waitForSelector(READY);
  await page.fill('[role=combobox]', text);
}

function results(page) {
  return page.$$eval('[role=option]', (options) => options.map((option) => option.getAttribute('href')));
}

test('the search opens with a slash, leads to a pair by keys, and loads nothing before', async ({ browser, address, requests }) => {
  requests.length = 0;
  await on(browser, `${address}ja/smtp/250.html`, {}, async (page) => {
    assert.ok(!requests.some((path) => /search/.test(path)), 'the search is loaded at once');
    await ask(page, '250 vs 334');
    assert.equal(await page.getAttribute('[role=combobox]', 'aria-expanded'), 'true');
    assert.equal(await page.getAttribute('[role=combobox]', 'aria-activedescendant'), 'search-result-0');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.getAttribute('[role=combobox]', 'aria-activedescendant'), 'search-result-1');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    assert.equal(await page.getAttribute('[role=combobox]', 'aria-activedescendant'), 'search-result-2');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/ja/smtp/250-vs-334.html');
  });
});

test('letters that are typed while the search loads are not lost', async ({ browser, address }) => {
  await on(browser, `${address}en/index.html`, {}, async (page) => {
    await page.keyboard.type('/550');
    await page.waitForSelector('[role=option]');
    assert.equal(await page.inputValue('[role=combobox]'), '550');
    assert.match((await results(page))[0], /\/en\/smtp\/550\.html$/);
  });
});

test('Escape closes the search and the focus is where it was', async ({ browser, address }) => {
  await on(browser, `${address}en/index.html`, {}, async (page) => {
    await page.focus('[data-search]');
    await page.keyboard.press('Enter');
    await page.waitForSelector(READY);
    await page.keyboard.press('Escape');
    assert.equal(await page.$('dialog[open]'), null);
    assert.ok(await page.evaluate(() => document.activeElement.matches('[data-search]')));
  });
});

test('the number of results is told in the page\'s language', async ({ browser, address }) => {
  for (const [locale, told] of [['en', 'Results: 3'], ['ja', '検索結果: 3'], ['ar', 'النتائج: 3']])
    await on(browser, `${address}${locale}/index.html`, {}, async (page) => {
      await ask(page, '250 vs 334');
      assert.equal(await page.textContent('[role=status]'), told);
    });
});

test('an unknown code is named, and what is markup stays text', async ({ browser, address }) => {
  await on(browser, `${address}en/index.html`, {}, async (page) => {
    await ask(page, '<img src=x onerror=alert(1)> 541');
    assert.match(await page.textContent('.search .note'), /^541 is not among the codes/);
    assert.equal(await page.$('dialog img'), null);
    await page.fill('[role=combobox]', 'zzzzzzzz');
    assert.match(await page.textContent('.search .note'), /Nothing fits/);
    assert.deepEqual(await results(page), []);
  });
});

test('every page of a language has the search, and the choice and the wrong address too', async ({ browser, address }) => {
  for (const path of ['', 'de/index.html', 'de/translations.html', 'de/offline.html', 'de/smtp/index.html', 'de/smtp/550.html', 'de/smtp/450-vs-550.html'])
    await on(browser, address + path, {}, async (page) => {
      await ask(page, '450 vs 550');
      assert.match((await results(page))[0], /smtp\/450-vs-550\.html$/, path);
    });
});

test('the address that browsers are told searches', async ({ browser, address }) => {
  await on(browser, `${address}ja/index.html?q=250+vs+334`, {}, async (page) => {
    await page.waitForSelector('[role=option]');
    assert.match((await results(page))[0], /250-vs-334\.html$/);
  });
});

test('single keys can be switched off, and stay off', async ({ browser, address }) => {
  await on(browser, `${address}en/index.html`, {}, async (page) => {
    await page.keyboard.press('/');
    await page.waitForSelector(READY);
    await page.uncheck('.search .keys input');
    await page.reload();
    await page.keyboard.press('/');
    assert.equal(await page.$('dialog[open]'), null);
    await page.click('[data-search]');
    await page.waitForSelector(READY);
  });
});

test('keys of an input method are not those of the search', async ({ browser, address }) => {
  await on(browser, `${address}ja/index.html`, {}, async (page) => {
    await ask(page, '250');
    await page.$eval('[role=combobox]', (input) =>
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true })));
    assert.match(page.url(), /ja\/index\.html$/);
  });
});

test('a search that cannot be loaded says so', async ({ browser, address }) => {
  await on(browser, `${address}fr/index.html`, {}, async (page, opened) => {
    await page.route('**/search.json', (route) => route.abort());
    await page.keyboard.press('/');
    await page.waitForSelector('.search .note:not([hidden])');
    assert.match(await page.textContent('.search .note'), /Impossible de charger/);
    opened.faults.length = 0; // the browser complains of the request that was cut
  });
});
