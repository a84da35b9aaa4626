#!/usr/bin/env bash
# Breaks pages on purpose and expects the checker to complain, once and more for
# every kind of fault.
#
#     tests/site/self_test.sh CHECKER [SITE]
#
# The pages are those that tests/golden/ expects.  SITE is the site of the
# repository as it was built, for the kinds that only its pages can have.
set -u
export LC_ALL=C

here=$(cd "$(dirname "$0")" && pwd)
golden=$here/../golden
checker=$1
real=${2-}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0
codes_base=https://codes.example/
knots_base=https://example.net/knoten/
: >"$scratch/kinds"

# Says that a check passed or failed: check STATUS WHAT
check() {
  if [ "$1" -eq 0 ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "self_test: $2: FAILED"
  fi
  return "$1"
}

# Makes a fresh copy of a golden site, in $site: fresh NAME
fresh() {
  name=$1
  site=$scratch/site
  rm -rf "$site"
  cp -r "$golden/$name/expected" "$site"
}

# Runs the checker on the copy.
run_checker() {
  local base=$codes_base

  [ "$name" = codes ] || base=$knots_base
  "$checker" "$site" "$golden/$name" "$base" >"$scratch/found" 2>&1
}

# The checker has to find a fault in the copy: expect KIND FILE
expect() {
  echo "$1" >> "$scratch/kinds"
  run_checker
  [ $? -eq 1 ] && grep -q "^$2: .* \[$1\]\$" "$scratch/found"
  check $? "[$1] in $2 is found" || head -n 5 "$scratch/found"
}

# Edits one file of a fresh copy and expects a fault there: broken KIND FILE SED
broken() {
  local kind=$1 file=$2 script=$3

  fresh "${4:-codes}"
  sed -i -E "$script" "$site/$file"
  if cmp -s "$site/$file" "$golden/$name/expected/$file"; then
    check 1 "'$script' changes $file"
    return
  fi
  expect "$kind" "$file"
}

# Without any change nothing is found.
for name in codes knots; do
  fresh $name
  run_checker
  check $? "nothing is found in $name" || cat "$scratch/found"
done

pair=en/plp/201-vs-450.html
entry=en/plp/201.html

broken markup $entry 's|</dl>|</ol>|'
broken language ja/plp/201.html 's|<html lang="ja"|<html lang="en"|'
broken language $entry 's|<html lang="en"|<html|'
broken direction he/plp/201.html 's|<html lang="he" dir="rtl"|<html lang="he" dir="ltr"|'
broken direction he/plp/201.html '0,/<span lang="en" dir="ltr">/s//<span lang="en">/'
broken direction he/index.html 's|<bdi>-ERR</bdi>|-ERR|'
broken title $entry 's|<title>.*</title>|<title></title>|'
broken title $entry '/name="description"/d'
broken same-title en/plp/450.html 's|<title>.*</title>|<title>PLP 201 Door Open - Locker Codes Compared</title>|'
broken same-description en/plp/450.html 's|(name="description" content=")[^"]*|\1201 opens a compartment and waits for the parcel.|'
broken one-h1 $entry 's|<h2>Description</h2>|<h1>Description</h1>|'
broken one-h1 $entry 's|h1>|h2>|g'
broken name $entry 's|(<h1>.*)Door Open|\1Door open|'
broken name ja/plp/201-vs-450.html 's|(<h1>.*)No Free Compartment|\1ボックス|'
broken heading-level $pair 's|<h2>Side by Side</h2>|<h3>Side by Side</h3>|'
broken heading-level $pair 's|<h3>Example</h3>|<h5>Example</h5>|'
broken heading-order $pair 's|<h2>Key Differences</h2>|<h2>Learn More</h2>|'
broken heading-order $pair '0,/<h3>How to Fix/s//<h3>Repair/'
broken heading-order ja/plp/201.html 's|<h2>説明</h2>|<h2>例</h2>|'
broken same-id $pair 's|id="code-450"|id="code-201"|'
broken same-id $pair 's|id="code-450"|id=""|'
broken dead-link $entry 's|href="../../assets/style\.|href="../assets/style.|'
broken dead-link $entry 's|href="201-vs-450"|href="201-vs-999"|'
broken dead-link $entry 's|href="../../he/plp/201"|href="../../../he/plp/201"|'
broken dead-link $entry 's|href="201-vs-450"|href="javascript:alert(1)"|'
broken dead-link 404.html 's|href="/ja/"|href="/ko/"|'
broken dead-link $entry 's|(hreflang="ja" href="https://codes.example/)ja|\1ko|'
broken dead-link de/knoten/520.html 's|href="520-vs-1010.html"|href="520-vs-1010"|' knots
broken dead-link de/knoten/520.html 's|href="index.html"|href="./"|' knots
broken dead-fragment $pair 's|href="#code-450"|href="#code-451"|'
broken dead-fragment $pair 's|href="450"|href="450#code-450"|'
broken empty-link $pair 's|<a href="450">.*</a>|<a href="450"> <bdi></bdi></a>|'
broken empty-link $pair 's|<a href="450">|<a href="">|'
broken empty-link $pair 's|href="#code-450"|href="#"|'
broken canonical $entry 's|(rel="canonical" href="[^"]*)201|\1450|'
broken canonical ja/plp/550.html 's|(rel="canonical" href="[^"]*)/en/|\1/he/|'
broken canonical $entry '/rel="canonical"/d'
broken alternate ja/plp/201.html '/rel="alternate" hreflang="ja"/d'
broken alternate $entry '/rel="alternate"/d'
broken alternate $entry 's|(hreflang="ja" href="https://)codes|\1other|'
broken hreflang $entry 's|(rel="alternate" hreflang=")ja|\1he|'
broken hreflang $entry 's|hreflang="he" dir="rtl"|hreflang="ar" dir="rtl"|'
broken x-default $entry '/hreflang="x-default"/d'
broken listed-in-part ja/plp/201.html 's|</main>|<p lang="en">This sentence has not been translated.</p></main>|'
broken unlisted ja/plp/201.html '/rel="alternate"/d; s|(rel="canonical" href="[^"]*)/ja/|\1/en/|'
broken doubled-word $entry 's|waits for|waits waits for|'
broken doubled-word $entry 's|(content=")201 opens|\1201 opens Opens|'
broken doubled-word ja/plp/550.html 's|<p>Every parcel|<p>Every every parcel|'
broken re-cased $entry 's|waits for the parcel\.</p>|waits with its door Open.</p>|'
broken re-cased $entry 's|<p>The locker has|<p>the locker has|'
broken cut-text $entry 's|never made\.</p>|never ma</p>|'
broken cut-text $entry 's|(content="[^"]*)\.">|\1">|'
broken cut-text ja/plp/201.html 's|(content="[^"]*)。">|\1.">|'
broken cut-text ja/plp/201.html 's|ありません。</p>|ありませ</p>|; s|なります。</p>|なります.</p>|'
broken cut-text he/plp/ok.html 's|שהתבקש\.</p>|שהתב</p>|'
broken repeated $pair 's|<h2>Learn More</h2>|<p>The lamp above the door turns green.</p>&|'
broken repeated ja/plp/201-vs-450.html 's|<h2>詳しく見る</h2>|<p>扉の上のランプが緑色に変わります。</p>&|'
broken raw-markdown $entry 's|<strong>90 seconds</strong>|**90 seconds**|'
broken raw-markdown $entry 's|<code>SHIFT</code>|`SHIFT`|'
broken raw-markdown en/plp/450.html 's|<a href="[^"]*">counter</a>|[counter](https://parcels.example/)|'
broken raw-markdown $entry 's|(content=")201 opens|\1`201` opens|'
broken brace $pair 's|<bdi>201</bdi> the locker|{code} the locker|'
broken brace $entry 's|<title>PLP|<title>{collection}|'
broken slug $entry 's|<dd>Go On</dd>|<dd>go-on</dd>|'
broken slug $entry 's|<h2>At a Glance</h2>|<h2>at_a_glance</h2>|'
broken slug $pair 's|(<a href="450-vs-550">).*</a>|\1450-vs-550</a>|'
broken nothing $entry 's|<dd>Go On</dd>|<dd>(null)</dd>|'
broken nothing $entry 's|<dd>Go On</dd>|<dd>undefined</dd>|'
broken unmarked he/plp/201-vs-450.html 's|<bdi lang="en">Go On</bdi>|<bdi>Go On</bdi>|'
broken unmarked he/plp/201-vs-450.html 's|<span lang="en" dir="ltr">Handover</span>|Handover|'
broken unmarked he/plp/201-vs-450.html 's|<bdi>450</bdi> שייך|<bdi>Request, Handover</bdi> שייך|'
broken unmarked he/plp/201-vs-450.html '0,/<div lang="en" dir="ltr">/s//<div>/'
broken unmarked ja/plp/201.html 's|<bdi lang="en">Door Open</bdi>|<bdi>Door Open</bdi>|'
broken unmarked ja/plp/201.html 's|<bdi lang="en">PLP 1</bdi>|<bdi>Courier\&#39;s Handbook</bdi>|'
broken unmarked ja/plp/201.html 's|<h2>説明</h2>|&<p>נשארת סגורה</p>|'
broken unmarked $entry 's|waits for the parcel|ждет посылку|'
broken unmarked en/knoten/1245.html '0,/<div lang="de" dir="ltr">/s//<div>/' knots
broken sitemap sitemap.xml 's|</urlset>||'
broken sitemap sitemap.xml '0,/<loc>[^<]*/s//<loc>https:\/\/codes.example\/nowhere/'
broken sitemap sitemap.xml '0,/href="[^"]*ja/s//href="https:\/\/codes.example\/ko/'
broken sitemap-alternate sitemap.xml '0,/hreflang="ja"/s//hreflang="he"/'
broken robots robots.txt 's|sitemap.xml|sitemaps.xml|'

# A page that does not point back is found by the page that points to it.
fresh codes
sed -i '/rel="alternate" hreflang="ja"/d' "$site/$entry"
expect alternate ja/plp/201.html

# What concerns a page but stands in the sitemap.
fresh codes
sed -i '/<loc>https:..codes.example.en.plp.201<.loc>/s/201/550/' "$site/sitemap.xml"
expect sitemap-page $entry
expect sitemap-page sitemap.xml
fresh codes
sed -i '/<loc>https:..codes.example.en.plp.201<.loc>/s/en/he/' "$site/sitemap.xml"
expect sitemap-page he/plp/201.html
fresh codes
rm "$site/sitemap.xml"
expect sitemap sitemap.xml

# Pages that are missing, or too many.
fresh codes
rm "$site/$pair"
expect page-count en/plp
expect dead-link $entry
fresh codes
rm "$site/$entry"
expect page-count en/plp
fresh codes
rm "$site/he/index.html"
expect page-count he
fresh codes
rm "$site/he/plp/index.html"
expect page-count he/plp
fresh codes
cp "$site/$entry" "$site/en/plp/202.html"
expect page-count en/plp/202.html
fresh codes
cp "$site/$entry" "$site/en/stray.html"
expect page-count en/stray.html
fresh codes
cp "$site/$pair" "$site/en/plp/450-vs-201.html"
expect pair-twice en/plp/450-vs-201.html

# At most twenty of a kind.
fresh codes
find "$site" -name '*.html' -exec sed -i 's|</main>|{x}</main>|' '{}' +
run_checker
[ "$(grep -c '^[^.].*\[brace\]$' "$scratch/found")" -eq 20 ] && grep -q '^\.\.\. and .* more \[brace\]$' "$scratch/found"
check $? "twenty faults of a kind are shown"

# The promised pages: hard links keep the copy cheap, and sed makes new files.
if [ -n "$real" ]; then
  name=real
  site=$scratch/site
  rm -rf "$site"
  cp -al "$real" "$site"
  rm "$site/ja/smtp/220-vs-334.html"
  sed -i 's|Server Challenge|server challenge|' "$site/ru/smtp/250-vs-334.html"
  sed -i 's|Différences clés|Clés|' "$site/fr/smtp/250-vs-530.html"
  sed -i 's|</main>|<p lang="en">This sentence has not been translated.</p></main>|' "$site/de/smtp/250-vs-354.html"
  sed -i 's|</main>|<p lang="en">Not translated</p></main>|' "$site/de/smtp/250-vs-530.html"
  sed -i 's|<h2>Wann|<p>Ein Teil dieser Seite ist noch nicht übersetzt und wird auf Englisch angezeigt.</p>&|' "$site/de/smtp/250-vs-334.html"
  sed -i 's|rel="canonical" href="[^"]*|&x|' "$site/zh/smtp/251-vs-334.html"
  "$checker" --given "$site" "$here/../.." https://viceversa.example/ >"$scratch/found"
  for line in 'given-page ja/smtp/220-vs-334' 'given-page ru/smtp/250-vs-334' 'given-heading fr/smtp/250-vs-530' \
              'given-prose de/smtp/250-vs-354' 'given-prose de/smtp/250-vs-530' \
              'given-prose de/smtp/250-vs-334' 'given-prose zh/smtp/251-vs-334'; do
    read -r kind file <<< "$line"
    echo "$kind" >> "$scratch/kinds"
    grep -q "^$file.html: .* \[$kind\]\$" "$scratch/found"
    check $? "[$kind] in $file.html is found"
  done
fi

# No kind goes unproved.
while IFS=: read -r kind _; do
  [ -n "$real" ] || [ "${kind#given-}" = "$kind" ] || continue
  grep -q -x -e "$kind" "$scratch/kinds"
  check $? "the kind '$kind' is proved by breaking a page"
done < <("$checker" --kinds)

echo "self_test: $passed passed, $failed failed"
[ $failed -eq 0 ]
