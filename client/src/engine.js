// Finds entries and pairs for what people paste.  docs/search.md tells the shape of
// the data.
import MiniSearch from 'minisearch';
import { fold, splitter, stem } from './text.js';

const FORMAT = 1;
const MOST_RESULTS = 20;
const MOST_CODES = 4; // whose pairs are shown
const NEAREST = 3;

const ADDRESS = /[a-z][a-z0-9+.-]*:\/\/\S*\/(\S*)/g;
const MAILBOX = /\S*@\S*/g;
const TOKEN = /[\p{L}\p{N}]+(?:[._+-][\p{L}\p{N}]+)*/gu;
// Where Chinese, Japanese and Korean stand beside a code without a space.
const WIDE = '[\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af]';
const BORDER = new RegExp(`(?<=[a-z0-9])(?=${WIDE})|(?<=${WIDE})(?=[a-z0-9])`, 'g');
const NUMERIC = /^\d+(?:[.-]\d+)*$/;

function shape(token) {
  return token.replace(/\d/g, '9');
}

export class Engine {
  #data;
  #split;
  #entries = [];
  #codes = new Map(); // from the folded code to entries
  #odd = []; // codes that are no single token, folded, with their entries
  #facts = new Map();
  #shapes = new Set();
  #versus;
  #words;

  constructor(data) {
    if (data.format !== FORMAT)
      throw new Error(`the search knows format ${FORMAT}, and this is ${data.format}`);
    this.#data = data;
    this.#split = splitter(data.lang);
    for (const collection of data.collections)
      collection.entries.forEach((entry, order) => this.#add(collection, entry, order));
    this.#versus = this.#makeVersus();
    this.#words = this.#makeWords();
  }

  get data() {
    return this.#data;
  }

  #add(collection, entry, order) {
    const known = { collection, entry, order, id: this.#entries.length };
    const code = fold(entry.code);
    const put = (map, key) => map.set(key, [...(map.get(key) ?? []), known]);

    this.#entries.push(known);
    for (const key of new Set([code, fold(entry.address ?? entry.code)]))
      put(this.#codes, key);
    if (code.match(TOKEN)?.[0] !== code)
      this.#odd.push([code, known]);
    if (NUMERIC.test(code))
      this.#shapes.add(shape(code));
    for (const fact of entry.facts)
      put(this.#facts, fold(fact));
  }

  // What stands between two codes: "vs" everywhere, and the word of the language.
  #makeVersus() {
    const between = /\{first\}(.*)\{second\}/.exec(this.#data.messages.pair);
    const word = fold(between?.[1] ?? '').trim().replace(/[^\p{L}\p{N}]/gu, '');
    const words = ['vs', 'v', 'versus', ...(word === '' ? [] : [word])];
    return new RegExp(`(?:^|[\\s\\p{P}])(?:${words.join('|')})\\.?(?=$|[\\s\\p{P}])`, 'u');
  }

  #makeWords() {
    const words = new MiniSearch({
      fields: ['code', 'name', 'summary', 'quotes', 'facts'],
      tokenize: (text) => this.#split(fold(text)),
      processTerm: (term) => term,
    });

    words.addAll(this.#entries.map(({ id, entry }) => ({
      id,
      code: entry.code,
      name: entry.name,
      summary: entry.summary,
      quotes: entry.quotes.join('\n'),
      facts: entry.facts.join('\n'),
    })));
    return words;
  }

  // The entries that words lead to, the best first: all of the words, then their
  // beginnings, and where that finds nothing any of them.
  #findWords(text) {
    const terms = this.#split(fold(text)).filter((term) => !/^(?:vs|versus)$/.test(term));
    const options = {
      boost: { code: 4, name: 3, summary: 2 },
      prefix: (term) => term.length > 1 || /[^\x00-\x7f]/.test(term),
      fuzzy: (term) => (term.length > 3 && !/\d/.test(term) ? 0.2 : false),
      tokenize: (joined) => joined.split('\n'),
    };
    const ways = [
      [terms, 'AND', options],
      [terms.map(stem), 'AND', { ...options, fuzzy: false }],
      [terms.map(stem), 'OR', { ...options, fuzzy: false }],
    ];

    if (terms.length === 0)
      return [];
    for (const [words, combineWith, how] of ways) {
      const hits = this.#words.search(words.join('\n'), { ...how, combineWith });
      if (hits.length > 0)
        return hits.filter((hit) => hit.score > hits[0].score / 4).map((hit) => this.#entries[hit.id]);
    }
    return [];
  }

  // The tokens of a text, each whole or, where nobody knows it, in its parts:
  // "550-5.1.1" as servers write it, "250-vs-334" as addresses do.
  #tokens(folded) {
    const tokens = [];
    const known = (token) => this.#codes.has(token) || this.#facts.has(token);

    for (const [token] of folded.replace(ADDRESS, ' $1 ').replace(MAILBOX, ' ').replace(BORDER, ' ').matchAll(TOKEN)) {
      const bare = token.replace(/\.html?$/, '');
      if (known(bare) || !/-|_|\dvs\d/.test(bare))
        tokens.push(bare);
      else
        tokens.push(...bare.split(/-|_|(?<=\d)vs(?=\d)/).filter((part) => part !== ''));
    }
    return tokens;
  }

  #findCodes(folded, tokens) {
    const found = new Set(tokens.flatMap((token) => this.#codes.get(token) ?? []));
    for (const [code, entry] of this.#odd)
      if (folded === code || folded.split(/\s/).includes(code))
        found.add(entry);
    return [...found];
  }

  #unknown(tokens) {
    return tokens.filter(
      (token) => NUMERIC.test(token) && !this.#codes.has(token) && !this.#facts.has(token) && this.#shapes.has(shape(token)),
    );
  }

  #nearest(token) {
    const distance = ({ entry }) => Math.abs(Number.parseFloat(fold(entry.code)) - Number.parseFloat(token));
    return this.#entries
      .filter(({ entry }) => shape(fold(entry.code)) === shape(token))
      .sort((a, b) => distance(a) - distance(b) || a.id - b.id)
      .slice(0, NEAREST);
  }

  // Two names with "vs" between them.
  #findSides(text) {
    const sides = fold(text).split(this.#versus).map((side) => side.trim());
    const found = sides.length === 2 && sides.every((side) => side !== '') ? sides.map((side) => this.#findSide(side)) : [];
    return found.length === 2 && found.every(Boolean) ? found : [];
  }

  #findSide(side) {
    return this.#findCodes(side, this.#tokens(side))[0] ?? this.#findWords(side)[0];
  }

  pair(one, other) {
    const [first, second] = one.order < other.order ? [one, other] : [other, one];
    const address = ({ entry }) => entry.address ?? entry.code;
    return {
      kind: 'pair',
      first,
      second,
      href: `${first.collection.folder}/${address(first)}-vs-${address(second)}${this.#data.suffix}`,
    };
  }

  entry(known) {
    const { collection, entry } = known;
    return { kind: 'entry', first: known, href: `${collection.folder}/${entry.address ?? entry.code}${this.#data.suffix}` };
  }

  #pairs(entries) {
    const pairs = [];
    for (let i = 0; i < entries.length; i++)
      for (let k = i + 1; k < entries.length; k++)
        if (entries[i].collection === entries[k].collection)
          pairs.push(this.pair(entries[i], entries[k]));
    return pairs;
  }

  // Returns what was found, the best first, and the code that nobody knows.
  find(text) {
    const folded = fold(text.slice(0, 1000));
    const tokens = this.#tokens(folded);
    const codes = this.#findCodes(folded, tokens);
    const unknown = this.#unknown(tokens)[0] ?? null;
    const sides = codes.length < 2 ? this.#findSides(text) : [];
    const nearest = unknown === null ? [] : this.#nearest(unknown);
    const facts = tokens.flatMap((token) => (this.#codes.has(token) ? [] : this.#facts.get(token) ?? []));
    const known = new Set(tokens.filter((token) => this.#codes.has(token) || NUMERIC.test(token)));
    const words = folded.replace(MAILBOX, ' ').replace(BORDER, ' ').split(/\s+/).filter((word) => !known.has(word)).join(' ');
    const entries = new Set([...codes, ...sides, ...nearest, ...facts, ...this.#findWords(words)]);
    const pairs = this.#pairs(codes.length > 1 ? codes.slice(0, MOST_CODES) : sides);

    return { unknown, results: [...pairs, ...[...entries].map((entry) => this.entry(entry))].slice(0, MOST_RESULTS) };
  }

  // The pairs that keep one entry of a collection and change the other for what
  // is looked for; all where nothing is.
  findOther(keep, without, text) {
    const collection = this.#entries.filter((known) => known.collection === keep.collection);
    const found = text.trim() === '' ? collection : this.find(text).results.map((result) => result.first);
    const codes = text.trim() === '' ? [] : collection.filter(({ entry }) => fold(entry.code).startsWith(fold(text.trim())));
    const others = new Set([...codes, ...found].filter((known) => known.collection === keep.collection && known !== keep && known !== without));
    return [...others].map((other) => ({ ...this.pair(keep, other), shown: other }));
  }

  // The entries of a page by its collection's folder and its own name in an address.
  entriesOf(folder, name) {
    const collection = this.#data.collections.find((each) => fold(each.folder) === fold(folder));
    const find = (address) =>
      this.#entries.find((known) => known.collection === collection &&
        [known.entry.address ?? known.entry.code, ...(known.entry.former ?? [])].some((each) => fold(each) === fold(address)));
    const whole = collection && find(name);

    if (!collection || whole)
      return whole ? [whole] : [];
    for (const match of name.matchAll(/[-_ ]?(?:vs|versus)[-_. ]?/gi)) {
      const both = [find(name.slice(0, match.index)), find(name.slice(match.index + match[0].length))];
      if (both.every(Boolean))
        return both[0] === both[1] ? [both[0]] : both;
    }
    return [];
  }
}
