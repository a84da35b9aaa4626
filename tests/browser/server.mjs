// A plain static server: files, 404.html, and the policy that the pages have to obey.
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "manifest-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8', '.webmanifest': 'application/manifest+json', '.zip': 'application/zip',
};

async function find(folder, path) {
  const file = join(folder, normalize(path));

  if (!file.startsWith(folder))
    return null;
  const known = await stat(file).catch(() => null);
  if (known?.isDirectory())
    return path.endsWith('/') ? find(folder, `${path}index.html`) : null;
  return known === null ? null : file;
}

// Serves the files of a folder below a base path such as "/docs/"; with nearest, a wrong
// address gets the 404.html of its language.  Returns the address, the requests so far,
// and what closes it.
export async function serve(folder, { base = '/', nearest = false } = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const path = decodeURIComponent(pathname);
    const file = path.startsWith(base) ? await find(folder, path.slice(base.length - 1)) : null;
    const own = nearest && file === null ? await find(folder, `/${path.slice(base.length).split('/')[0]}/404.html`) : null;
    const shown = file ?? own ?? join(folder, '404.html');

    requests.push(pathname);
    response.writeHead(file === null ? 404 : 200, {
      'Content-Type': TYPES[extname(shown)] ?? 'application/octet-stream',
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-cache',
    });
    response.end(await readFile(shown));
  });

  await new Promise((done) => server.listen(0, 'localhost', done));
  return {
    address: `http://localhost:${server.address().port}${base}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
