// Pictures of every kind of page, on a phone and at a desk, light and dark, compared with
// those that the manual shows: docs/pages.md.  UPDATE=1 takes what is seen as what is
// expected and leaves the difference in report/.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { test } from './support.mjs';

const TOLERANCE = 0.01; // of all pixels
const COLOURS = 64; // of a picture that is kept
const FOLDER = new URL('../../docs/pages/', import.meta.url);

const DEVICES = { phone: { width: 390, height: 664 }, desk: { width: 1024, height: 680 } };
const SCHEMES = ['light', 'dark'];

// Each kind: the file below the folder of a language, or of the site.
const KINDS = {
  home: 'index.html',
  collection: 'smtp/index.html',
  entry: 'smtp/250.html',
  pair: 'smtp/250-vs-334.html',
  translations: 'translations.html',
  'not-found': '404.html',
  offline: 'offline.html',
  search: 'index.html',
};
const SEARCHED = '250 vs 334';

// By what a picture's name begins with: the path.
const PAGES = [
  ['choice', 'index.html'],
  ['pair-en', `en/${KINDS.pair}`],
  ...['ja', 'ar'].flatMap((locale) => Object.entries(KINDS).map(([kind, path]) => [`${kind}-${locale}`, `${locale}/${path}`])),
];

function namesOf(page) {
  return Object.keys(DEVICES).flatMap((device) => SCHEMES.map((scheme) => ({ name: `${page}-${device}-${scheme}`, device, scheme })));
}

// All pictures of a page, by name.
async function see({ browser, address }, [name, path]) {
  const context = await browser.newContext({ serviceWorkers: 'block', viewport: DEVICES.phone, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const seen = new Map();
  try {
    await page.goto(address + path);
    if (name.startsWith('search')) {
      await page.keyboard.press('/');
      await page.waitForSelector('.search .close:not([hidden])');
      await page.fill('[role=combobox]', SEARCHED);
    }
    for (const { name: picture, device, scheme } of namesOf(name)) {
      await page.setViewportSize(DEVICES[device]);
      await page.emulateMedia({ colorScheme: scheme });
      seen.set(picture, await page.screenshot({ caret: 'hide', animations: 'disabled' }));
    }
    return seen;
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

// With few colours a picture has a third of the bytes.
function shrink(bytes) {
  const { status, stdout, stderr } = spawnSync('pngquant', ['--nofs', '--speed', '1', '--strip', String(COLOURS), '-'], { input: bytes, maxBuffer: 1 << 24 });
  assert.equal(status, 0, String(stderr));
  return stdout;
}

// How much of a picture is another than the one that is kept.
async function compareWithKept(name, bytes) {
  const seen = PNG.sync.read(bytes);
  const kept = await readFile(new URL(`${name}.png`, FOLDER)).then((wanted) => PNG.sync.read(wanted), () => null);
  const { difference, share } = kept === null ? { share: 1 } : compare(seen, kept);

  if (share <= TOLERANCE)
    return 0;
  await writeFile(new URL(`report/${name}.png`, import.meta.url), bytes);
  if (difference)
    await writeFile(new URL(`report/${name}-difference.png`, import.meta.url), PNG.sync.write(difference));
  return share;
}

for (const page of PAGES)
  test(`${page[0]} looks as it did`, async (context) => {
    const faults = [];
    for (const [name, bytes] of await see(context, page)) {
      const share = await compareWithKept(name, bytes);
      const change = `${name}: ${(share * 100).toFixed(1)} % of the pixels are others`;

      if (share === 0)
        continue;
      if (!process.env.UPDATE) {
        faults.push(change);
        continue;
      }
      await mkdir(FOLDER, { recursive: true });
      await writeFile(new URL(`${name}.png`, FOLDER), shrink(bytes));
      console.log(`${change}; report/ has the difference`);
    }
    assert.deepEqual(faults, [], 'see tests/browser/report/, then make pictures-update if it is meant');
  });

test('the manual shows every picture that is compared, and no other', async () => {
  const manual = await readFile(new URL('../../docs/pages.md', import.meta.url), 'utf8');
  const compared = PAGES.flatMap(([page]) => namesOf(page).map(({ name }) => `${name}.png`)).sort();
  const shown = [...manual.matchAll(/!\[[^\]]+\]\(pages\/([^)]+)\)/g)].map(([, name]) => name).sort();

  assert.deepEqual(shown, compared);
  assert.deepEqual((await readdir(FOLDER)).sort(), compared);
});
