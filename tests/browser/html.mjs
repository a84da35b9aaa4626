// The grammar of HTML.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // Matters of taste, not of grammar.
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'no-inline-style': 'error',
    'require-sri': 'off',
    'text-content': 'off',
    // Where a style sheet lays a table out as a grid, some browsers forget what it is.
    'no-redundant-role': 'off',
    'tel-non-breaking': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
  },
});

export async function checkHtml(site, path) {
  const report = await validator.validateString(await readFile(join(site, path), 'utf8'), path);
  return report.results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) =>
    `${path}:${line}:${column}: ${message} (${ruleId})`));
}
