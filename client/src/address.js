// Which page is meant by an address that has none: the other order of a pair, capitals,
// a missing or another suffix.

const LEFT_OUT = /(?:\/index)?(?:\.html?|\.php)?\/*$/i;

function decode(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

// path is what follows the root of the site; locales are their folders, preferred
// the language of someone whose address names none.
// Returns the locale's folder and what follows, or null.
export function splitAddress(path, locales, preferred) {
  const parts = decode(path).replace(LEFT_OUT, '').split('/').filter((part) => part !== '');
  const locale = locales.find((folder) => folder.toLowerCase() === parts[0]?.toLowerCase());

  if (parts.length === 0)
    return null;
  return locale === undefined ? { locale: preferred, rest: parts } : { locale, rest: parts.slice(1) };
}

// Returns the address of the page relative to its locale, with "#swap" behind the
// pair in the other order, or null.
export function findAddress(engine, rest) {
  const { data } = engine;

  if (rest.length === 0)
    return '';
  const collection = data.collections.find(({ folder }) => folder.toLowerCase() === rest[0].toLowerCase());
  if (collection === undefined || rest.length > 2)
    return null;
  if (rest.length === 1)
    return collection.href;
  const [first, second] = engine.entriesOf(collection.folder, rest[1]);
  if (first === undefined)
    return null;
  if (second === undefined)
    return engine.entry(first).href;
  return engine.pair(first, second).href + (first.order < second.order ? '' : '#swap');
}
