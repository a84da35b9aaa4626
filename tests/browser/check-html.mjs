// Looks at every page of a site: node check-html.mjs SITE.  The suite looks at a sample.
import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { launch } from './support.mjs';
import { serve } from './server.mjs';
import { inspect } from './axe.mjs';
import { checkHtml } from './html.mjs';

const [site] = process.argv.slice(2);
const paths = (await readdir(site, { recursive: true })).filter((path) => path.endsWith('.html')).sort();
const server = await serve(site);
const browser = await launch();
let next = 0;
let failed = 0;

async function work() {
  const context = await browser.newContext({ serviceWorkers: 'block', colorScheme: 'light' });
  const page = await context.newPage();
  while (next < paths.length) {
    const path = paths[next++];
    const faults = await checkHtml(site, path);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      if (colorScheme === 'light')
        await page.goto(server.address + path);
      faults.push(...(await inspect(page)).map((fault) => `${path} ${colorScheme}: ${fault}`));
    }
    failed += faults.length > 0;
    for (const fault of faults)
      console.log(fault);
    if (next % 1000 === 0)
      console.log(`${next} of ${paths.length}`);
  }
  await context.close();
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
await browser.close();
await server.close();
console.log(`check-html: ${paths.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
