# Names of files, links, kinds of file and templates that nobody expects.

strange_names=(
  $'line\nfeed' $'escape\033[31m' $'tab\there' $'bell\007' 'quotes"and'\''more' 'dollar$(id)`id`' 'back\slash' '%s%n%s'
  $'broken\377\376' $'cut\303' $'bidi\342\200\256' '<script>alert(1)<' '&amp;' '-n' '--root' ' space ' '日本語' 'a?b#c'
)

# A stem that makes a name of 255 bytes with the ending $1.
longest_stem() {
  repeat $((255 - ${#1})) 'x'
}

test_strange_names_of_entries() {
  local name
  for name in "${strange_names[@]}" "$(longest_stem .yaml)"; do
    { entry_without_fix; echo 'fix: Go home.'; } >"$copy/content/ferry/$name.yaml"
  done
  try_site "$copy" 1 '\[code-and-file\]'
}

test_strange_names_of_broken_entries() {
  local name
  for name in "${strange_names[@]}" "$(longest_stem .yaml)"; do
    echo '[' >"$copy/content/ferry/$name.yaml"
  done
  try_site "$copy" 1 '\[syntax\]'
}

test_strange_names_of_pairs() {
  local name
  for name in "${strange_names[@]}" "$(longest_stem .yaml)"; do
    echo 'verdict: Answer with 10.' >"$copy/content/ferry/pairs/$name.yaml"
    echo 'verdict: Answer with 10.' >"$copy/content/ferry/pairs/10-vs-${name:0:200}.yaml"
  done
  try_site "$copy" 1 '\[pair-name\]'
}

test_strange_names_of_translations() {
  local name
  for name in "${strange_names[@]}" "$(longest_stem .yaml)"; do
    echo 'summary: Die Fähre legt ab.' >"$copy/locales/de/ferry/$name.yaml"
  done
  try_site "$copy" 1 '\[nothing-to-translate\]'
}

test_strange_names_of_unknown_files() {
  local name
  for name in "${strange_names[@]}" "$(longest_stem '')"; do
    echo 'Ask the captain.' | tee -- "$copy/content/$name" "$copy/content/ferry/$name" "$copy/locales/$name" \
      >"$copy/locales/de/$name"
  done
  try_site "$copy" 0 '\[unknown-file\]'
}

test_strange_names_of_collections() {
  local name
  for name in "${strange_names[@]}" "$(longest_stem '')"; do
    mkdir -- "$copy/content/$name"
  done
  try_site "$copy" 1 '\[unsafe-name\]'
}

test_strange_names_of_locales() {
  local name
  for name in "${strange_names[@]}" "$(longest_stem '')"; do
    mkdir -- "$copy/locales/$name"
  done
  try_site "$copy" 1
}

test_strange_names_of_assets() {
  local name
  for name in "${strange_names[@]}" "$(longest_stem '')"; do
    echo 'body { color: red; }' >"$copy/templates/assets/$name"
  done
  try_site "$copy" 1 '\[unsafe-name\]'
}

# A line feed in a name must not smuggle a name into the manifest.
test_an_asset_named_like_two_files() {
  echo 'Mine.' >"$copy/site/mine.html"
  : >"$copy/templates/assets/"$'a\nmine.html'
  viceversa "$copy" build
  rm "$copy/templates/assets/"$'a\nmine.html'
  viceversa "$copy" build
  if [ ! -e "$copy/site/mine.html" ]; then
    echo "a foreign file was removed"
  fi
}

test_links_to_the_folder_above() {
  ln -s .. "$copy/content/above"
  ln -s .. "$copy/content/ferry/above"
  ln -s . "$copy/content/ferry/here"
  rm -r "$copy/locales/de/ferry/pairs"
  ln -s .. "$copy/locales/de/ferry/pairs"
  ln -s .. "$copy/locales/above"
  try_site "$copy" 1
}

test_links_to_the_root_of_the_system() {
  ln -s / "$copy/content/root"
  ln -s / "$copy/locales/root"
  try_site "$copy" 1
}

test_pipes_devices_and_folders_everywhere() {
  local file
  for file in content/site.yaml content/ferry/10.yaml locales/de/locale.yaml templates/pair.html \
    templates/assets/style.css; do
    rm "$copy/$file"
    mkfifo "$copy/$file"
  done
  ln -s /dev/zero "$copy/content/ferry/41.yaml"
  ln -s /dev/tty "$copy/content/ferry/42.yaml"
  mkfifo "$copy/templates/assets/pipe"
  try_site "$copy" 1 '\[unreadable\]'
}

# A pipe would block who opens it to write.
test_a_pipe_in_place_of_an_unfinished_page() {
  mkfifo "$copy/site/.viceversa-index.html" "$copy/site/en/ferry/.viceversa-10.html"
  sed -i 's/^title: .*/title: Other Signals/' "$copy/content/site.yaml"
  expect_good "$copy" build
}

test_a_pipe_in_place_of_the_manifest() {
  local status
  rm "$copy/site.manifest"
  mkfifo "$copy/site.manifest"
  viceversa "$copy" build
  status=$?
  if [ "$status" -ne 1 ] && [ "$status" -ne 3 ]; then
    describe_status "$copy" "$status"
  fi
}

test_a_manifest_of_1_mib_of_anything() {
  local status
  { cat "$work/base/site.manifest"; head -c 1000000 /dev/urandom; } >"$copy/site.manifest"
  echo 'Mine.' >"$copy/mine.txt"
  viceversa "$copy" build
  status=$?
  if [ "$status" -gt 1 ]; then
    describe_status "$copy" "$status"
  fi
  if [ ! -e "$copy/mine.txt" ] || [ ! -e "$copy/content/site.yaml" ]; then
    echo "a file outside the output folder was removed"
  fi
}

test_an_empty_collection() {
  rm -r "$copy"/content/ferry/[1-3]0.yaml "$copy/content/ferry/pairs" "$copy"/locales/de/ferry/10.yaml \
    "$copy/locales/de/ferry/pairs"
  try_site "$copy" 0
}

test_a_collection_of_one_entry() {
  rm -r "$copy"/content/ferry/[23]0.yaml "$copy/content/ferry/pairs" "$copy/locales/de/ferry/pairs"
  sed -i '/^related/d' "$copy/content/ferry/10.yaml"
  try_site "$copy" 0
}

test_no_collection_at_all() {
  rm -r "$copy/content/ferry" "$copy/locales/de/ferry"
  try_site "$copy" 0
}

test_60_locales() {
  local first second count=0
  for first in a b c; do
    for second in a b c d e f g h i j k l m n o p q r s t; do
      count=$((count + 1))
      mkdir "$copy/locales/x$count"
      sed "s/^tag: de/tag: de-x-$first$second/" "$copy/locales/de/locale.yaml" >"$copy/locales/x$count/locale.yaml"
    done
  done
  try_site "$copy" 0
}

# Templates.
template_of() {
  repeat "$file_size" "$1" >"$copy/templates/home.html"
  try_site "$copy" any
}

test_a_template_of_opened_conditions() { template_of '{if heading}'; }
test_a_template_of_opened_loops() { template_of '{for a in collections}'; }
test_a_template_of_ends() { template_of '{end}'; }
test_a_template_of_braces() { template_of '{'; }
test_a_template_of_closing_braces() { template_of '}'; }
test_a_template_of_backslashes() { template_of '\\'; }
test_a_template_of_names() { template_of '{heading}'; }
test_a_template_of_unknown_names() { template_of '{colour}'; }

test_a_template_of_parentheses() {
  { printf '{'; repeat 500000 '('; printf 'heading'; repeat 500000 ')'; printf '}'; } >"$copy/templates/home.html"
  try_site "$copy" any
}

test_a_template_of_indexes() {
  { printf '{heading'; repeat 900000 '[0]'; printf '}'; } >"$copy/templates/home.html"
  try_site "$copy" any
}

test_a_template_of_sums() {
  { printf '{1'; repeat 900000 '+1'; printf '}'; } >"$copy/templates/home.html"
  try_site "$copy" any
}

test_a_template_of_an_unclosed_string() {
  { printf '{"'; repeat 1000000 'x'; } >"$copy/templates/home.html"
  try_site "$copy" 1 '\[template-syntax\]'
}

test_a_template_with_5000_levels() {
  { repeat 60000 '{if heading}'; repeat 25000 '{end}'; } >"$copy/templates/home.html"
  try_site "$copy" any
}

test_a_template_that_multiplies() {
  {
    repeat 1400 '{for a in collections}{for b in collections}{for c in collections}' | head -c 1386
    printf '{heading}'
    repeat 315 '{end}'
  } >"$copy/templates/home.html"
  try_site "$copy" any
}

test_a_template_that_fails_over_a_whole_page() {
  sed -i 's/{content}/{for line in content}{line}{end}/' "$copy/templates/page.html"
  try_site "$copy" 1 '\[template-failed\]'
  if [ "$(wc -l <"$copy.err")" -ne 2 ]; then
    echo "a message of one finding has $(wc -l <"$copy.err") lines"
  fi
}
