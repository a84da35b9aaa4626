// What axe finds wrong on a page.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function inspect(page, rules = {}) {
  // Evaluated by the debugger, which the policy of the pages does not bind.
  await page.evaluate(source);
  const { violations } = await page.evaluate(([tags, changed]) => globalThis.axe.run(document, { runOnly: tags, rules: changed, resultTypes: ['violations'] }), [TAGS, rules]);
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`));
}
