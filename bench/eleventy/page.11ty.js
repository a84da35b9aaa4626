// The page of bench/hugo/layouts/_default/single.html, in Eleventy's own JavaScript.
const special = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
const e = (text) => String(text).replace(/[&<>"']/g, (character) => special[character]);
const each = (list, render) => list.map(render).join("");

export const data = {
	pagination: { data: "pages", size: 1, alias: "item" },
	permalink: ({ item }) => `${item.locale}/smtp/${item.file}.html`,
};

export function render({ item, site }) {
	const locale = site.locales[item.locale];
	const tags = Object.keys(site.locales);
	const words = locale.words;
	const codes = item.entries.map((i) => locale.entries[i]);
	return `<!DOCTYPE html>
<html lang="${e(item.locale)}">
<head>
<meta charset="utf-8">
<title>${e(item.title)} | ${e(locale.title)}</title>
<meta name="description" content="${e(locale.tagline)}">
<link rel="canonical" href="${site.base_url}${item.locale}/smtp/${item.file}.html">
${each(tags, (tag) => `<link rel="alternate" hreflang="${tag}" href="${site.base_url}${tag}/smtp/${item.file}.html">
`)}<link rel="stylesheet" href="../../assets/style.css">
</head>
<body>
<header><a href="../index.html">${e(locale.title)}</a>
<ul>
${each(tags, (tag) => `<li><a href="../../${tag}/smtp/${item.file}.html" lang="${tag}" hreflang="${tag}">${tag}</a></li>
`)}</ul></header>
<main>
<h1>${e(item.title)}</h1>
${each(codes, (code) => `<p><a href="${code.code}.html"><b>${code.code}</b> ${e(code.name)}</a> ${e(code.summary)}</p>
`)}<h2>${e(words.side_by_side)}</h2>
<table>
<tr><th>${e(words.property)}</th>${each(codes, (code) => `<th>${code.code}</th>`)}</tr>
${each(codes[0].rows, (row, i) => `<tr><th scope="row">${e(row.label)}</th>${each(codes, (code) => `<td>${e(code.rows[i].value)}</td>`)}</tr>
`)}</table>
<h3>${e(words.stages)}</h3>
<ol>
${each(locale.stages, (stage) => `<li>${e(stage.label)}${each(codes, (code) => code.stages.includes(stage.key) ? ` <b>${code.code}</b>` : "")}</li>
`)}</ol>
${each(codes, (code) => `<section id="code-${code.code}">
<h2>${code.code} ${e(code.name)}</h2>
${each(code.sections, (section) => `<h3>${e(section.heading)}</h3>
${each(section.paragraphs, (text) => `<p>${e(text)}</p>
`)}`)}</section>
`)}<h2>${e(words.key_differences)}</h2>
<ol>
${each(codes[0].rows, (row, i) => `<li>${each(codes, (code) => `${e(code.rows[i].sentence)} `)}</li>
`)}</ol>
<h2>${e(words.which_to_use_when)}</h2>
<ul>
${each(codes, (code) => each(code.verdicts, (text) => `<li>${e(text)}</li>
`))}</ul>
<h2>${e(words.learn_more)}</h2>
<ul>
${each(codes, (code) => each(code.references, (reference) => `<li><a href="${e(reference.url)}">${e(reference.name)}</a> ${e(reference.title)}</li>
`))}</ul>
</main>
</body>
</html>
`;
}
