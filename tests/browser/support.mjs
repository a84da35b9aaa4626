// What the files of the suite share: cases, the browser, and how a page is watched.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const cases = [];
let passed = 0;
let failed = 0;
let notes = '';

export function test(name, run) {
  cases.push({ name, run });
}

// What the closing line says besides.
export function note(text) {
  notes += `; ${text}`;
}

// Prints those that fail; the suite ends with a line of both numbers.
export async function runTests(context) {
  const wanted = process.env.ONLY;
  for (const { name, run } of cases) {
    if (wanted && !name.includes(wanted))
      continue;
    const started = Date.now();
    try {
      await run(context);
      passed++;
    } catch (error) {
      failed++;
      console.log(`${name}: FAILED\n  ${String(error.stack ?? error).replaceAll('\n', '\n  ')}`);
    }
    if (process.env.TIMES)
      console.log(`${name}: ${Date.now() - started} ms`);
  }
  console.log(`browser: ${passed} passed, ${failed} failed${notes}`);
  return failed === 0;
}

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

export const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--no-first-run', '--font-render-hinting=none', '--force-color-profile=srgb',
];

export function launch(extra = []) {
  return chromium.launch({ executablePath: CHROMIUM, args: [...ARGUMENTS, ...extra] });
}

// A page whose faults are collected: errors of scripts, of the console, and any
// request that leaves the site.
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ serviceWorkers: 'block', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = [];

  page.setDefaultTimeout(10000);
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== new URL(address).host)
      faults.push(`request: ${request.url()}`);
  });
  await page.goto(address, { waitUntil: 'load' });
  return {
    page,
    context,
    faults,
    async close() {
      await context.close();
      assert.deepEqual(faults, []);
    },
  };
}

// Opens a page, does something on it, and closes it; the page has to be without fault.
export async function on(browser, address, options, run) {
  const opened = await open(browser, address, options);
  try {
    await run(opened.page, opened);
  } catch (error) {
    await opened.context.close();
    throw error;
  }
  await opened.close();
}
