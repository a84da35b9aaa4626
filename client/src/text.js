// Texts as the search compares them, the same way in the index and in the query.

// Marks that people leave out: accents of Latin, Greek and Cyrillic letters, and the
// vowel signs of Arabic and Hebrew.  Japanese keeps its own, which make other letters.
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

const DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

// Words of one or two hiragana are particles, which stand in every sentence.
const PARTICLE = /^\p{Script=Hiragana}{1,2}$/u;

// What Arabic writes in front of a word and is no part of it.
const ARTICLE = /^(?:[وفبك]?ال|لل)(?=\p{Script=Arabic}{3})/u;

export function fold(text) {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(DIGITS, (digit) => String(digit.codePointAt(0) & 15))
    .normalize('NFD')
    .replace(MARKS, '')
    .normalize('NFC')
    .replaceAll('\u0640', '')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه');
}

// Makes the function that splits a folded text of a language into words.
export function splitter(lang) {
  if (typeof Intl.Segmenter !== 'function')
    return (text) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

  const segmenter = new Intl.Segmenter(lang, { granularity: 'word' });

  return (text) => {
    const words = [];
    for (const { segment, isWordLike } of segmenter.segment(text))
      if (isWordLike && !PARTICLE.test(segment))
        words.push(segment.replace(ARTICLE, ''));
    return words;
  };
}

// The beginning of a word that its other forms share, or nothing of a short one.
export function stem(word) {
  const least = /^[\u3040-\u9fff]/.test(word) ? 2 : 4;
  const length = Math.max(least, Math.ceil(word.length * 0.65));
  return word.length > length && !/\d/.test(word) ? word.slice(0, length) : word;
}
