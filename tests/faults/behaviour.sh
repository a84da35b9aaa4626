# What is no matter of a single message: tests that tests/faults/run calls.  Each
# prints what is wrong, and nothing when all is well.

behaviours=(
  colours_are_for_terminals_alone
  quiet_silences_the_result_but_no_finding
  results_count_in_good_english
  help_and_version_end_well
  two_hyphens_are_no_argument
  strict_stops_a_build_before_it_writes
  foreign_files_stay_and_only_earlier_pages_go
  a_removed_locale_leaves_no_folder
  a_manifest_cannot_lead_out_of_the_folder
  a_full_disk_fails_and_leaves_nothing_of_a_new_site
  a_build_of_one_language_leaves_the_others
  what_may_not_be_read_is_named
  a_folder_that_may_not_be_written_fails
  a_block_of_one_line_is_a_line
  a_new_language_names_schemas_that_are_there
  an_archive_is_the_folder
  an_archive_has_the_same_bytes_everywhere
  an_archive_leaves_the_folder_and_the_manifest_alone
  an_archive_that_cannot_be_written_leaves_nothing
  compressed_forms_are_the_pages
  compressed_forms_change_with_their_pages
  compressed_forms_are_in_archives_too
  a_foreign_compressed_file_is_in_the_way
)

# Expects that standard output $1.out is exactly the text $2.
expect_output() {
  if [ "$(cat "$1.out")" != "$2" ]; then
    echo "standard output is '$(cat "$1.out")' instead of '$2'"
  fi
}

# Expects that standard output $1.out is one line that matches all of $2.
expect_output_like() {
  if ! [[ $(cat "$1.out") =~ ^$2$ ]]; then
    echo "standard output is '$(cat "$1.out")' and does not match '$2'"
  fi
}

expect_status() {
  if [ "$1" -ne "$2" ]; then
    echo "status $1 instead of $2"
  fi
}

# What viceversa check writes to a terminal, with the settings $2... of the environment.
on_terminal() {
  local folder=$1
  shift
  (cd "$folder" && env TERM=xterm "$@" script -qec "'$binary' check" /dev/null </dev/null)
}

colours_are_for_terminals_alone() {
  local copy="$work/colours" escape=$'\033'
  fresh_copy "$copy"
  echo 'realted: ["10"]' >>"$copy/content/ferry/30.yaml"
  echo 'Ask the captain.' >"$copy/content/notes.txt"
  if ! command -v script >/dev/null; then
    echo "script, of bsdutils, is not installed"
    return
  fi
  if ! on_terminal "$copy" | grep -qF "$escape[1;31merror:$escape[0m unknown key 'realted'"; then
    echo "a terminal shows no red 'error'"
  fi
  if ! on_terminal "$copy" | grep -qF "$escape[1;35mwarning:$escape[0m"; then
    echo "a terminal shows no magenta 'warning'"
  fi
  if ! on_terminal "$copy" NO_COLOR= | grep -qF "$escape["; then
    echo "an empty NO_COLOR takes the colours away"
  fi
  if on_terminal "$copy" NO_COLOR=1 | grep -qF "$escape"; then
    echo "there are colours in spite of NO_COLOR"
  fi
  if on_terminal "$copy" TERM=dumb | grep -qF "$escape"; then
    echo "a dumb terminal shows colours"
  fi
  viceversa "$copy" check
  if grep -qF "$escape" "$copy.err"; then
    echo "there are colours in a file"
  fi
}

quiet_silences_the_result_but_no_finding() {
  local copy="$work/quiet"
  fresh_copy "$copy"
  viceversa "$copy" build --quiet
  expect_status $? 0
  expect_output "$copy" ""
  echo 'Ask the captain.' >"$copy/content/notes.txt"
  viceversa "$copy" check --quiet
  expect_status $? 0
  expect_output "$copy" ""
  if ! grep -qF '[unknown-file]' "$copy.err"; then
    echo "--quiet hides a finding"
  fi
}

results_count_in_good_english() {
  local copy="$work/results-of-a-check"
  fresh_copy "$copy"
  viceversa "$copy" check
  expect_output "$copy" "34 pages in 2 locales, nothing to mend"
  viceversa "$copy" check --locale de
  expect_output "$copy" "21 pages in 1 locale, nothing to mend"
}

# Each command, with as many arguments as it takes and one more behind them.
two_hyphens_are_no_argument() {
  local copy="$work/hyphens" command arguments
  fresh_copy "$copy"
  while IFS=: read -r command arguments; do
    viceversa "$copy" $command -- $arguments -x
    expect_status $? 2
    if [ "$(head -n 1 "$copy.err")" != "viceversa: '$command' takes no argument '-x'" ]; then
      echo "'$command -- $arguments -x' is answered with: $(cat "$copy.err")"
    fi
  done <<'COMMANDS'
build:
serve:
check:
publish:www
rollback:www
locale add:nl
locale accept:de alpha/1 summary
po export:de
po import:de.po
schema:entry
COMMANDS
  viceversa "$copy" locale status -- -x
  expect_status $? 2
  grep -qF "the site has no locale '-x'" "$copy.err" || echo "'locale status -- -x' is answered with: $(cat "$copy.err")"
  viceversa "$copy" merge -- -x
  grep -qF "'-x'" "$copy.err" || echo "'merge -- -x' is answered with: $(cat "$copy.err")"
  viceversa "$copy" schema -- entry
  expect_status $? 0
  viceversa "$copy" build --quiet --
  expect_status $? 0
}

help_and_version_end_well() {
  local copy="$work/help" arguments
  fresh_copy "$copy"
  for arguments in --help --version 'build --help' 'check --help'; do
    # shellcheck disable=SC2086
    viceversa "$copy" $arguments
    expect_status $? 0
    if [ ! -s "$copy.out" ] || [ -s "$copy.err" ]; then
      echo "'$arguments' has to answer on standard output alone"
    fi
  done
}

strict_stops_a_build_before_it_writes() {
  local copy="$work/strict"
  fresh_copy "$copy"
  echo 'Ask the captain.' >"$copy/content/notes.txt"
  sed -i 's/room on the/space on the/' "$copy/content/ferry/10.yaml"
  snapshot "$copy" >"$copy.before"
  viceversa "$copy" build --strict
  expect_status $? 1
  snapshot "$copy" >"$copy.after"
  expect_untouched "$copy"
  viceversa "$copy" build
  expect_status $? 0
  if ! grep -qF 'space on the' "$copy/site/en/ferry/10.html"; then
    echo "a warning alone stops a build"
  fi
}

foreign_files_stay_and_only_earlier_pages_go() {
  local copy="$work/foreign"
  fresh_copy "$copy"
  mkdir "$copy/site/en/ferry/mine" "$copy/site/empty"
  echo 'Mine.' | tee "$copy/site/mine.txt" "$copy/site/en/ferry/99.html" >"$copy/site/en/ferry/mine/note.txt"
  ln -s nowhere "$copy/site/en/link.html"
  find "$copy/site" -printf '%P\n' | grep -vE '^[a-z]+/ferry/((10|wait)-vs-)?30\.html$' | sort >"$copy.before"
  (cd "$copy/site" && find mine.txt empty en/link.html en/ferry/99.html en/ferry/mine -printf '%p %s %T@\n') >"$copy.mine"
  rm "$copy/content/ferry/30.yaml"
  viceversa "$copy" build
  expect_status $? 0
  if ! grep -qF ' 6 removed' "$copy.out"; then
    echo "removed are not the 6 pages of the removed entry: $(cat "$copy.out")"
  fi
  find "$copy/site" -printf '%P\n' | sort >"$copy.after"
  expect_untouched "$copy"
  if ! (cd "$copy/site" && find mine.txt empty en/link.html en/ferry/99.html en/ferry/mine -printf '%p %s %T@\n') \
    | cmp -s - "$copy.mine"; then
    echo "a foreign file was changed"
  fi
}

a_removed_locale_leaves_no_folder() {
  local copy="$work/removed-locale"
  fresh_copy "$copy"
  rm -r "$copy/locales/de"
  viceversa "$copy" build
  expect_status $? 0
  if [ -e "$copy/site/de" ]; then
    echo "site/de is still there: $(find "$copy/site/de")"
  fi
  if [ ! -e "$copy/site/en/ferry/10.html" ]; then
    echo "the other locale is gone as well"
  fi
}

a_manifest_cannot_lead_out_of_the_folder() {
  local copy="$work/led-out"
  fresh_copy "$copy"
  echo 'Mine.' | tee "$copy/precious.txt" >"$work/precious.txt"
  mkdir "$copy/site/sub"
  printf '%s\n' ../precious.txt sub/../../precious.txt ./../precious.txt "$work/precious.txt" .. . '' \
    >>"$copy/site.manifest"
  viceversa "$copy" build
  expect_status $? 1
  if [ ! -e "$copy/precious.txt" ] || [ ! -e "$work/precious.txt" ]; then
    echo "a file outside the output folder was removed"
  fi
}

# A limit on the size of a file stands in for a full disk: both make a write fail.
a_full_disk_fails_and_leaves_nothing_of_a_new_site() {
  local copy="$work/full" status page
  fresh_copy "$copy"
  (
    trap '' XFSZ
    ulimit -f 3
    viceversa "$copy" build --output away --jobs 1
  )
  status=$?
  expect_status "$status" 3
  if ! grep -qE '^viceversa: cannot write away\.new/[a-z0-9/.-]*: File too large$' "$copy.err"; then
    echo "the message is: $(cat "$copy.err")"
  fi
  if [ -e "$copy/away" ] || [ -e "$copy/away.new" ]; then
    echo "a part of a new site stays behind"
  fi
  viceversa "$copy" build --output away
  expect_status $? 0
  if ! diff -r "$copy/away" "$copy/site"; then
    echo "the build after it is not the same as one at a stroke"
  fi
}

a_build_of_one_language_leaves_the_others() {
  local copy="$work/one-language"
  fresh_copy "$copy"
  (cd "$copy/site/en" && find . -type f -printf '%p %s %T@\n' | sort) >"$copy.en"
  sed -i 's/^summary: .*/summary: 10 lädt ein./' "$copy/locales/de/ferry/10.yaml"
  rm "$copy/content/ferry/30.yaml"
  viceversa "$copy" build --locale de
  expect_status $? 0
  (cd "$copy/site/en" && find . -type f -printf '%p %s %T@\n' | sort) | diff "$copy.en" - || echo "English pages are touched"
  if ! grep -qF '10 lädt ein.' "$copy/site/de/ferry/10.html" || [ -e "$copy/site/de/ferry/30.html" ]; then
    echo "the German pages are not as they should be"
  fi
  viceversa "$copy" build
  expect_status $? 0
  if ! grep -qF ' 3 removed' "$copy.out"; then
    echo "a build of all languages does not remove the 3 English pages: $(cat "$copy.out")"
  fi
  viceversa "$copy" locale add fr
  viceversa "$copy" build
  rm -r "$copy/locales/fr"
  viceversa "$copy" build --locale de
  if [ -e "$copy/site/fr" ] || [ ! -e "$copy/site/en" ]; then
    echo "gone have to be the pages of the language that the site no longer has, and only they"
  fi
}

# Runs viceversa as somebody whom permissions bind; root reads everything.
as_nobody() {
  local folder=$1
  shift
  if [ "$(id -u)" -ne 0 ]; then
    viceversa "$folder" "$@"
    return
  fi
  chmod 711 "$work"
  cp "$binary" "$work/viceversa"
  chown -R 65534:65534 "$folder"
  (cd "$folder" && exec setpriv --reuid=65534 --regid=65534 --clear-groups timeout "$limit" "$work/viceversa" "$@") \
    >"$folder.out" 2>"$folder.err" </dev/null
}

what_may_not_be_read_is_named() {
  local copy="$work/unread" path
  fresh_copy "$copy"
  echo 'related: ["30"]' >>"$copy/content/ferry/20.yaml"
  for path in content/ferry/30.yaml locales/de/ferry/10.yaml locales/de/ferry/pairs \
    locales/de content/ferry content/ferry/collection.yaml content/documents.yaml content/site.yaml content templates/pair.html locales/en/locale.yaml; do
    chmod 000 "$copy/$path"
    as_nobody "$copy" check
    expect_status $? 1
    chmod 755 "$copy/$path"
    printf '%s: error: cannot be read: Permission denied; check the name, the links and the permissions [unreadable]\n1 error\n' \
      "$path" | diff - "$copy.err"
  done
}

a_folder_that_may_not_be_written_fails() {
  local copy="$work/unwritten"
  fresh_copy "$copy"
  rm "$copy/site/de/ferry/10.html"
  chmod 555 "$copy/site/de/ferry"
  as_nobody "$copy" build
  expect_status $? 3
  chmod 755 "$copy/site/de/ferry"
  if ! grep -qE '^viceversa: cannot replace site/de/ferry/10.html: Permission denied$' "$copy.err"; then
    echo "the message is: $(cat "$copy.err")"
  fi
}

# "summary: >" ends with a line feed that nobody means.
a_block_of_one_line_is_a_line() {
  local copy="$work/block"
  fresh_copy "$copy"
  sed -i 's/^summary: .*/summary: >\n  20 asks the car to wait\n  for the next ferry./' "$copy/content/ferry/20.yaml"
  sed -i 's/^name: .*/name: |\n  Hold\n/' "$copy/content/ferry/30.yaml"
  sed -i 's/^  pair_link: \(.*\)/  pair_link: >-\n    {first} vs {second}/; s/^  fix: \(.*\)/  fix: >+\n    \1\n\n/' \
    "$copy/locales/en/locale.yaml"
  sed -i 's/^\( *\)title: \(.*\)/\1title: >\n\1  \2/; s/^  url: \(.*\)/  url: >\n    \1/' "$copy/content/documents.yaml"
  viceversa "$copy" build --strict
  expect_status $? 0
  if [ -s "$copy.err" ]; then
    cat "$copy.err"
  fi
  if ! grep -qF ' 0 written' "$copy.out"; then
    echo "the pages are others: $(cat "$copy.out")"
  fi
}

a_new_language_names_schemas_that_are_there() {
  local copy="$work/new-language"
  fresh_copy "$copy"
  viceversa "$copy" locale add fr
  expect_status $? 0
  expect_output "$copy" "locales/fr/locale.yaml is ready; translate it, then build the site"
  if [ "$(head -n 1 "$copy/locales/fr/locale.yaml")" != '# The messages of the site in French.  Remove the '"'# '"' in front of a message, with' ]; then
    echo "without schemas the file begins: $(head -n 2 "$copy/locales/fr/locale.yaml")"
  fi
  mkdir "$copy/schema"
  viceversa "$copy" locale add ko
  if [ "$(head -n 1 "$copy/locales/ko/locale.yaml")" != '# yaml-language-server: $schema=../../schema/locale.json' ]; then
    echo "with schemas the file begins: $(head -n 2 "$copy/locales/ko/locale.yaml")"
  fi
}

an_archive_is_the_folder() {
  local copy="$work/archive"
  fresh_copy "$copy"
  mkdir "$copy/tar" "$copy/zip" "$copy/pipe"
  viceversa "$copy" build --archive site.tar
  expect_status $? 0
  expect_output_like "$copy" '34 pages in 2 locales in [0-9.]+ s: written to site\.tar'
  viceversa "$copy" build --archive site.zip
  expect_status $? 0
  viceversa "$copy" build --archive -
  expect_status $? 0
  if ! grep -qE '^viceversa: 34 pages in 2 locales in [0-9.]+ s: written to standard output$' "$copy.err"; then
    echo "standard error of an archive to standard output is: $(cat "$copy.err")"
  fi
  tar -xf "$copy/site.tar" -C "$copy/tar" && diff -r "$copy/tar" "$copy/site"
  unzip -qq "$copy/site.zip" -d "$copy/zip" && diff -r "$copy/zip" "$copy/site"
  tar -xf "$copy.out" -C "$copy/pipe" && diff -r "$copy/pipe" "$copy/site"
  cmp "$copy.out" "$copy/site.tar"
  viceversa "$copy" build --archive - --quiet
  if [ -s "$copy.err" ]; then
    echo "in spite of --quiet: $(cat "$copy.err")"
  fi
}

an_archive_has_the_same_bytes_everywhere() {
  local copy="$work/same-archive" kind code
  fresh_copy "$copy"
  # Threads take pages by the dozen, so that it takes hundreds for an order to go wrong.
  for code in {40..60}; do
    sed "s/30/$code/g" "$copy/content/ferry/30.yaml" >"$copy/content/ferry/$code.yaml"
  done
  for kind in tar zip; do
    viceversa "$copy" build --archive "one.$kind" --jobs 1
    TZ=Asia/Tokyo viceversa "$copy" build --archive "three.$kind" --jobs 3
    cmp "$copy/one.$kind" "$copy/three.$kind"
    SOURCE_DATE_EPOCH=1700000000 viceversa "$copy" build --archive "dated.$kind"
    expect_status $? 0
    if cmp -s "$copy/one.$kind" "$copy/dated.$kind"; then
      echo "SOURCE_DATE_EPOCH changes nothing in a $kind"
    fi
  done
  if ! TZ=UTC0 tar -tvf "$copy/one.tar" | head -n 1 | grep -qE '^-rw-r--r-- 0/0 +[0-9]+ 1980-01-01 00:00 '; then
    echo "the first file of a tar is: $(TZ=UTC0 tar -tvf "$copy/one.tar" | head -n 1)"
  fi
  if ! TZ=UTC0 tar -tvf "$copy/dated.tar" | grep -qF ' 2023-11-14 22:13 '; then
    echo "SOURCE_DATE_EPOCH gives: $(TZ=UTC0 tar -tvf "$copy/dated.tar" | head -n 1)"
  fi
  SOURCE_DATE_EPOCH=yesterday viceversa "$copy" build --archive wrong.tar
  expect_status $? 2
}

an_archive_leaves_the_folder_and_the_manifest_alone() {
  local copy="$work/archive-alone"
  fresh_copy "$copy"
  sed -i 's/room on the/space on the/' "$copy/content/ferry/10.yaml"
  snapshot "$copy/site" >"$copy.before"
  cp -p "$copy/site.manifest" "$copy.manifest"
  viceversa "$copy" build --archive site.tar
  expect_status $? 0
  snapshot "$copy/site" >"$copy.after"
  expect_untouched "$copy"
  cmp "$copy.manifest" "$copy/site.manifest"
  if compgen -G "$copy/.viceversa*" >/dev/null; then
    echo "something unfinished stays"
  fi
}

an_archive_that_cannot_be_written_leaves_nothing() {
  local copy="$work/archive-full" target
  fresh_copy "$copy"
  echo 'Old.' >"$copy/old.tar"
  # The time of the folder itself tells that something unfinished was there.
  snapshot "$copy" | grep -v '^\. d ' >"$copy.before"
  for target in old.tar new.tar new.zip; do
    (
      trap '' XFSZ
      ulimit -f 3
      viceversa "$copy" build --archive "$target"
    )
    expect_status $? 3
    if [ "$(cat "$copy.err")" != "viceversa: cannot write $target: File too large" ]; then
      echo "the message is: $(cat "$copy.err")"
    fi
  done
  snapshot "$copy" | grep -v '^\. d ' >"$copy.after"
  expect_untouched "$copy"
  (cd "$copy" && "$binary" build --archive - 2>"$copy.err" </dev/null | true
    exit "${PIPESTATUS[0]}")
  expect_status $? 3
  if [ "$(cat "$copy.err")" != "viceversa: cannot write to standard output: Broken pipe" ]; then
    echo "the message on a closed pipe is: $(cat "$copy.err")"
  fi
  (cd "$copy" && "$binary" build --archive - >/dev/full 2>"$copy.err" </dev/null)
  expect_status $? 3
  if [ "$(cat "$copy.err")" != "viceversa: cannot write to standard output: No space left on device" ]; then
    echo "the message on a full device is: $(cat "$copy.err")"
  fi
}

# Unpacks each file of folder $1 that ends with .br, as FILE.plain.
unpack_brotli() {
  python3 - "$1" <<'END'
import ctypes, ctypes.util, pathlib, sys

library = ctypes.CDLL(ctypes.util.find_library("brotlidec"))
for path in pathlib.Path(sys.argv[1]).rglob("*.br"):
    data = path.read_bytes()
    size = ctypes.c_size_t(10_000_000)
    out = ctypes.create_string_buffer(size.value)
    if library.BrotliDecoderDecompress(ctypes.c_size_t(len(data)), data, ctypes.byref(size), out) != 1:
        print(f"{path} cannot be unpacked")
    pathlib.Path(f"{path}.plain").write_bytes(out.raw[: size.value])
END
}

compressed_forms_are_the_pages() {
  local copy="$work/compressed" file
  fresh_copy "$copy"
  printf '\211PNG' >"$copy/templates/assets/own.png"
  echo 'let a = 1;' >"$copy/templates/assets/own.js"
  echo 'not compressed at all' >"$copy/templates/assets/own.js.gz"
  viceversa "$copy" build --output small --precompress gz,br
  expect_status $? 0
  expect_output_like "$copy" '37 pages in 2 locales in [0-9.]+ s: 37 written, 0 unchanged, 0 removed'
  viceversa "$copy" build
  cmp "$copy/small/assets/own.js.gz" "$copy/templates/assets/own.js.gz"
  unpack_brotli "$copy/small"
  (cd "$copy/site" && find . -type f) | while read -r file; do
    cmp "$copy/small/$file" "$copy/site/$file"
    case $file in
    *.html | *.xml | *.txt | *.css | *.svg | *.js | *.json)
      cmp "$copy/small/$file.br.plain" "$copy/site/$file"
      [ "$file" = ./assets/own.js ] || gzip -dc "$copy/small/$file.gz" | cmp - "$copy/site/$file"
      ;;
    *) ls -d "$copy/small/$file".* 2>/dev/null ;;
    esac
  done
}

# The files of a site with their times, those that differ from list $2.
changed_files() {
  (cd "$1" && find . -type f -printf '%p %s %T@ %i\n' | sort) | comm -23 - "$2" | cut -d ' ' -f 1
}

compressed_forms_change_with_their_pages() {
  local copy="$work/compressed-again" suffix
  fresh_copy "$copy"
  viceversa "$copy" build --precompress gz,br
  expect_output_like "$copy" '34 pages in 2 locales in [0-9.]+ s: 0 written, 34 unchanged, 0 removed'
  (cd "$copy/site" && find . -type f -printf '%p %s %T@ %i\n' | sort) >"$copy.list"
  viceversa "$copy" build --precompress gz,br
  changed_files "$copy/site" "$copy.list" | sed 's/$/ was touched though nothing changed/'
  sed -i 's/room on the/space on the/' "$copy/content/ferry/10.yaml"
  viceversa "$copy" build --precompress gz,br
  changed_files "$copy/site" "$copy.list" >"$copy.changed"
  if ! grep -qxF './en/ferry/10.html' "$copy.changed" || grep -qF 'ferry/wait-vs-30' "$copy.changed"; then
    echo "of one edit there changed: $(cat "$copy.changed")"
  fi
  for suffix in gz br; do
    grep -E '\.(html|json)$' "$copy.changed" | sed "s/\$/.$suffix/" |
      diff - <(grep "\.$suffix\$" "$copy.changed")
  done
  rm "$copy/site/en/ferry/wait.html.gz"
  echo 'x' >"$copy/site/en/ferry/30.html.br"
  viceversa "$copy" build --precompress gz,br --verify
  gzip -dc "$copy/site/en/ferry/wait.html.gz" | cmp - "$copy/site/en/ferry/wait.html"
  viceversa "$copy" build --precompress gz,br --output small
  diff -r "$copy/small" "$copy/site"
  (cd "$copy/site" && find . -type f -printf '%p %s %T@ %i\n' | sort) >"$copy.list"
  viceversa "$copy" build --precompress br
  expect_output_like "$copy" '34 pages in 2 locales in [0-9.]+ s: 0 written, 34 unchanged, [0-9]+ removed'
  (cd "$copy/site" && find . -type f -printf '%p %s %T@ %i\n' | sort) | diff <(grep -v '\.gz ' "$copy.list") -
  viceversa "$copy" build
  (cd "$copy/site" && find . -type f -printf '%p %s %T@ %i\n' | sort) | diff <(grep -vE '\.(gz|br) ' "$copy.list") -
}

compressed_forms_are_in_archives_too() {
  local copy="$work/compressed-archive"
  fresh_copy "$copy"
  viceversa "$copy" build --output small --precompress br,gz
  viceversa "$copy" build --archive one.tar --precompress gz,br --jobs 1
  expect_output_like "$copy" '34 pages in 2 locales in [0-9.]+ s: written to one\.tar'
  viceversa "$copy" build --archive three.tar --precompress gz,br --jobs 3
  cmp "$copy/one.tar" "$copy/three.tar"
  mkdir "$copy/tar"
  tar -xf "$copy/one.tar" -C "$copy/tar" && diff -r "$copy/tar" "$copy/small"
}

a_foreign_compressed_file_is_in_the_way() {
  local copy="$work/compressed-foreign"
  fresh_copy "$copy"
  echo 'Mine.' >"$copy/site/index.html.gz"
  viceversa "$copy" build --precompress gz
  expect_status $? 1
  if ! grep -qF "'site/index.html.gz' is in the way" "$copy.err"; then
    echo "the message is: $(cat "$copy.err")"
  fi
}
