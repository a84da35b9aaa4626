// Bundles the sources into the scripts that pages load: node build.mjs [FOLDER]
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2] ?? join(here, '../templates/assets');
const library = join(here, 'node_modules/minisearch');
const { version } = JSON.parse(readFileSync(join(library, 'package.json'), 'utf8'));
const licence = readFileSync(join(library, 'LICENSE.txt'), 'utf8').trim();
const own = 'viceversa, GPL-3.0-or-later. Made by "make client" from client/src.';

const scripts = {
  app: `/* ${own} */`,
  search: `/* ${own} With MiniSearch ${version}, MIT License:\n\n${licence} */`,
  sw: `/* ${own} */`,
};

for (const [name, banner] of Object.entries(scripts))
  await build({
    entryPoints: [join(here, `src/${name}.js`)],
    outfile: join(folder, `${name}.js`),
    bundle: true,
    minify: true,
    format: name === 'sw' ? 'iife' : 'esm',
    target: ['es2022', 'safari16'],
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: banner },
    logLevel: 'warning',
  });
