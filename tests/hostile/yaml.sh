# YAML that is deep, long, wide or endless.

test_5000_levels_of_flow_lists() {
  { printf 'ferry: '; repeat 5000 '['; repeat 5000 ']'; echo; } >"$glossary"
  try_site "$copy" 1 '\[too-deep\]'
}

test_5000_levels_of_flow_mappings() {
  { printf 'ferry: '; repeat 15000 '{a:'; repeat 5000 '}'; echo; } >"$glossary"
  try_site "$copy" 1 '\[(too-deep|syntax)\]'
}

test_5000_levels_of_block_lists() {
  { repeat 10000 '- '; echo x; } >"$glossary"
  try_site "$copy" 1 '\[too-deep\]'
}

test_1400_levels_of_indentation() {
  awk 'BEGIN { for (i = 0; i < 1400; i++) printf "%*sa:\n", i, "" }' >"$glossary"
  try_site "$copy" 1 '\[too-deep\]'
}

test_5000_levels_in_every_kind_of_file() {
  local file
  for file in content/site.yaml content/documents.yaml content/ferry/collection.yaml content/ferry/10.yaml \
    content/ferry/pairs/10-vs-20.yaml locales/de/locale.yaml locales/de/site.yaml locales/de/ferry/10.yaml; do
    { printf 'title: '; repeat 5000 '['; repeat 5000 ']'; echo; } >"$copy/$file"
  done
  try_site "$copy" 1 '\[too-deep\]'
}

# Whole files of one thing.
repeated_in_a_glossary() {
  repeat "$file_size" "$1" >"$glossary"
  try_site "$copy" any
}

test_1_mib_of_opening_brackets() { repeated_in_a_glossary '['; }
test_1_mib_of_opening_braces() { repeated_in_a_glossary '{'; }
test_1_mib_of_closing_brackets() { repeated_in_a_glossary ']'; }
test_1_mib_of_quotation_marks() { repeated_in_a_glossary '"'; }
test_1_mib_of_apostrophes() { repeated_in_a_glossary "'"; }
test_1_mib_of_list_marks() { repeated_in_a_glossary '- '; }
test_1_mib_of_key_marks() { repeated_in_a_glossary '? '; }
test_1_mib_of_colons() { repeated_in_a_glossary ': '; }
test_1_mib_of_commas() { repeated_in_a_glossary ','; }
test_1_mib_of_anchors() { repeated_in_a_glossary '&a '; }
test_1_mib_of_aliases() { repeated_in_a_glossary '*a '; }
test_1_mib_of_tags() { repeated_in_a_glossary '!a '; }
test_1_mib_of_directives() { repeated_in_a_glossary '%a '; }
test_1_mib_of_number_signs() { repeated_in_a_glossary '#'; }
test_1_mib_of_spaces() { repeated_in_a_glossary ' '; }
test_1_mib_of_wide_characters() { repeated_in_a_glossary 'あ'; }

lines_in_a_glossary() {
  repeat_lines "$file_size" "$1" >"$glossary"
  try_site "$copy" 1 "$2"
}

test_1_mib_of_the_same_key() { lines_in_a_glossary 'a: ' '\[duplicate-key\]'; }
test_1_mib_of_the_same_anchor() { lines_in_a_glossary '- &a x' '\[alias\]'; }
test_1_mib_of_documents() { lines_in_a_glossary '---' '\[several-documents\]'; }
test_1_mib_of_empty_items() { lines_in_a_glossary '-' '\[wrong-kind\]'; }

test_1_mib_of_line_feeds() {
  repeat_lines "$file_size" '' >"$glossary"
  try_site "$copy" 1 '\[empty-file\]'
}

test_1_mib_of_literal_blocks() {
  numbered '%d: |' 1 100000 >"$glossary"
  try_site "$copy" 1 '\[(too-long|empty-text)\]'
}

test_literal_blocks_above_half_a_mib_of_line_feeds() {
  { numbered 'k%d: |' 1 4000; repeat_lines 524288 ''; echo 'end: x'; } >"$glossary"
  try_site "$copy" any
}

test_100000_keys_with_one_duplicate() {
  { numbered '%d: x' 1 100000; echo '050000: x'; } >"$glossary"
  try_site "$copy" 1 "'050000' stands here a second time, first on line 50000; .*\[duplicate-key\]"
}

test_50000_keys_on_one_line_with_one_duplicate() {
  { printf '{'; numbered 'k%d: x,' 1 50000 | tr -d '\n'; printf ' k025000: x}\n'; } >"$glossary"
  try_site "$copy" 1 "'k025000' stands here a second time, first on line 1; .*\[duplicate-key\]"
}

test_60000_unknown_keys_on_one_line() {
  { printf '{'; numbered 'k%d: x,' 1 60000 | tr -d '\n'; printf '}\n'; } >"$entry"
  try_site "$copy" 1 '\[unknown-key\]'
}

test_90000_unknown_keys() {
  numbered 'k%d: x' 1 90000 >"$entry"
  try_site "$copy" 1 '\[unknown-key\]'
}

test_70000_unknown_messages() {
  numbered '  k%d: x' 1 70000 >>"$copy/locales/de/locale.yaml"
  try_site "$copy" 1 '\[too-long\]'
}

test_60000_documents() {
  numbered 'k%d: {}' 1 60000 >>"$copy/content/documents.yaml"
  try_site "$copy" 1 '\[too-long\]'
}

# In all languages, so that each is looked up in each.
test_60000_facts() {
  numbered '  k%d: {}' 1 60000 >"$copy.facts"
  sed -i "/^facts:/r $copy.facts" "$copy/content/ferry/collection.yaml" "$copy/locales/de/ferry/collection.yaml"
  try_site "$copy" 1 '\[too-long\]'
}

test_60000_attributes() {
  numbered '  k%d: {}' 1 60000 >"$copy.attributes"
  sed -i "/^attributes:/r $copy.attributes" "$copy/content/ferry/collection.yaml" \
    "$copy/locales/de/ferry/collection.yaml"
  try_site "$copy" 1 '\[too-long\]'
}

test_60000_stages() {
  numbered '  k%d: {}' 1 60000 >"$copy.stages"
  sed -i "/^stages:/r $copy.stages" "$copy/content/ferry/collection.yaml" "$copy/locales/de/ferry/collection.yaml"
  try_site "$copy" 1 '\[too-long\]'
}

test_100000_related_codes() {
  { echo 'related:'; numbered '- "%d"' 1 90000; } >>"$copy/content/ferry/30.yaml"
  try_site "$copy" 1 "'related' has 90000 items, and may have 100; .*\[too-long\]"
}

test_100000_related_codes_on_one_line() {
  { printf 'related: ['; numbered '"%d",' 1 100000 | tr -d '\n'; echo ']'; } >>"$copy/content/ferry/30.yaml"
  try_site "$copy" 1 "'related' has 100000 items, and may have 100; .*\[too-long\]"
}

test_100000_times_the_same_related_code() {
  { printf 'related: ['; repeat 900000 '"10", '; echo '"10"]'; } >>"$copy/content/ferry/30.yaml"
  try_site "$copy" 1 '\[too-long\]'
}

test_100000_stages_of_an_entry() {
  { printf 'stages: ['; repeat 900000 'ramp, '; echo 'deck]'; } >>"$copy/content/ferry/30.yaml"
  try_site "$copy" 1 '\[too-long\]'
}

test_50000_references() {
  { echo 'references:'; repeat_lines 1000000 '- {document: X}'; } >>"$copy/content/ferry/30.yaml"
  try_site "$copy" 1 '\[too-long\]'
}

test_a_text_of_1_mib() {
  { entry_without_fix; printf 'fix: "'; repeat 1000000 'Go home. '; echo '"'; } >"$entry"
  try_site "$copy" 1 "'fix' is 1000000 characters long, and may have 100000; .*\[too-long\]"
}

test_a_text_as_long_as_may_be() {
  { entry_without_fix; printf 'fix: "'; repeat "$prose_size" 'Go home. ' ; echo '"'; } >"$entry"
  try_site "$copy" 0
}

test_a_class_named_by_1_mib() {
  { entry_without_fix | grep -v '^class:'; printf 'fix: Go home.\nclass: "'; repeat 1000000 'x'; echo '"'; } >"$entry"
  try_site "$copy" 1 '\[too-long\]'
}

test_a_code_of_1_mib() {
  { entry_without_fix | grep -v '^code:'; printf 'fix: Go home.\ncode: "'; repeat 1000000 'x'; echo '"'; } >"$entry"
  try_site "$copy" 1 '\[too-long\]'
}

test_an_address_of_1_mib() {
  { entry_without_fix; printf 'fix: Go home.\naddress: '; repeat 1000000 'x'; echo; } >"$entry"
  try_site "$copy" 1 '\[too-long\]'
}

test_a_language_tag_of_1_mib() {
  sed -i '/^tag:/d' "$copy/locales/de/locale.yaml"
  { printf 'tag: de-x'; repeat 900000 '-abcdefgh'; echo; } >>"$copy/locales/de/locale.yaml"
  try_site "$copy" 1 '\[too-long\]'
}

test_a_key_of_1_mib() {
  { printf '? '; repeat 1000000 'x'; printf '\n: y\n'; } >>"$copy/content/site.yaml"
  try_site "$copy" 1 '\[unknown-key\]'
}

test_a_key_with_line_feeds_and_escapes() {
  printf '"a\\nb\\e[31m\\tc": x\n' >>"$copy/content/site.yaml"
  try_site "$copy" 1 '\[unknown-key\]'
}

test_an_error_at_the_end_of_a_line_of_1_mib() {
  { printf 'ferry: "'; repeat 1000000 'x'; echo '" x'; } >"$glossary"
  try_site "$copy" 1 '\[syntax\]'
}

test_an_error_in_the_middle_of_a_line_of_1_mib() {
  { printf 'ferry: { a: "'; repeat 499998 'あ'; printf '", \007 b: "'; repeat 500000 'x'; echo '" }'; } >"$glossary"
  try_site "$copy" 1 '\[control-character\]'
}

test_an_error_at_the_start_of_a_line_of_1_mib() {
  { printf 'clean_urls: "'; repeat 1000000 'x'; echo '"'; } >>"$copy/content/site.yaml"
  try_site "$copy" 1 '\[duplicate-key\]'
}

test_a_boolean_of_1_mib() {
  sed -i '/^clean_urls/d' "$copy/content/site.yaml"
  { printf 'clean_urls: "'; repeat 1000000 'x'; echo '"'; } >>"$copy/content/site.yaml"
  try_site "$copy" 1 '\[wrong-kind\]'
}

test_an_address_of_a_document_of_1_mib() {
  { printf 'Other:\n  title: Other\n  url: "'; repeat 1000000 'x'; echo '"'; } >>"$copy/content/documents.yaml"
  try_site "$copy" 1 '\[too-long\]'
}

# libyaml ends a line at a carriage return; who counts line feeds alone gets lost.
test_carriage_returns_alone() {
  { printf 'ferry: x\r? "'; repeat 1040000 'x'; printf '"\n: y\nramp: z\n'; } >"$glossary"
  try_site "$copy" 1 '\[control-character\]'
}

# Patterns of messages.
sentence_of_the_ferry() {
  { printf '  horn:\n    label: Horn\n    sentence: "'; cat; echo '"'; } >"$copy.class"
  sed -i "/^classes:/r $copy.class" "$copy/content/ferry/collection.yaml"
}

test_a_pattern_as_deep_as_it_may_be_long() {
  { repeat 912 '{code,select,other{'; printf '{code}'; repeat 96 '}}'; } | sentence_of_the_ferry
  try_site "$copy" any
}

test_a_pattern_of_half_a_mib_that_nests() {
  { repeat 475000 '{code,select,other{'; printf '{code}'; repeat 50000 '}}'; } | sentence_of_the_ferry
  try_site "$copy" 1 '\[too-long\]'
}

test_a_pattern_of_half_a_mib_of_braces() {
  repeat 500000 '{' | sentence_of_the_ferry
  try_site "$copy" 1 '\[too-long\]'
}

test_a_pattern_of_half_a_mib_of_arguments() {
  repeat 499998 '{code}' | sentence_of_the_ferry
  try_site "$copy" 1 '\[too-long\]'
}

test_a_pattern_of_apostrophes() {
  { repeat 999 "'"; printf '{code}'; } | sentence_of_the_ferry
  try_site "$copy" any
}

test_2000_entries_in_3_locales() {
  local locale number
  cp -R "$copy/locales/de" "$copy/locales/fr"
  sed -i 's/^tag: de/tag: fr/' "$copy/locales/fr/locale.yaml"
  for number in {1001..3000}; do
    sed "s/^code: .*/code: \"$number\"/;s/^related:.*//" "$copy/content/ferry/10.yaml" >"$copy/content/ferry/$number.yaml"
    for locale in de fr; do
      cp "$copy/locales/$locale/ferry/10.yaml" "$copy/locales/$locale/ferry/$number.yaml"
    done
  done
  expect_good "$copy" check
}

# Entries x1 to x$1, each with what stands behind, where N is its number.
make_entries() {
  awk -v most="$1" -v more="$2" -v folder="$copy/content/ferry" '
    !/^related/ { text = text $0 "\n" }
    END {
      for (i = 1; i <= most; i++) {
        own = more
        gsub(/N/, i, own)
        file = folder "/x" i ".yaml"
        entry = text
        sub(/code: "10"/, "code: \"x" i "\"", entry)
        printf "%s%s\n", entry, own >file
        close(file)
      }
    }' "$copy/content/ferry/10.yaml"
}

# Checks the copy; the status is to be 1, and what is said has to match $1.
expect_findings() {
  local status
  viceversa "$copy" check
  status=$?
  if [ "$status" -ne 1 ]; then
    describe_status "$copy" "$status"
  elif ! grep -qE -- "$1" "$copy.err"; then
    echo "check says nothing like '$1': $(head -n 3 "$copy.err" | cut -c 1-200)"
  fi
}

test_10000_entries() {
  make_entries 10000 ''
  expect_good "$copy" check
}

test_10000_entries_and_10000_translations_of_others() {
  local number
  make_entries 10000 ''
  for number in {1..10000}; do
    echo 'summary: Die Fähre legt ab.' >"$copy/locales/de/ferry/y$number.yaml"
  done
  expect_findings '\[nothing-to-translate\]'
}

test_10000_entries_related_to_others_that_are_none() {
  make_entries 10000 'related: [yN, zN, uN, vN]'
  expect_findings '\[unknown-code\]'
}

test_10000_entries_and_10000_pairs_of_others() {
  local number
  make_entries 10000 ''
  for number in {1..10000}; do
    echo 'verdict: Answer with 10.' >"$copy/content/ferry/pairs/y$number-vs-z$number.yaml"
  done
  expect_findings '\[unknown-code\]'
}

test_5000_documents_and_10000_references_to_others() {
  numbered 'k%d: { title: Rules, url: "https://rules.example/" }' 1 5000 >>"$copy/content/documents.yaml"
  sed -i '/^references:/,/^  - /d' "$copy/content/ferry/10.yaml"
  make_entries 5000 'references: [{ document: jN }, { document: lN }]'
  expect_findings '\[unknown-document\]'
}

test_90000_unknown_keys_in_two_languages() {
  numbered 'k%d: x' 1 90000 | tee -a "$copy/content/ferry/10.yaml" >>"$copy/locales/de/ferry/10.yaml"
  expect_findings '\[unknown-key\]'
}

test_2000_translations_of_nothing() {
  local number status
  for number in {1001..3000}; do
    echo 'summary: Die Fähre legt ab.' >"$copy/locales/de/ferry/$number.yaml"
    sed "s/^code: .*/code: \"x$number\"/;s/^related:.*//" "$copy/content/ferry/10.yaml" >"$copy/content/ferry/x$number.yaml"
  done
  viceversa "$copy" check
  status=$?
  if [ "$status" -ne 1 ]; then
    describe_status "$copy" "$status"
  fi
  expect_sensible "$copy"
}
