# Every text of every file filled with what means something in HTML, in XML, in
# CommonMark, in ICU's patterns or in a template.

# As text, as a pattern of ICU and as a page shows it.
evil="\"><script>alert(1)</script>{}'&amp;\\{0}<!--]]>"
evil_pattern="\"><script>alert(1)</script>'{}'''&amp;\\'{0}'<!--]]>"
evil_escaped='&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;{}&#39;&amp;amp;\{0}&lt;!--]]&gt;'
# cmark leaves an apostrophe as it is.
evil_prose=${evil_escaped/&#39;/\'}
# A code names a file and so has no slash.
evil_code="\"><img src=x onerror=alert(1)>'&amp;{0}"

# A text for sed to put in.
for_sed() {
  printf '%s' "$1" | sed 's/[\\&|]/\\&/g'
}

in_single_quotes() {
  printf "'%s'" "${1//\'/\'\'}"
}

# Puts the text behind every text of the site.
fill_texts() {
  local text pattern prose quoted
  text=$(for_sed "$evil")
  pattern=$(for_sed "$evil_pattern")
  prose=$(for_sed "\`\` $evil \`\`")
  quoted=$(for_sed "$(in_single_quotes "$evil")")
  (
    cd "$copy" || exit
    # What the translations were made of does not matter here.
    sed -i '/^fingerprints:/,$d' locales/de/*.yaml locales/de/ferry/*.yaml locales/de/ferry/pairs/*.yaml
    # Patterns: the messages, and the sentences of a collection.
    sed -i -E "/^  [a-z_]+: /{s|^(  [a-z_]+: )\"(.*)\"\$|\1\2|;s|'|''|g;s|^(  [a-z_]+: )(.*)\$|\1'\2 ${pattern//\'/\'\'}'|}" \
      locales/*/locale.yaml
    sed -i -E "s|^( +(sentence\|verdict): .*)|\1 $pattern|" content/ferry/collection.yaml locales/de/ferry/collection.yaml
    # Lines of text.
    sed -i -E "s|^( *(title\|tagline\|name\|label\|summary): .*)|\1 $text|" content/*.yaml content/ferry/*.yaml \
      locales/de/site.yaml locales/de/ferry/*.yaml
    sed -i -E "s|^(    range: ).*|\1$quoted|" content/ferry/collection.yaml
    sed -i -E "s|^(.*)|\1 $text|" locales/de/glossary.yaml
    # Prose, and the example, whose lines are no Markdown.
    sed -i -E "/^example/,/^[a-z]/!s|^(  [A-Z].*)|\1 $prose|" content/ferry/[1-3]0.yaml locales/de/ferry/10.yaml
    sed -i -E "/^description/,/^[a-z]/s|^(  [A-Z].*)|\1 $prose|" content/ferry/collection.yaml locales/de/ferry/collection.yaml
    sed -i -E "/^example/,/^[a-z]/s|^(  .*)|\1 $text|" content/ferry/10.yaml locales/de/ferry/10.yaml
    sed -i -E "s|^(  (- )?[A-Z].*)|\1 $prose|" content/ferry/pairs/*.yaml locales/de/ferry/pairs/*.yaml
    # Names that the author chooses, where they are given and where they are used.
    sed -i -E "s|^( +)(welcome\|delay\|next\|drive\|wait\|lamps\|ramp\|deck):|\1${quoted%\'} \2':|;s|^(class: \|  next: )([a-z]+)\$|\1${quoted%\'} \2'|" \
      content/ferry/*.yaml locales/de/ferry/collection.yaml
    sed -i -E "s|^  '([^']\|'')* next': ([a-z]+)\$|  ${quoted%\'} next': ${quoted%\'} \2'|;s|^stages: \[ramp, deck\]|stages: [${quoted%\'} ramp', ${quoted%\'} deck']|;s|^stages: \[ramp\]|stages: [${quoted%\'} ramp']|" \
      content/ferry/[1-3]0.yaml
    sed -i -E "s|^(  lamps: )?(.*)\[green\]|\1\2[$quoted]|;s|document: Ferry Rules|document: ${quoted%\'} Rules'|;s|section: \"2.1\"|section: $quoted|;s|^Ferry Rules:|${quoted%\'} Rules':|" \
      content/documents.yaml content/ferry/*.yaml
  )
}

# An entry whose code itself is evil, and its pairs.
add_evil_entry() {
  {
    entry_without_fix | grep -vE '^(code|class|  next):? ' | sed "/^attributes/d;/^  next/d"
    echo "code: $(in_single_quotes "$evil_code")"
    echo 'address: evil'
    echo "class: $(in_single_quotes "$evil delay")"
    printf 'attributes:\n  %s: %s\n' "$(in_single_quotes "$evil next")" "$(in_single_quotes "$evil wait")"
    echo 'fix: Go home.'
  } >"$copy/content/ferry/$evil_code.yaml"
  echo 'verdict: Answer with 10.' >"$copy/content/ferry/pairs/$evil_code-vs-10.yaml"
}

# The same site with plain words in the place of all that.
build_harmless() {
  local copy=$copy.harmless evil='plain words' evil_pattern='plain words' evil_code='"plain'
  cp -a "$work/base" "$copy"
  fill_texts
  add_evil_entry
  expect_good "$copy" build
}

test_every_text_is_escaped_on_every_page() {
  local page
  build_harmless
  fill_texts
  add_evil_entry
  expect_good "$copy" build
  python3 "$here/escaping.py" "$copy.harmless/site" "$copy/site" "$evil"
  find "$copy/site" -name '*.html' | while read -r page; do
    if ! grep -qF -- "$evil_escaped" "$page"; then
      echo "${page#"$copy"/} does not show the text at all"
    fi
  done
  for page in en/ferry/10.html en/ferry/10-vs-wait.html de/ferry/10.html de/ferry/10-vs-wait.html en/ferry/index.html; do
    if ! grep -qF -- "<code>$evil_prose</code>" "$copy/site/$page"; then
      echo "$page does not show the text in prose"
    fi
  done
}

# Only what is no text may stay as it is: addresses of the web, codes, tags,
# switches, and keys with all that belongs to them on the lines below.
test_every_text_is_filled() {
  fill_texts
  (cd "$copy" && grep -rvE -- '<script>|^ *[a-z_]+:( [|])?$|^ *#|^$' content locales) \
    | grep -vE ':(code|address|base_url|source_locale|tag|clean_urls|related|  url|  section_url|    tone|    decides): '
}
