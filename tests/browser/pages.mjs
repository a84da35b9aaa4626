// The sample that stands for all pages: each kind, in a language.
export const KINDS = {
  site: ['index.html', '404.html'],
  locale: ['index.html', 'translations.html', 'offline.html', '404.html', 'smtp/index.html', 'smtp/550.html', 'smtp/250-vs-334.html'],
};

export const LOCALES = ['ar', 'de', 'en', 'es', 'fr', 'ja', 'ko', 'ru', 'zh'];

export function pagesOf(locale) {
  return KINDS.locale.map((path) => `${locale}/${path}`);
}
