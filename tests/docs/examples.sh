# Examples of the manual that are built: the quick start and the chapter on adding a
# language as a whole, and what the chapter on templates shows.

# How long something took is nobody's claim.
mask_time() {
  sed -E 's/ in [0-9]+\.[0-9]+ s: / in T s: /'
}

# Splits a chapter into a file for each of its fenced blocks.
extract_blocks() {
  mkdir -p "$work/blocks/$1"
  awk -v out="$work/blocks/$1" -f "$here/blocks.awk" "$docs/$1.md"
}

# The file that a block names: behind its mark, or in its first line as
# "# content/site.yaml".
named_file() {
  if [ -e "${1%.*}.name" ]; then
    cat "${1%.*}.name"
  else
    sed -n '1s/^# \([a-z0-9][A-Za-z0-9/_.-]*\)$/\1/p' "$1"
  fi
}

# Runs the commands of a console block in the folder that the file "cwd" names,
# one after the other in one shell, and prints them with their output.
run_console() {
  local line
  cd "$(cat "$work/cwd")" || return
  while IFS= read -r line; do
    case $line in
    '$ '*)
      printf '%s\n' "$line"
      eval "${line#\$ }" 2>&1
      ;;
    esac
  done <"$1"
  pwd >"$work/cwd"
}

play_block() {
  local block=$1 file
  case $block in
  *.yaml)
    file=$(named_file "$block")
    if [ -z "$file" ]; then
      echo "$(basename "$block"): a file has to begin with a comment that names it"
      return
    fi
    cp "$block" "$(cat "$work/cwd")/$file" || echo "$file: the chapter does not make its folder first"
    ;;
  *.console)
    (run_console "$block") >"$block.now" 2>&1
    if ! cmp -s <("$mask" <"$block") <("$mask" <"$block.now"); then
      echo "the commands say something else:"
      diff -u --label chapter --label now <("$mask" <"$block") <("$mask" <"$block.now")
    fi
    ;;
  *.diff)
    file=$(cat "$work/cwd")/$(named_file "$block")
    if awk -f "$here/change.awk" "$block" "$file" >"$work/change"; then
      cp "$work/change" "$file"
    else
      echo "$(basename "$block") does not fit $(named_file "$block"):"
      cat "$block"
    fi
    ;;
  esac
}

# Plays all blocks of a chapter in a folder. The second argument is what hides from
# the comparison what the chapter does not claim.
play_chapter() {
  local chapter=$1 mask=$2 block
  printf '%s\n' "$3" >"$work/cwd"
  extract_blocks "$chapter"
  for block in "$work/blocks/$chapter"/*.{yaml,console,diff}; do
    printf '%s\n' "$block"
  done | sort >"$work/order"
  while IFS= read -r block; do
    [ ! -e "$block" ] || play_block "$block"
  done <"$work/order"
  if [ "$(find "$work/blocks/$chapter" -name '*.now' | wc -l)" -lt 5 ]; then
    echo "$chapter.md has hardly any commands in blocks that are marked console"
  fi
}

# The chapter from its beginning to its end, as a reader would type it.
the_quick_start_works() {
  play_chapter quick-start mask_time "$work"
}

# The chapter is about the project's own reference, whose size is nobody's claim
# either; and make ends a command that lacks an argument with a space.
mask_size() {
  mask_time | sed -E -e 's/ +$//' \
    -e '/ pages in |^it  |^[0-9]+ texts in /s/ *[0-9]+/ N/g' \
    -e 's/^(content[^ :]*):[0-9]+:/\1:N:/'
}

# A clone without the sources, which are compiled already, and without the other
# languages, which take their time.
make_clone() {
  mkdir -p "$1/build/release" "$1/locales" "$work/make"
  cp -R "$root/content" "$root/templates" "$root/schema" "$root/Makefile" "$1/"
  cp -R "$root/locales/en" "$1/locales/"
  ln -s "$binary" "$1/build/release/viceversa"
  # A make that knows nothing of the one that runs the tests.
  cat >"$work/make/make" <<EOF
#!/bin/sh
exec env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u VARIANT -u ARGS \\
  "$(command -v make)" --no-print-directory -o build/release/viceversa "\$@"
EOF
  chmod +x "$work/make/make"
}

a_language_can_be_added() {
  make_clone "$work/clone"
  PATH=$work/make:$PATH play_chapter add-a-language mask_size "$work/clone"
}

# A copy of the quick start's site with the project's templates, without the
# language that has few messages.
copy_site() {
  rm -rf "$1"
  cp -R "$work/redirects" "$1"
  rm -rf "$1/site" "$1/site.manifest" "$1/templates" "$1/locales/nl"
  cp -R "$root/templates" "$1/"
}

# Each line of a block marked ctpl holds a template, two or more spaces, and what
# it makes on the home page of the quick start's site.
the_expressions_have_these_values() {
  local site=$work/expressions block
  extract_blocks templates
  copy_site "$site"
  cat "$work"/blocks/templates/*.ctpl >"$work/expressions.txt"
  if [ ! -s "$work/expressions.txt" ]; then
    echo "templates.md has no block that is marked ctpl"
    return
  fi
  sed -E 's/ {2,}.*//' "$work/expressions.txt" >"$site/templates/home.html"
  sed -E 's/.* {2,}//' "$work/expressions.txt" >"$work/expressions.expected"
  if ! viceversa build --quiet --locale en --root "$site" --output "$site/site"; then
    return
  fi
  sed -n '/<main/,/<\/main>/p' "$site/site/en/index.html" | sed '1d;$d' >"$work/expressions.now"
  diff -u --label chapter --label now "$work/expressions.expected" "$work/expressions.now"
}

# Each block marked diff changes the project's templates, and the site with it.
the_worked_changes_work() {
  local site=$work/changes block count=0
  extract_blocks templates
  copy_site "$site"
  viceversa build --quiet --locale en --root "$site" --output "$work/plain"
  for block in "$work"/blocks/templates/*.diff; do
    count=$((count + 1))
    copy_site "$site"
    if ! patch -s -F 0 -p1 -d "$site" <"$block"; then
      echo "$(basename "$block") does not fit the templates"
      continue
    fi
    viceversa build --quiet --locale en --root "$site" --output "$work/changed"
    if diff -rq "$work/plain" "$work/changed" >/dev/null; then
      echo "$(basename "$block") changes nothing on any page"
    fi
  done
  if [ "$count" -lt 2 ]; then
    echo "templates.md shows fewer than two changes in blocks that are marked diff"
  fi
}

checks+=(the_quick_start_works a_language_can_be_added the_expressions_have_these_values the_worked_changes_work)
