// All cases, one after the other: their files add them by being imported.
import { mkdir } from 'node:fs/promises';
import { launch, runTests } from './support.mjs';
import { serve } from './server.mjs';
import './bundle.mjs';
import './engine.mjs';
import './search.mjs';
import './pair.mjs';
import './addresses.mjs';
import './offline.mjs';
import './preview.mjs';
import './reading.mjs';
import './access.mjs';
import './light.mjs';
import './pictures.mjs';

const site = process.env.SITE;
const server = await serve(site);
const browser = await launch();

await mkdir(new URL('report/', import.meta.url), { recursive: true });
const done = await runTests({ browser, site, address: server.address, requests: server.requests });
await browser.close();
await server.close();
process.exit(done ? 0 : 1);
