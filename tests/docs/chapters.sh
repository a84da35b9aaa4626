# The chapters against the program's own tables, in both directions: all that the
# program has is described, and nothing is described that it does not have.

# The rows of the tables below a heading, "files" "## Limits": the cells of each
# with tabs between them, without the head.
rows_below() {
  awk -F ' *[|] *' -v heading="$2" '
    /^## / { inside = $0 == heading }
    !/^\|/ { head = 0; next }
    !inside || ++head <= 2 { next }
    { for (i = 2; i < NF; i++) printf "%s%s", $i, i < NF - 1 ? "\t" : "\n" }
  ' "$docs/$1.md"
}

# A list of the program in file $2 and of the chapter $1 in file $3, a fact a line.
compare_lists() {
  if [ ! -s "$2" ]; then
    echo "cannot read the program's own list for $1"
    return
  fi
  sort -u "$2" >"$2.sorted"
  sort -u "$3" >"$3.sorted"
  comm -23 "$2.sorted" "$3.sorted" | sed "s|^|$1 lacks: |"
  comm -13 "$2.sorted" "$3.sorted" | sed "s|^|$1 has, and the program has not: |"
}

# The rows X(...) of a table in a header, each on one line.
x_rows() {
  awk '
    /^#define .*\(X\)/ { inside = 1 }
    inside { inside = sub(/\\$/, ""); text = text $0 }
    END {
      count = split(text, row, "X[(]")
      for (i = 2; i <= count; i++)
        print "X(" row[i]
    }
  ' "$1" | sed -E 's/[ \t]+/ /g' | grep -F "X($2_"
}

# Name and severity of each kind of finding, in the program's order.
findings_of_the_program() {
  x_rows "$src/source/findings.h" FINDING | sed -E 's/^[^"]*"([^"]*)", *SEVERITY_([A-Z]*).*/\1 \L\2/'
}

# The same from the headings and the first examples of the chapter.
findings_of_the_manual() {
  awk '
    /^## / { name = substr($0, 4); seen = 0 }
    /^```/ { inside = !inside }
    inside && !seen && match($0, / (error|warning): /) {
      seen = 1
      print name, substr($0, RSTART + 1, RLENGTH - 3)
    }
  ' "$docs/findings.md"
}

every_finding_has_its_section_in_order() {
  findings_of_the_program >"$work/findings"
  findings_of_the_manual >"$work/findings.manual"
  compare_lists findings.md "$work/findings" "$work/findings.manual"
  cut -d ' ' -f 1 "$work/findings" >"$work/names"
  grep '^## ' "$docs/findings.md" | cut -c 4- >"$work/names.manual"
  diff -u --label findings.h --label findings.md "$work/names" "$work/names.manual"
}

# A message without what differs from case to case: its place, what it quotes,
# numbers, paths, what a library says, and suggestions.
fixed_part() {
  sed -E -e 's/^.* (error|warning): (.*) \[([a-z0-9-]+)\]$/[\3] \2/' \
    -e 's/; (did you mean|there are).*/;/' \
    -e "s/did you mean '[^']*'[?]/remove it/" \
    -e "s/'[^']*'/'x'/g" \
    -e 's/\{[^}]*\}(, \{[^}]*\})*/{x}/g' \
    -e 's#(content|locales|templates)/[^ ,;:]*#PATH#g' \
    -e 's/[a-z-]+\.html/PATH/g' \
    -e 's/: [^;]*;/: x;/g' \
    -e 's/ are [a-z, ]*, and / are x, and /' \
    -e 's/0x[0-9A-F]+|U\+[0-9A-F]+|[0-9]+/N/g'
}

# Where the faults have a case for a finding, the program prints what the chapter
# shows; where they have none yet, nothing can be compared.
the_examples_of_findings_are_printed() {
  local name example
  while read -r name _; do
    cat "$root/tests/faults/$name/expected" "$root/tests/faults/$name"--*/expected 2>/dev/null |
      grep -F "[$name]" | fixed_part | sort -u >"$work/printed"
    if [ ! -s "$work/printed" ]; then
      continue
    fi
    while IFS= read -r example; do
      if ! printf '%s\n' "$example" | fixed_part | grep -qxFf "$work/printed"; then
        printf '%s: no case of the faults prints: %s\n' "$name" "$example"
      fi
    done < <(grep -F "[$name]" "$docs/findings.md" | grep -E ' (error|warning): ')
  done < <(findings_of_the_program)
}

# The names in brackets are those of findings, wherever in the manual.
every_name_in_brackets_is_a_finding() {
  findings_of_the_program | cut -d ' ' -f 1 >"$work/names"
  grep -noE '(error|warning): .* \[[a-z0-9-]+\]$' "$docs"/*.md "$root/README.md" |
    sed -E 's/^([^:]*:[0-9]+):.*\[([a-z0-9-]+)\]$/\1 \2/' |
    while read -r place name; do
      grep -qxF -- "$name" "$work/names" || echo "${place#"$root"/}: there is no finding '$name'"
    done
}

every_message_is_described_with_its_arguments() {
  x_rows "$src/model/message.h" MESSAGE |
    sed -E 's/^[^"]*"([^"]*)", *(.*)/\1 \2/; s/\{ *NULL *\}|MESSAGE_ARGUMENTS|[(),"]/ /g; s/ +/ /g; s/ $//' |
    grep -v '^[^a-z]' >"$work/messages"
  rows_below files '## Messages' | cut -f 1,2 | tr '\t' ' ' | tr -d '`' | sed -E 's/ +/ /g; s/ $//' >"$work/messages.manual"
  compare_lists "the table of messages in files.md" "$work/messages" "$work/messages.manual"
}

# The heading under which a schema's keys stand.
heading_of_schema() {
  case $1 in
  site) echo '## site.yaml' ;;
  documents) echo '## documents.yaml' ;;
  collection) echo '## collection.yaml' ;;
  entry) echo '## CODE.yaml' ;;
  pair) echo '## pairs/CODE-vs-CODE.yaml' ;;
  locale) echo '## locale.yaml' ;;
  glossary) echo '## glossary.yaml' ;;
  *) echo "## $1.yaml" ;;
  esac
}

every_key_is_described() {
  local schema roots
  roots=$(grep -o '&schema_[a-z]*' "$src/source/source.c" | cut -c 2- | sort -u | paste -s -d ' ')
  awk -v roots="$roots" -f "$here/schema.awk" "$src/source/schema.c" >"$work/keys"
  for schema in $roots; do
    schema=${schema#schema_}
    cut -f 1 "$work/keys" | grep -qx "$schema" || echo "cannot read the keys of '$schema' in src/source/schema.c"
  done
  for schema in $roots; do
    schema=${schema#schema_}
    rows_below files "$(heading_of_schema "$schema")" | cut -f 1-4 | sed "s/^\`\([^\`]*\)\`/$schema\t\1/"
  done >"$work/keys.manual"
  compare_lists files.md "$work/keys" "$work/keys.manual"
}

every_kind_of_text_is_described() {
  awk -v mode=kinds -f "$here/schema.awk" "$src/source/schema.c" >"$work/kinds"
  rows_below files '## Kinds of text' | cut -f 1,2 >"$work/kinds.manual"
  compare_lists "the table of kinds in files.md" "$work/kinds" "$work/kinds.manual"
}

# A number of the program: "source/file.h" "FILE_MAX_BYTES".
constant() {
  echo $(($(sed -n "s/^#define $2 //p" "$src/$1")))
}

every_limit_is_right() {
  {
    printf 'size of a file, in bytes\t%s\n' "$(constant source/file.h FILE_MAX_BYTES)"
    printf 'levels of lists and mappings in a file\t%s\n' "$(constant source/node.h NODE_MAX_DEPTH)"
    printf 'addresses in one file of the sitemap\t%s\n' "$(constant page/plan.h SITEMAP_MAX_ADDRESSES)"
  } >"$work/limits"
  rows_below files '## Limits' >"$work/limits.manual"
  compare_lists "the table of limits in files.md" "$work/limits" "$work/limits.manual"
}

# Template, name, kind and number of columns of each name in template.c.
names_of_the_program() {
  awk '
    /^const TemplateName template_names/ { inside = 1; next }
    inside && /^};/ { exit }
    inside { row = row " " $0 }
    inside && /},$/ { print row; row = "" }
  ' "$src/page/names.c" |
    awk -F '"' '
      function add(template) {
        print template, $2, kind, columns
      }
      NF < 4 { next }
      {
        kind = $3
        sub(/.*VALUE_/, "", kind)
        sub(/,.*/, "", kind)
        kind = tolower(kind)
        meaning = ""
        for (i = 4; i <= NF; i += 2)
          meaning = meaning $i
        columns = kind == "rows" ? split(meaning, part, ";") : 0
        gsub(/ON_PAIR/, "IN(TEMPLATE_PAIR)", $1)
        gsub(/ON_ENTRY/, "IN(TEMPLATE_ENTRY)", $1)
        while (match($1, /TEMPLATE_[A-Z_]+/)) {
          template = tolower(substr($1, RSTART + 9, RLENGTH - 9))
          gsub(/_/, "-", template)
          $1 = substr($1, RSTART + RLENGTH)
          add(template ".html")
        }
      }
    '
}

names_of_the_manual() {
  local template
  while read -r template; do
    rows_below templates "## $template" | awk -F '\t' -v template="$template" '
      { gsub(/`/, "", $1); print template, $1, $2, $2 == "rows" ? gsub(/`\[[0-9]+\]`/, "", $3) : 0 }
    '
  done < <(sed -n 's/^## \([a-z-]*\.html\)$/\1/p' "$docs/templates.md")
}

every_template_and_name_is_described() {
  grep -o '\[TEMPLATE_[A-Z_]*\] = "[a-z-]*\.html"' "$src/page/names.c" | cut -d '"' -f 2 >"$work/templates"
  sed -n 's/^## \([a-z-]*\.html\)$/\1/p' "$docs/templates.md" >"$work/templates.manual"
  compare_lists "templates.md" "$work/templates" "$work/templates.manual"
  sed -n 's/^| `\([a-z-]*\.html\)` |.*/\1/p' "$docs/templates.md" >"$work/templates.table"
  compare_lists "the first table of templates.md" "$work/templates" "$work/templates.table"
  names_of_the_program >"$work/template-names"
  names_of_the_manual >"$work/template-names.manual"
  compare_lists templates.md "$work/template-names" "$work/template-names.manual"
}

# The columns of each row count up from 0.
every_column_has_its_number() {
  grep -n '`\[0\]`' "$docs/templates.md" | while IFS= read -r row; do
    printf '%s\n' "$row" | grep -o '`\[[0-9]*\]`' | tr -dc '0-9\n' |
      awk -v row="${row%%:*}" '$1 != NR - 1 { print "templates.md:" row ": the columns do not count up from 0"; exit }'
  done
}

# The names of all commands, of one word or two.
commands_of_the_program() {
  viceversa --help | sed -n '/^Commands:/,/^$/s/^  \(.\{14\}\) .*/\1/p' | sed 's/ *$//'
}

# What the help of a command lists, its own --help among it; $1 may be two words.
options_of() {
  # shellcheck disable=SC2086
  viceversa $1 --help | sed -nE 's/^  (-[a-z], )?(--[a-z-]+).*/\2/p'
}

# The options in the table below a heading of commands.md.
described_options() {
  rows_below commands "## $1" | cut -f 1 | grep -o -e '--[a-z-]*'
}

every_option_is_described() {
  local command
  viceversa --help | grep -o -e '--[a-z-]*' >"$work/options.all"
  while read -r command; do
    options_of "$command" | tee -a "$work/options.all" >"$work/options"
    { described_options "Options of every command" && described_options "viceversa $command"; } >"$work/options.manual"
    compare_lists "commands.md on viceversa $command" "$work/options" "$work/options.manual"
  done < <(commands_of_the_program)
  grep -o -e '[^-`]--[a-z][a-z-]*' -e '`--[a-z][a-z-]*' "$docs/commands.md" | cut -c 2- >"$work/options.manual"
  compare_lists commands.md "$work/options.all" "$work/options.manual"
  grep '^\.' "$docs/viceversa.1" | grep -oE 'Fl (q , )?(h , )?(Fl )?-[a-z-]+' | sed 's/.* -/--/' >"$work/options.page"
  compare_lists viceversa.1 "$work/options.all" "$work/options.page"
}

# Each command of the manual page's synopsis with its options and arguments.
synopsis_of_the_page() {
  awk '
    /^\.Sh/ { inside = $2 == "SYNOPSIS" }
    /^\.Pp/ { inside = 0 }
    !inside { next }
    $1 == ".Cm" { command = $2 ($3 == "" ? "" : " " $3); next }
    $1 == ".Op" && $2 == "Fl" { sub(/^-/, "", $3); print command, "--" $3; next }
    $1 == ".Nm" || $1 == ".Fl" { next }
    command != "" { for (i = 1; i <= NF; i++) if ($i !~ /^\.?(Op|Ar)$/) print command, toupper($i) }
  ' "$docs/viceversa.1"
}

synopsis_of_the_program() {
  local command
  while read -r command; do
    options_of "$command" | grep -vxE -e '--(root|strict|quiet|help)' | sed "s/^/$command /"
    # shellcheck disable=SC2086
    viceversa $command --help | sed -n "s/^  viceversa $command \[OPTION[^]]*\] //p" | tr -d '[]' |
      sed 's/\.\.\./ .../' | tr ' ' '\n' | sed "s/^/$command /"
  done < <(commands_of_the_program)
}

the_synopsis_is_that_of_the_help() {
  synopsis_of_the_program >"$work/synopsis"
  synopsis_of_the_page >"$work/synopsis.page"
  compare_lists "the synopsis of viceversa.1" "$work/synopsis" "$work/synopsis.page"
}

every_command_is_described() {
  commands_of_the_program >"$work/commands"
  sed -n 's/^## viceversa \([a-z ]*\)$/\1/p' "$docs/commands.md" >"$work/commands.manual"
  compare_lists commands.md "$work/commands" "$work/commands.manual"
  sed -n 's/^\.Ss viceversa \([a-z ]*\)$/\1/p' "$docs/viceversa.1" >"$work/commands.page"
  compare_lists viceversa.1 "$work/commands" "$work/commands.page"
}

# The program lists the names when it is asked for one that does not exist.
every_schema_is_described() {
  viceversa schema - 2>&1 | sed -n 's/.*there are: //p' | tr -d ' ' | tr ',' '\n' >"$work/schemas"
  awk '/^## / { inside = $0 == "## viceversa schema" } inside' "$docs/commands.md" |
    grep -oE '`[a-z]+(-translation)?`' | tr -d '`' >"$work/schemas.manual"
  compare_lists "commands.md on viceversa schema" "$work/schemas" "$work/schemas.manual"
}

every_task_of_make_is_described() {
  make -s -C "$root" help | awk '{ print $1 }' >"$work/tasks"
  rows_below house '## Tasks' | cut -f 1 | sed -n 's/^`make \([a-z-]*\)`$/\1/p' >"$work/tasks.manual"
  compare_lists "the table of tasks in house.md" "$work/tasks" "$work/tasks.manual"
}

# What a reader sees as the anchor of each heading of a Markdown file.
anchors() {
  sed -n 's/^##* //p' "$1" | tr '[:upper:]' '[:lower:]' | tr -dc 'a-z0-9 _\n-' | tr ' ' '-'
}

every_link_leads_somewhere() {
  local file link target fragment
  for file in "$root"/README.md "$root"/CHANGELOG.md "$docs"/*.md; do
    [ -e "$file" ] || continue
    sed -e '/^```/,/^```/d' -e 's/`[^`]*`//g' "$file" | grep -oE '\]\([^) ]+\)' | sed 's/^](//; s/)$//' |
      while IFS= read -r link; do
        case $link in
        http://* | https://* | mailto:*) continue ;;
        esac
        target=$(dirname "$file")/${link%%#*}
        [ "${link%%#*}" != "" ] || target=$file
        fragment=${link#*#}
        if [ ! -e "$target" ]; then
          echo "${file#"$root"/}: '$link' leads nowhere"
        elif [ "$fragment" != "$link" ] && ! anchors "$target" | grep -qxF -- "$fragment"; then
          echo "${file#"$root"/}: '$link' leads to no heading"
        fi
      done
  done
}

every_chapter_is_in_the_list() {
  (cd "$docs" && ls -- *.md viceversa.1) | grep -vx README.md >"$work/chapters"
  grep -oE '\]\([^)]+\)' "$docs/README.md" | sed 's/^](//; s/)$//; s/#.*//' >"$work/chapters.manual"
  compare_lists docs/README.md "$work/chapters" "$work/chapters.manual"
}

# Each row of promise.md names a file of the tests and what a check in it is called.
every_promise_has_its_test() {
  local line file name
  grep '^| ' "$docs/promise.md" | grep -vE '^\| (promise|---) ' | while IFS= read -r line; do
    grep -qE '`tests/[^`]*`: "[^"]*" \|$' <<<"${line}" || echo "promise.md: no test holds: $line"
    grep -oE '`tests/[^`]*`: "[^"]*"' <<<"$line" | sed -E 's/^`([^`]*)`: "(.*)"$/\1 \2/' |
      while read -r file name; do
        grep -qF -- "$name" "$root/$file" || echo "promise.md: $file has no '$name'"
      done
  done
}

# With whichever tool there is; both say nothing of a good page.
the_manual_page_is_well_formed() {
  if command -v mandoc >/dev/null; then
    mandoc -T lint -W warning "$docs/viceversa.1"
  elif command -v groff >/dev/null; then
    groff -ww -mandoc -Tutf8 -z "$docs/viceversa.1"
  fi
}

checks+=(
  every_finding_has_its_section_in_order
  the_examples_of_findings_are_printed
  every_name_in_brackets_is_a_finding
  every_message_is_described_with_its_arguments
  every_key_is_described
  every_kind_of_text_is_described
  every_limit_is_right
  every_template_and_name_is_described
  every_column_has_its_number
  every_option_is_described
  the_synopsis_is_that_of_the_help
  every_command_is_described
  every_schema_is_described
  every_task_of_make_is_described
  every_link_leads_somewhere
  every_chapter_is_in_the_list
  every_promise_has_its_test
  the_manual_page_is_well_formed
)
