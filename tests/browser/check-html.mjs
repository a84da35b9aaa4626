// Looks at every page of a site, on all processors: node check-html.mjs SITE.  The suite
// looks at a sample.
import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

// Takes the next page as long as there is one.
async function work({ site, paths, next }) {
  const { checkHtml } = await import('./html.mjs');
  const { checkLinks } = await import('./links.mjs');

  for (let i = Atomics.add(next, 0, 1); i < paths.length; i = Atomics.add(next, 0, 1))
    parentPort.postMessage([...(await checkHtml(site, paths[i])), ...(await checkLinks(site, paths[i]))]);
}

async function main(site) {
  const paths = (await readdir(site, { recursive: true })).filter((path) => path.endsWith('.html')).sort();
  const next = new Int32Array(new SharedArrayBuffer(4));
  const started = Date.now();
  let done = 0;
  let failed = 0;

  const report = (faults) => {
    done++;
    failed += faults.length > 0;
    for (const fault of faults)
      console.log(fault);
    if (done % 1000 === 0)
      console.log(`${done} of ${paths.length}`);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, () => new Promise((end, fail) => {
    new Worker(new URL(import.meta.url), { workerData: { site, paths, next } })
      .on('message', report).on('error', fail).on('exit', end);
  })));
  console.log(`check-html: ${done - failed} passed, ${failed} failed in ${Math.round((Date.now() - started) / 1000)} s`);
  process.exitCode = failed === 0 && done === paths.length ? 0 : 1;
}

await (isMainThread ? main(process.argv[2]) : work(workerData));
