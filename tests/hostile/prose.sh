# Prose that is hard for a parser of CommonMark: whole texts of one thing, as long
# as a text may be.

prose_of() {
  { entry_without_fix; printf 'fix: |\n  '; repeat "$prose_size" "$1" | tr '\t' ' '; echo; } >"$entry"
  try_site "$copy" any
}

# The same in lines.
prose_lines_of() {
  { entry_without_fix; printf 'fix: |\n'; repeat_lines "$prose_size" "$1" | sed 's/^/  /'; } >"$entry"
  try_site "$copy" any
}

test_prose_of_asterisks() { prose_of '*'; }
test_prose_of_underscores() { prose_of '_'; }
test_prose_of_opening_brackets() { prose_of '['; }
test_prose_of_closing_brackets() { prose_of ']'; }
test_prose_of_greater_signs() { prose_of '>'; }
test_prose_of_less_signs() { prose_of '<'; }
test_prose_of_backticks() { prose_of '`'; }
test_prose_of_tildes() { prose_of '~'; }
test_prose_of_backslashes() { prose_of '\\'; }
test_prose_of_ampersands() { prose_of '&'; }
test_prose_of_number_signs() { prose_of '#'; }
test_prose_of_opened_emphasis() { prose_of '*a '; }
test_prose_of_opened_strong_emphasis() { prose_of '**a **'; }
test_prose_of_mixed_emphasis() { prose_of '*_a '; }
test_prose_of_closed_emphasis() { prose_of 'a* '; }
test_prose_of_opened_links() { prose_of '[a'; }
test_prose_of_closed_links() { prose_of 'a]'; }
test_prose_of_nested_links() { prose_of '[a]('; }
test_prose_of_nested_links_in_angles() { prose_of '[a](<b'; }
test_prose_of_nested_images() { prose_of '![['; }
test_prose_of_links_in_emphasis() { prose_of '*[a]*'; }
test_prose_of_definitions() { prose_of '[a]: x '; }
test_prose_of_definition_lines() { prose_lines_of '[a]: https://rules.example/'; }
test_prose_of_quote_lines() { prose_lines_of '> > > > > > > > a'; }
test_prose_of_list_marks() { prose_of '- '; }
test_prose_of_numbered_list_marks() { prose_of '1. '; }
test_prose_of_lists_in_quotes() { prose_of '> - '; }
test_prose_of_rule_lines() { prose_lines_of '***'; }
test_prose_of_unclosed_comments() { prose_of '<!--'; }
test_prose_of_unclosed_instructions() { prose_of '<?'; }
test_prose_of_unclosed_declarations() { prose_of '<!A '; }
test_prose_of_unclosed_cdata() { prose_of '<![CDATA['; }
test_prose_of_opened_tags() { prose_of '<a b="'; }
test_prose_of_tags() { prose_of '<a>'; }
test_prose_of_tag_lines() { prose_lines_of 'Go <b>home</b>.'; }
test_prose_of_unsafe_links() { prose_of '[a](javascript:a) '; }
test_prose_of_entities() { prose_of '&#0;&#x202e;&lt;'; }
test_prose_of_hard_breaks() { prose_lines_of 'a\\'; }
test_prose_of_wide_lines() { prose_lines_of 'あ'; }

test_prose_of_growing_runs_of_backticks() {
  { entry_without_fix; printf 'fix: |\n  '; awk 'BEGIN { for (i = 1; i < 430; i++) { printf "e"; for (k = 0; k < i; k++) printf "`" } print "" }'; } >"$entry"
  try_site "$copy" any
}

test_prose_of_a_staircase_of_lists() {
  { entry_without_fix; printf 'fix: |\n'; awk 'BEGIN { for (i = 0; i < 300; i++) printf "  %*s* a\n", 2 * i, "" }'; } >"$entry"
  try_site "$copy" 0
}

test_1_mib_of_each_mark_in_prose() {
  local mark number=40
  for mark in '*' '_' '[' '>' '`' '- ' '&'; do
    number=$((number + 1))
    { entry_without_fix | sed "s/^code: .*/code: \"$number\"/"; printf 'fix: |\n  '; repeat 1000000 "$mark"; echo; } \
      >"$copy/content/ferry/$number.yaml"
  done
  try_site "$copy" 1 '\[too-long\]'
}

test_2000_differences_of_brackets() {
  { echo 'differences:'; repeat 2000 '[' | sed "s/.*/  - '&'/;p;p;p;p;p;p;p;p;p;p"; } >"$copy/content/ferry/pairs/10-vs-30.yaml"
  try_site "$copy" 0
}
