// Pictures of pages, compared with those in pictures/.  UPDATE=1 takes what is seen as
// what is expected and leaves the difference in report/.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { test } from './support.mjs';

const TOLERANCE = 0.01; // of all pixels

const PICTURES = [
  ['pair-en-desk-light', 'en/smtp/250-vs-334.html', { width: 1280, height: 900 }, 'light'],
  ['pair-ja-phone-dark', 'ja/smtp/250-vs-334.html', { width: 390, height: 844 }, 'dark'],
  ['pair-ar-phone-light', 'ar/smtp/250-vs-334.html', { width: 390, height: 844 }, 'light'],
  ['search-ja-desk-dark', 'ja/index.html', { width: 1024, height: 700 }, 'dark', '250 vs 334'],
];

async function see({ browser, address }, [, path, viewport, colorScheme, text]) {
  const context = await browser.newContext({ serviceWorkers: 'block', viewport, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  try {
    await page.goto(address + path, { waitUntil: 'networkidle' });
    if (text !== undefined) {
      await page.keyboard.press('/');
      await page.waitForSelector('.search .close:not([hidden])');
      await page.fill('[role=combobox]', text);
    }
    return PNG.sync.read(await page.screenshot({ caret: 'hide', animations: 'disabled' }));
  } finally {
    await context.close();
  }
}

function compare(seen, wanted) {
  const difference = new PNG({ width: seen.width, height: seen.height });
  const count = seen.width === wanted.width && seen.height === wanted.height
    ? pixelmatch(seen.data, wanted.data, difference.data, seen.width, seen.height, { threshold: 0.2 })
    : seen.width * seen.height;
  return { difference, share: count / (seen.width * seen.height) };
}

for (const picture of PICTURES)
  test(`${picture[0]} looks as it did`, async (context) => {
    const seen = await see(context, picture);
    const kept = new URL(`pictures/${picture[0]}.png`, import.meta.url);
    const wanted = await readFile(kept).then((bytes) => PNG.sync.read(bytes), () => null);
    const report = (name) => new URL(`report/${picture[0]}${name}.png`, import.meta.url);
    const { difference, share } = wanted === null ? { share: 1 } : compare(seen, wanted);

    if (share <= TOLERANCE)
      return;
    await writeFile(report(''), PNG.sync.write(seen));
    if (difference)
      await writeFile(report('-difference'), PNG.sync.write(difference));
    if (process.env.UPDATE) {
      await mkdir(new URL('pictures/', import.meta.url), { recursive: true });
      await writeFile(kept, PNG.sync.write(seen));
      console.log(`${picture[0]}: ${(share * 100).toFixed(1)} % of it are others; report/ has the difference`);
      return;
    }
    assert.fail(`${(share * 100).toFixed(1)} % of the pixels are others; see tests/browser/report/, then make pictures-update if it is meant`);
  });
