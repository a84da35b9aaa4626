// What the search finds, asked of its engine with the site's own data.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { Engine } from '../../client/src/engine.js';
import { findAddress, splitAddress } from '../../client/src/address.js';
import { fold } from '../../client/src/text.js';
import { test } from './support.mjs';

const engines = new Map();

async function engineOf(site, locale) {
  if (!engines.has(locale))
    engines.set(locale, new Engine(JSON.parse(await readFile(join(site, locale, 'search.json'), 'utf8'))));
  return engines.get(locale);
}

// "250-vs-334" for a pair, "250" for an entry.
function names({ results }) {
  return results.map(({ href }) => href.replace(/^smtp\/|\.html$/g, ''));
}

// A locale, what is asked, and what is found first, in that order.
const FIRST = [
  ['en', '250 vs 334', ['250-vs-334', '250', '334']],
  ['en', '334 vs 250', ['250-vs-334', '334', '250']],
  ['en', '250vs334', ['250-vs-334']],
  ['en', '250-vs-334', ['250-vs-334']],
  ['en', '250/334', ['250-vs-334']],
  ['en', 'what is the difference between SMTP 450 and 550?', ['450-vs-550', '450', '550']],
  ['en', '550 5.1.1 <user@example.org>: Recipient address rejected', ['550']],
  ['en', '550-5.1.1 The email account that you tried to reach does not exist.', ['550']],
  ['en', 'SMTP error from remote mail server after RCPT TO:<421@example.org>: 550 relay not permitted', ['550']],
  ['en', '(host mx.250.example said: 452 4.2.2 Over quota (in reply to RCPT TO command))', ['452']],
  ['en', 'https://viceversa.example/ja/smtp/250-vs-334.html', ['250-vs-334']],
  ['en', 'mailbox full', ['552']],
  ['en', 'MAILBOX FULL', ['552']],
  ['en', 'mailbox ful', ['552']],
  ['en', 'Server Challenge', ['334']],
  ['en', 'server chalenge', ['334']],
  ['en', 'Exceeded Storage Allocation vs Mailbox Unavailable', []],
  ['en', '250 354 334', ['250-vs-354', '250-vs-334', '334-vs-354']],
  ['ja', '２５０ vs ３３４', ['250-vs-334']],
  ['ja', '250と334の違い', ['250-vs-334']],
  ['ja', '認証に必要な情報', ['334']],
  ['ja', '準備が整った', ['220']],
  ['zh', '250 和 334', ['250-vs-334']],
  ['zh', '250和334的区别', ['250-vs-334']],
  ['ko', '250과 334', ['250-vs-334']],
  ['ar', '٢٥٠ مقابل ٣٣٤', ['250-vs-334']],
  ['ru', '250 и 334', ['250-vs-334']],
  ['de', '250 oder 334', ['250-vs-334']],
];

for (const [locale, text, wanted] of FIRST)
  test(`search in ${locale}: ${text}`, async ({ site }) => {
    const found = names((await engineOf(site, locale)).find(text));
    assert.deepEqual(found.slice(0, wanted.length), wanted, `found ${found}`);
  });

// Words of a summary in the language find its entry, however they are cut.
const SUMMARIES = { ja: '334', zh: '334', ko: '334', ar: '334', ru: '334', de: '334', fr: '334', es: '334' };

for (const [locale, code] of Object.entries(SUMMARIES))
  test(`search in ${locale}: a third of a summary finds its entry`, async ({ site }) => {
    const engine = await engineOf(site, locale);
    const { summary } = engine.data.collections[0].entries.find((entry) => entry.code === code);
    const words = summary.replaceAll(code, '');
    const part = words.slice(Math.floor(words.length / 3), Math.floor((words.length * 2) / 3));
    assert.ok(names(engine.find(part)).slice(0, 2).includes(code), `'${part}' found ${names(engine.find(part))}`);
  });

test('search in two names with "vs" between them finds their pair', async ({ site }) => {
  const engine = await engineOf(site, 'en');
  assert.equal(names(engine.find('Service Ready vs Server Challenge'))[0], '220-vs-334');
  assert.equal(names(engine.find('exceeded storage allocation versus 550'))[0], '550-vs-552');
});

test('an enhanced code finds the entries that it stands beside', async ({ site }) => {
  const found = names((await engineOf(site, 'en')).find('5.1.1'));
  assert.ok(found.includes('550'), `found ${found}`);
});

test('a code that nobody knows is named, and the nearest are found', async ({ site }) => {
  const found = (await engineOf(site, 'en')).find('541');
  assert.equal(found.unknown, '541');
  assert.deepEqual(names(found).slice(0, 3), ['538', '535', '534']);
  assert.equal((await engineOf(site, 'en')).find('250 vs 299').unknown, '299');
  assert.equal((await engineOf(site, 'en')).find('queued as 12345 at 10').unknown, null);
});

test('nothing finds nothing', async ({ site }) => {
  const engine = await engineOf(site, 'en');
  for (const text of ['', '   ', '<<<>>>', 'vs', 'qqqqqqqq zzzzzzzz', '\u0000'])
    assert.deepEqual(engine.find(text), { unknown: null, results: [] }, text);
});

test('a page of text is searched in no time', async ({ site }) => {
  const engine = await engineOf(site, 'en');
  const started = performance.now();
  engine.find('550 5.1.1 <user@example.org>: Recipient address rejected '.repeat(200));
  assert.ok(performance.now() - started < 1000);
});

test('texts are folded alike, and no letter becomes another', () => {
  assert.equal(fold('Ｓｅｒｖｅｒ ２５０'), 'server 250');
  assert.equal(fold('RÉPONSE'), 'reponse');
  assert.equal(fold('الرِّسالة'), fold('الرسالة'));
  assert.equal(fold('٥٥٠'), '550');
  assert.notEqual(fold('が'), fold('か'));
});

test('the data of a thousand entries would have less than 100 kB', async ({ site }) => {
  for (const locale of await readdir(site)) {
    const text = await readFile(join(site, locale, 'search.json'), 'utf8').catch(() => null);
    if (text === null)
      continue;
    const data = JSON.parse(text);
    const whole = brotliCompressSync(text).length;
    const count = data.collections.reduce((sum, { entries }) => sum + entries.length, 0);
    const bare = brotliCompressSync(JSON.stringify({ ...data, collections: [] })).length;
    const thousand = bare + ((whole - bare) * 1000) / count;
    assert.ok(thousand < 100_000, `${locale}: ${Math.round(thousand)} bytes`);
  }
});

test('an address leads to the page that is meant', async ({ site }) => {
  const engine = await engineOf(site, 'ja');
  const lead = (path) => {
    const { locale, rest } = splitAddress(path, ['en', 'ja'], 'en');
    return `${locale}/${findAddress(engine, rest)}`;
  };
  assert.equal(lead('ja/smtp/334-vs-250'), 'ja/smtp/250-vs-334.html#swap');
  assert.equal(lead('ja/smtp/334-vs-250.html'), 'ja/smtp/250-vs-334.html#swap');
  assert.equal(lead('JA/SMTP/250-VS-334'), 'ja/smtp/250-vs-334.html');
  assert.equal(lead('ja/smtp/250-versus-334/'), 'ja/smtp/250-vs-334.html');
  assert.equal(lead('ja/smtp/250_vs_334'), 'ja/smtp/250-vs-334.html');
  assert.equal(lead('ja/smtp/250%20vs%20334'), 'ja/smtp/250-vs-334.html');
  assert.equal(lead('ja/smtp/250/index.html'), 'ja/smtp/250.html');
  assert.equal(lead('ja/smtp/250-vs-250'), 'ja/smtp/250.html');
  assert.equal(lead('smtp/250'), 'en/smtp/250.html');
  assert.equal(lead('ja/smtp'), 'ja/smtp/index.html');
  assert.equal(lead('ja/'), 'ja/');
  for (const path of ['ja/smtp/999', 'ja/smtp/250-vs-999', 'ja/http/250', 'ja/smtp/250/334', 'ja/%zz'])
    assert.equal(lead(path), 'ja/null', path);
  assert.equal(splitAddress('', ['en'], 'en'), null);
});

test('a former address leads to the entry that had it', () => {
  const entries = ['1', '2'].map((code) => ({ code, name: code, tone: 'neutral', summary: code, facts: [], quotes: [] }));
  entries[1].former = ['zwei'];
  const collections = [{ folder: 'x', href: 'x/', name: 'X', title: 'X', entries }];
  const engine = new Engine({ format: 1, lang: 'en', source: 'en', suffix: '', messages: { pair: '' }, collections });
  assert.equal(findAddress(engine, ['x', 'ZWEI']), 'x/2');
  assert.equal(findAddress(engine, ['x', 'zwei-vs-1']), 'x/1-vs-2#swap');
});

test('what the engine does not know it refuses', () => {
  assert.throws(() => new Engine({ format: 2 }), /format 1/);
});
