// Links within a site: each leads to a file, and its fragment to an element there.
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';

const LINK = /<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^"]*)"/g;
const ID = /\sid="([^"]*)"/g;

const known = new Map(); // by path: what it has of identifiers; null where there is no such file

async function identifiersOf(site, path) {
  if (!known.has(path)) {
    const text = await readFile(join(site, path), 'utf8').catch(() => null);
    known.set(path, text === null ? null : new Set([...text.matchAll(ID)].map(([, id]) => id)));
  }
  return known.get(path);
}

export async function checkLinks(site, path) {
  const text = await readFile(join(site, path), 'utf8');
  const faults = [];

  for (const [, link] of text.matchAll(LINK)) {
    if (/^[a-z]+:/.test(link))
      continue;
    const [file, fragment] = link.replaceAll('&amp;', '&').split('#');
    const target = file === '' ? path : posix.join(file.startsWith('/') ? '' : posix.dirname(path), file);
    const identifiers = await identifiersOf(site, decodeURI(target));
    if (identifiers === null)
      faults.push(`${path}: nothing is at '${link}'`);
    else if (fragment && !identifiers.has(decodeURIComponent(fragment)))
      faults.push(`${path}: nothing there is called '${link}'`);
  }
  return faults;
}
