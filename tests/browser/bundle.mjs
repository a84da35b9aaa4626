// The scripts in templates/assets/ are what client/ makes of its sources.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from './support.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('the committed scripts are made of the committed sources', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  try {
    execFileSync(process.execPath, [join(root, 'client/build.mjs'), folder]);
    for (const name of ['app.js', 'search.js', 'sw.js'])
      assert.equal(await readFile(join(root, 'templates/assets', name), 'utf8'), await readFile(join(folder, name), 'utf8'),
        `${name} is another; run make client`);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the scripts that use the library carry its licence', async () => {
  const text = await readFile(join(root, 'templates/assets/search.js'), 'utf8');
  assert.match(text, /MiniSearch 7\.[0-9.]+, MIT License/);
  assert.match(text, /Permission is hereby granted, free of charge/);
});

test('no lock file names a host', async () => {
  for (const folder of ['client', 'tests/browser'])
    assert.doesNotMatch(await readFile(join(root, folder, 'package-lock.json'), 'utf8'), /"resolved"/);
});
