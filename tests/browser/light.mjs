// What a page weighs, and what Lighthouse says of it on a phone.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import lighthouse from 'lighthouse';
import { launch, note, on, test } from './support.mjs';

const PAIR = 'en/smtp/250-vs-334.html';
const ROUND_TRIP = 14 * 1024;

test('a pair\'s page and its style sheet come in one round trip', async ({ site }) => {
  for (const locale of ['ar', 'de', 'en', 'es', 'fr', 'ja', 'ko', 'ru', 'zh']) {
    const page = await readFile(join(site, locale, 'smtp/250-vs-334.html'));
    const sheet = /assets\/([^"]*\.css)/.exec(page.toString())[1];
    const bytes = gzipSync(page, { level: 9 }).length + gzipSync(await readFile(join(site, 'assets', sheet)), { level: 9 }).length;
    assert.ok(bytes < ROUND_TRIP, `${locale}: ${bytes} bytes`);
  }
});

test('nothing moves while a page loads', async ({ browser, address }) => {
  for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 900 }])
    await on(browser, address + PAIR, { viewport }, async (page) => {
      const shift = await page.evaluate(() => new Promise((done) => {
        let sum = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; })).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(sum), 500);
      }));
      assert.equal(shift, 0, `${viewport.width} wide`);
    });
});

test('Lighthouse gives a pair\'s page 100 in all four categories on a phone', async ({ address }) => {
  const port = 9300 + (process.pid % 500);
  const browser = await launch([`--remote-debugging-port=${port}`]);
  try {
    const { lhr, report } = await lighthouse(address + PAIR, {
      port,
      output: 'html',
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
      formFactor: 'mobile',
    });
    await writeFile(new URL('report/lighthouse.html', import.meta.url), report);
    const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]));
    const weak = Object.values(lhr.audits).filter(({ score, scoreDisplayMode }) => score !== null && score < 1 && scoreDisplayMode !== 'informative').map(({ id, displayValue }) => `${id} ${displayValue ?? ''}`);
    note(`Lighthouse: ${Object.entries(scores).map(([id, score]) => `${id} ${score}`).join(', ')}`);
    assert.deepEqual(scores, { performance: 100, accessibility: 100, 'best-practices': 100, seo: 100 }, weak.join('; '));
  } finally {
    await browser.close();
  }
});
