// The preview in a browser: what a save does to the page that is open.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cp, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { open, test } from './support.mjs';

const PROJECT = new URL('../../', import.meta.url).pathname;
const PAGE = 'en/smtp/250-vs-334.html';
const ENTRY = 'content/smtp/250.yaml';
const PANEL = 'body ~ div[lang=en] details';

// A preview of a copy of the project, and a page of it whose scripts obey the policy.
async function onPreview({ browser }, name, run) {
  const root = join(process.env.SCRATCH, name);

  for (const folder of ['content', 'locales', 'templates'])
    await cp(join(PROJECT, folder), join(root, folder), { recursive: true });
  const server = spawn(process.env.BINARY, ['serve', '--root', root, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const line = await new Promise((done, fail) => {
      server.stdout.once('data', (data) => done(String(data)));
      server.once('exit', (status) => fail(new Error(`the preview ends with status ${status}`)));
    });
    const address = new URL('/', line.match(/^http:\S+/)[0]).href;
    const opened = await open(browser, address + PAGE);
    try {
      await run(opened.page, (file, change) => save(join(root, file), change));
    } finally {
      await opened.context.close();
    }
    assert.deepEqual(opened.faults, []);
  } finally {
    server.kill();
  }
}

// Saves as editors do: a new file takes the name.
async function save(path, change) {
  const text = await readFile(path, 'utf8');
  const changed = change(text);

  assert.notEqual(changed, text);
  await writeFile(`${path}.new`, changed);
  await rename(`${path}.new`, path);
}

const rename250 = (from, to) => (text) => text.replace(`name: ${from}\n`, `name: ${to}\n`);

test('a page that is open in the preview loads again after a save and keeps its place', (context) =>
  onPreview(context, 'preview-save', async (page, edit) => {
    const { name } = await readFile(join(PROJECT, ENTRY), 'utf8').then((text) => text.match(/^name: (?<name>.*)$/m).groups);
    await page.evaluate(() => { scrollTo({ top: 700, behavior: 'instant' }); window.isOld = true; });
    assert.equal(await page.evaluate(() => scrollY), 700);
    await edit(ENTRY, rename250(name, 'Everything Is Fine'));
    await page.waitForFunction(() => window.isOld === undefined && document.querySelector('h1')?.textContent.includes('Everything Is Fine'));
    await page.waitForFunction(() => scrollY === 700);
    await page.evaluate(() => { window.isOld = true; });
    await edit(ENTRY, rename250('Everything Is Fine', name));
    await page.waitForFunction(() => window.isOld === undefined && !document.querySelector('h1')?.textContent.includes('Everything'));
    await page.waitForFunction(() => scrollY === 700);
  }));

test('the preview shows what is wrong with file and line on the page, until it is mended', (context) =>
  onPreview(context, 'preview-broken', async (page, edit) => {
    assert.equal(await page.locator(PANEL).count(), 0);
    const title = await page.textContent('h1');
    await page.evaluate(() => { window.isOld = true; });
    await edit(ENTRY, (text) => text.replace(/^class: .*$/m, 'class: no-such-class'));
    await page.waitForSelector(`${PANEL}.stopped[open]`);
    const { line, text } = await readFile(join(PROJECT, ENTRY), 'utf8').then((whole) => {
      const lines = whole.split('\n');
      return { line: 1 + lines.findIndex((one) => one.startsWith('class: ')), text: 'class: no-such-class' };
    });
    const said = await page.textContent(PANEL);
    assert.match(said, new RegExp(`content/smtp/250\\.yaml:${line}:8: error: `));
    assert.ok(said.includes(text) && said.includes('1 error'));
    // The page stays as it was before, and is not loaded again.
    assert.equal(await page.evaluate(() => window.isOld), true);
    assert.equal(await page.textContent('h1'), title);
    const original = await readFile(join(PROJECT, ENTRY), 'utf8');
    await edit(ENTRY, () => original);
    await page.waitForFunction((panel) => document.querySelector(panel) === null, PANEL);
    assert.equal(await page.textContent('h1'), title);
  }));

test('a page that is loaded while a template is broken shows what the preview found', (context) =>
  onPreview(context, 'preview-template', async (page, edit) => {
    const original = await readFile(join(PROJECT, 'templates/pair.html'), 'utf8');
    await edit('templates/pair.html', (text) => `{if heading}${text}`);
    await page.waitForSelector(`${PANEL}.stopped[open]`);
    assert.match(await page.textContent(PANEL), /templates\/pair\.html:\d+:\d+: error: /);
    await page.reload();
    await page.waitForSelector(`${PANEL}.stopped[open]`);
    await edit('templates/pair.html', () => original);
    await page.waitForFunction((panel) => document.querySelector(panel) === null, PANEL);
    assert.equal(await page.locator('h1').count(), 1);
  }));
