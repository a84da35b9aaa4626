// The tools of a pair's page.
import assert from 'node:assert/strict';
import { LOCALES } from './pages.mjs';
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

const PHONES = [{ width: 320, height: 568 }, { width: 390, height: 664 }];

// The pair in every language on every phone.
async function onPhones({ browser, address }, run) {
  for (const locale of LOCALES)
    await on(browser, `${address}${locale}/smtp/250-vs-334.html`, { viewport: PHONES[0] }, async (page) => {
      for (const viewport of PHONES) {
        await page.setViewportSize(viewport);
        await run(page, viewport, `${locale}, ${viewport.width} wide`);
      }
    });
}

test('on a phone both codes and what tells them apart are seen before one scrolls', async (context) => {
  await onPhones(context, async (page, viewport, where) => {
    for (const part of ['h1', '.side >> nth=0', '.side >> nth=1', '.side .answer dd >> nth=0', '.side .answer dd >> nth=1']) {
      const box = await page.locator(part).boundingBox();
      assert.ok(box.y >= 0 && box.y + box.height <= viewport.height, `${where}: ${part} ends at ${box.y + box.height}`);
    }
    for (const [number, code] of ['250', '334'].entries()) {
      const side = page.locator('.side').nth(number);
      assert.equal((await side.locator('.code').innerText()).trim(), code, where);
      assert.ok((await side.locator('p').nth(1).innerText()).includes(code), `${where}: what ${code} means`);
      assert.ok(parseFloat(await side.evaluate((each) => getComputedStyle(each).fontSize)) >= 14, `${where}: legible`);
    }
    const answers = await page.locator('.side .answer dd').allInnerTexts();
    assert.notEqual(answers[0], answers[1], `${where}: the difference that matters`);
  });
});

test('on a phone each property stands over its two values, which name their codes', async (context) => {
  await onPhones(context, async (page, viewport, where) => {
    const rows = await page.$$eval('.versus tbody tr', (all) => all.map((row) => {
      const [head, first, second] = [...row.children].map((cell) => cell.getBoundingClientRect());
      const width = row.parentElement.getBoundingClientRect().width;
      return {
        text: row.innerText,
        over: head.bottom <= first.top && Math.abs(first.top - second.top) < 1 && head.width > width * 0.8,
        beside: first.right <= second.left || second.right <= first.left,
        wide: Math.min(first.width, second.width) > width * 0.4,
        within: [...row.children].every((cell) => cell.scrollWidth <= cell.clientWidth + 1),
        names: [...row.querySelectorAll('td')].map((cell) => getComputedStyle(cell, '::before').content),
      };
    }));
    assert.ok(rows.length > 5);
    for (const { names, ...row } of rows) {
      assert.ok(row.over && row.beside && row.wide && row.within, `${where}: ${JSON.stringify(row)}`);
      assert.ok(names[0].includes('250') && names[1].includes('334'), `${where}: ${names}`);
    }
  });
});

test('the table of a pair is one to those who hear it, on a phone too', async ({ browser, address }) => {
  for (const viewport of [...PHONES, { width: 1280, height: 900 }])
    await on(browser, address + PAIR, { viewport }, async (page) => {
      const table = page.getByRole('table');
      assert.equal(await table.count(), 1);
      assert.deepEqual(await table.getByRole('columnheader').allTextContents(), ['Property', '250', '334']);
      const rows = await table.getByRole('row').count();
      assert.equal(await table.getByRole('rowheader').count(), rows - 1);
      assert.equal(await table.getByRole('cell').count(), 2 * (rows - 1));
    });
});

test('on a phone the codes at the values change sides with them', async ({ browser, address }) => {
  await on(browser, address + PAIR, { viewport: PHONES[0] }, async (page) => {
    await page.click('[data-swap]');
    const codes = await page.$$eval('.versus tbody tr:first-child td', (cells) => cells.map((cell) => cell.dataset.code));
    assert.deepEqual(codes, ['334', '250']);
  });
});
