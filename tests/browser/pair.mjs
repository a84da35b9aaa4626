// The tools of a pair's page.
import assert from 'node:assert/strict';
import { on, test } from './support.mjs';

const PAIR = 'en/smtp/250-vs-334.html';

function codes(page) {
  return page.evaluate(() => ({
    table: [...document.querySelectorAll('thead th')].slice(-2).map((cell) => cell.textContent.trim()),
    first: document.querySelector('tbody tr > :nth-last-child(2)').textContent.trim(),
    sections: [...document.querySelectorAll('section.entry')].map((section) => section.id),
  }));
}

test('one click swaps the sides, and another swaps them back', async ({ browser, address }) => {
  await on(browser, address + PAIR, {}, async (page) => {
    const before = await codes(page);
    assert.deepEqual(before.table, ['250', '334']);
    await page.click('[data-swap]');
    const after = await codes(page);
    assert.deepEqual(after.table, ['334', '250']);
    assert.deepEqual(after.sections, before.sections.toReversed?.() ?? [...before.sections].reverse());
    assert.notEqual(after.first, before.first);
    assert.equal(await page.getAttribute('[data-swap]', 'aria-pressed'), 'true');
    assert.match(page.url(), /#swap$/);
    await page.reload();
    assert.deepEqual((await codes(page)).table, ['334', '250'], 'a swapped address is swapped when it is opened');
    await page.keyboard.press('s');
    assert.deepEqual(await codes(page), before);
    assert.doesNotMatch(page.url(), /#/);
  });
});

test('either code can be changed for another', async ({ browser, address }) => {
  await on(browser, address + PAIR, {}, async (page) => {
    await page.click('[data-pick=second]');
    await page.waitForSelector('[role=option]');
    assert.equal(await page.getAttribute('[role=combobox]', 'aria-label'), 'Compare with another code instead of 334');
    assert.equal(await page.$$eval('[role=option]', (options) => options.length), 43, 'all others are offered');
    await page.fill('[role=combobox]', '55');
    assert.match(await page.getAttribute('[role=option] >> nth=0', 'href'), /250-vs-550\.html$/);
    await page.fill('[role=combobox]', 'mailbox full');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/250-vs-552.html');
    await page.click('[data-pick=first]');
    await page.waitForSelector('[role=option]');
    await page.fill('[role=combobox]', '554');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/552-vs-554.html');
  });
});

test('the next comparison is one key away', async ({ browser, address }) => {
  await on(browser, address + PAIR, {}, async (page) => {
    const next = await page.getAttribute('a[rel=next]', 'href');
    await page.keyboard.press('n');
    await page.waitForURL(`**/${next}`);
  });
});

test('keys with a modifier are the browser\'s', async ({ browser, address }) => {
  await on(browser, address + PAIR, {}, async (page) => {
    await page.keyboard.press('Control+s').catch(() => {});
    assert.doesNotMatch(page.url(), /#swap/);
  });
});
