# Every task that a person does with viceversa; 'make help' lists them.

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
VARIANT ?= release
OUT := build/$(VARIANT)

PACKAGES := yaml-0.1 ctpl glib-2.0 gio-2.0 libcmark icu-uc icu-i18n libxxhash json-glib-1.0 libarchive libdeflate libbrotlienc libsoup-3.0
TEST_PACKAGES := cmocka libxml-2.0 libbrotlidec

# What Debian calls them: to build and to run; and to test and to look after.
SETUP := build-essential pkg-config libyaml-dev libctpl-dev libglib2.0-dev libcmark-dev libicu-dev libxxhash-dev \
         libjson-glib-dev libgettextpo-dev libarchive-dev libdeflate-dev libbrotli-dev libsoup-3.0-dev \
         rsync openssh-client
SETUP_TESTS := libcmocka-dev libxml2-dev clang clang-format clang-tidy cppcheck gettext librsvg2-bin fonts-dejavu-core pngquant python3-yaml python3-jsonschema python3-feedparser time unzip \
               nginx-light openssh-server chromium fonts-noto-core fonts-noto-cjk
# Who has another npm than Debian's keeps it: the two do not go together.
SETUP_NODE = $(if $(shell command -v npm),,nodejs npm)
# The folders that npm fills by their lock files.
NPM := client tests/browser tests/machines

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wundef \
            -Wpointer-arith -Wwrite-strings -Wvla

# What makes a mistake in memory harder to use for something.  Some of it each kind of
# machine calls by another name.
HARDENING_x86_64 := -fcf-protection
HARDENING_aarch64 := -mbranch-protection=standard
HARDENING := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fPIE -fstack-protector-strong -fstack-clash-protection \
             $(HARDENING_$(shell uname -m))

flags_release := -O3 $(HARDENING)
ldflags_release := -pie -Wl,-z,relro -Wl,-z,now
flags_debug := -O0 -g3 -Werror
# For clang, whose libFuzzer the fuzz targets are linked with, and whose warnings are others.
flags_fuzz := -w -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
flags_race := -O1 -g3 -Werror -fsanitize=thread
flags_san := -O1 -g3 -Werror -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

# Asked once, when the first object is made: 'make setup site' installs the
# libraries after make has read this file.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PACKAGES) | sed 's/-I/-isystem /g'))$(PKG_CFLAGS)
# libgettextpo has no file for pkg-config.
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PACKAGES)) -lgettextpo)$(PKG_LIBS)
TEST_CFLAGS = $(eval TEST_CFLAGS := $$(shell pkg-config --cflags $(TEST_PACKAGES) | sed 's/-I/-isystem /g'))$(TEST_CFLAGS)
TEST_LIBS = $(eval TEST_LIBS := $$(shell pkg-config --libs $(TEST_PACKAGES)))$(TEST_LIBS)

COMPILE = -Isrc -D_GNU_SOURCE -DVICEVERSA_VERSION='"$(VERSION)"' -MMD -MP -pthread $(flags_$(VARIANT)) $(PKG_CFLAGS)

SOURCES := $(wildcard src/*.c src/*/*.c)
OBJECTS := $(SOURCES:%.c=$(OUT)/%.o) $(patsubst %.cc,$(OUT)/%.o,$(wildcard src/*/*.cc)) $(OUT)/src/resources.o
LIBRARY := $(filter-out $(OUT)/src/main.o,$(OBJECTS))

UNIT_TESTS := $(patsubst %.c,$(OUT)/%,$(wildcard tests/unit/test_*.c))
CHECKERS := $(patsubst %.c,$(OUT)/%,$(wildcard tests/site/*.c))
TARGETS ?= $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
REPLAYERS := $(TARGETS:%=$(OUT)/tests/fuzz/replay_%)
FUZZERS := $(TARGETS:%=$(OUT)/tests/fuzz/fuzz_%)
FAULTY := $(OUT)/tests/syscalls/faulty.so
FUZZ_OBJECTS := $(FUZZERS:%=%.o) $(OUT)/tests/fuzz/fuzz.o $(OUT)/tests/fuzz/replay.o
# Which suites besides the unit tests are run; a name is a folder of tests/.
SUITES ?= browser builds docs faults fuzz golden hostile house machines publish release serve shards site syscalls translators
TEST_OBJECTS := $(UNIT_TESTS:%=%.o) $(CHECKERS:%=%.o) $(OUT)/tests/unit/support.o $(FUZZ_OBJECTS)

.DEFAULT_GOAL := all
.PHONY: all client check-html pictures-update setup setup-tests site serve publish rollback locale locales schemas social check check-san check-races check-faults fuzz bench bench-peers bench-preview bench-document lint format golden-update sbom install uninstall clean help FORCE
.SECONDARY:

all: $(OUT)/viceversa

$(OUT)/viceversa: $(OBJECTS)
	@echo "LD $@"; $(CXX) $(flags_$(VARIANT)) -pthread $(ldflags_$(VARIANT)) $(LDFLAGS) -o $@ $^ $(PKG_LIBS) $(LDLIBS)

$(OUT)/src/%.o: src/%.c $(OUT)/flags
	@mkdir -p $(@D)
	@echo "CC $<"; $(CC) -std=c17 $(WARNINGS) $(COMPILE) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(OUT)/src/%.o: src/%.cc $(OUT)/flags
	@mkdir -p $(@D)
	@echo "CXX $<"; $(CXX) -std=c++17 -Wall -Wextra $(COMPILE) $(CPPFLAGS) $(CXXFLAGS) -c -o $@ $<

# Files that the program carries along.
$(OUT)/src/resources.c: src/resources.xml $(wildcard src/command/*.js src/output/*.sh)
	@mkdir -p $(@D)
	@echo "RC $<"; glib-compile-resources --generate-source --sourcedir=src --target=$@ $<

$(OUT)/src/resources.o: $(OUT)/src/resources.c $(OUT)/flags
	@echo "CC $<"; $(CC) -std=c17 -Wall -Wextra $(COMPILE) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(OUT)/tests/%.o: tests/%.c $(OUT)/flags
	@mkdir -p $(@D)
	@echo "CC $<"; $(CC) -std=c17 -Wall -Wextra -Wno-missing-field-initializers $(COMPILE) $(TEST_CFLAGS) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(OUT)/tests/unit/test_%: $(OUT)/tests/unit/test_%.o $(OUT)/tests/unit/support.o $(LIBRARY)
	@echo "LD $@"; $(CXX) $(flags_$(VARIANT)) -pthread $(ldflags_$(VARIANT)) $(LDFLAGS) -o $@ $^ $(TEST_LIBS) $(PKG_LIBS) $(LDLIBS)

$(OUT)/tests/site/%: $(OUT)/tests/site/%.o
	@echo "LD $@"; $(CC) $(flags_$(VARIANT)) -pthread $(ldflags_$(VARIANT)) $(LDFLAGS) -o $@ $^ $(TEST_LIBS) $(PKG_LIBS) $(LDLIBS)

# What it takes the place of is libc's: it is no part of the program.
$(FAULTY): tests/syscalls/faulty.c $(OUT)/flags
	@mkdir -p $(@D)
	@echo "CC $@"; $(CC) -std=c17 -Wall -Wextra -D_GNU_SOURCE -O1 -g -shared -fPIC -o $@ $<

# In front of GLib, so that the sanitizer hears of its locks.
$(OUT)/tests/races/locks.so: tests/races/locks.c $(OUT)/flags
	@mkdir -p $(@D)
	@echo "CC $@"; $(CC) -std=c17 -Wall -Wextra $(COMPILE) -shared -fPIC -o $@ $<

$(OUT)/tests/fuzz/replay_%: $(OUT)/tests/fuzz/fuzz_%.o $(OUT)/tests/fuzz/fuzz.o $(OUT)/tests/fuzz/replay.o $(LIBRARY)
	@echo "LD $@"; $(CXX) $(flags_$(VARIANT)) -pthread $(ldflags_$(VARIANT)) $(LDFLAGS) -o $@ $^ $(PKG_LIBS) $(LDLIBS)

$(OUT)/tests/fuzz/fuzz_%: $(OUT)/tests/fuzz/fuzz_%.o $(OUT)/tests/fuzz/fuzz.o $(LIBRARY)
	@echo "LD $@"; $(CXX) $(flags_$(VARIANT)) -fsanitize=fuzzer -pthread $(ldflags_$(VARIANT)) $(LDFLAGS) -o $@ $^ $(PKG_LIBS) $(LDLIBS)

# Objects are made anew when the flags change, and only then.
$(OUT)/flags: FORCE
	$(shell mkdir -p $(@D))$(file >$@.now,$(CC) $(CXX) $(COMPILE) $(CPPFLAGS) $(CFLAGS) $(CXXFLAGS))
	@cmp -s $@.now $@ || mv $@.now $@

setup: ## Install what is needed to build, from Debian's packages (asks for sudo)
	$(if $(filter 0,$(shell id -u)),,sudo) apt-get install -y --no-install-recommends $(SETUP)

# The tests start servers themselves, and nobody wants others to run for having
# installed them: https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt
setup-tests: setup ## Install what is needed to test
	$(if $(filter 0,$(shell id -u)),,sudo) sh -c 'policy=/usr/sbin/policy-rc.d; if [ ! -e "$$policy" ]; then \
	  trap "rm -f $$policy" EXIT; printf "#!/bin/sh\nexit 101\n" >"$$policy"; chmod 755 "$$policy"; fi; \
	  apt-get install -y --no-install-recommends $(SETUP_TESTS) $(SETUP_NODE)'
	for folder in $(NPM); do npm ci --silent --no-audit --no-fund --prefix $$folder || exit; done

site: all ## Build the site into site/ (ARGS="--locale ja" and the like are passed on)
	$(OUT)/viceversa build $(ARGS)

serve: all ## Show the site in a browser as its files change (ARGS="--port 9000" and the like are passed on)
	$(OUT)/viceversa serve $(ARGS)

# What a server can do with a site, the build of a site that is published does.
SITE_ARGS ?= --precompress gz,br

publish: all ## Build the site and put it live: make publish DEST=www.example.org:/srv/www
	$(if $(DEST),,$(error name the destination: make publish DEST=www.example.org:/srv/www))
	$(OUT)/viceversa build $(SITE_ARGS)
	$(OUT)/viceversa publish $(ARGS) "$$DEST"

rollback: all ## Return to the release before: make rollback DEST=www.example.org:/srv/www
	$(if $(DEST),,$(error name the destination: make rollback DEST=www.example.org:/srv/www))
	$(OUT)/viceversa rollback $(ARGS) "$$DEST"

locale: all ## Begin a language: make locale TAG=ko
	$(OUT)/viceversa locale add $(or $(TAG),$(error name the language: make locale TAG=ko))

locales: all ## Show how far the translations are
	$(OUT)/viceversa locale status $(ARGS)

sbom: all ## Write what the program is built of into build/release/, as SPDX
	@tools/sbom $(VERSION) $(PACKAGES) >$(OUT)/viceversa.spdx.json.new && mv $(OUT)/viceversa.spdx.json.new $(OUT)/viceversa.spdx.json

SCHEMAS := site documents collection entry pair locale glossary \
           site-translation collection-translation entry-translation pair-translation

schemas: all ## Write the JSON Schemas of all kinds of file into schema/
	@mkdir -p schema
	@for name in $(SCHEMAS); do $(OUT)/viceversa schema $$name > schema/$$name.json || exit; done

SOCIAL := $(wildcard docs/social/*.svg)

social: $(SOCIAL:docs/social/%.svg=templates/assets/%.png) ## Make the pictures for links to the site out of docs/social/

templates/assets/%.png: docs/social/%.svg
	rsvg-convert -o $@ $<

check: ## Run all tests
	+@$(MAKE) --no-print-directory VARIANT=debug run-tests

check-san: ## Run all tests under AddressSanitizer and UBSan
	+@$(MAKE) --no-print-directory VARIANT=san run-tests

# ASan cannot see into GLib's slices, so they are switched off.  libgettextpo
# loses some of what it read when it refuses a file.
.PHONY: run-tests
run-tests: $(OUT)/viceversa $(UNIT_TESTS) $(CHECKERS) $(REPLAYERS) $(FAULTY)
	@G_SLICE=always-malloc G_DEBUG=gc-friendly ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1 \
	  LSAN_OPTIONS=suppressions=$(CURDIR)/tests/leaks.supp:print_suppressions=0 \
	  tests/run-all $(OUT)/viceversa "$(SUITES)" $(UNIT_TESTS)

check-races: ## Look for races between threads with ThreadSanitizer
	+@$(MAKE) --no-print-directory VARIANT=race run-races

.PHONY: run-races
run-races: $(OUT)/viceversa $(OUT)/tests/races/locks.so
	tests/races/run $(OUT)/viceversa $(OUT)/tests/races/locks.so

# How long each target is run, in seconds.
TIME ?= 60

check-faults: ## Let every system call of every command fail in every way, which takes minutes
	+@ALL=1 $(MAKE) --no-print-directory VARIANT=debug run-faults

.PHONY: run-faults
run-faults: $(OUT)/viceversa $(FAULTY)
	tests/syscalls/run $(OUT)/viceversa

fuzz: ## Look for inputs that do harm, with clang's libFuzzer: make fuzz TIME=3600 TARGETS="yaml po"
	+@$(MAKE) --no-print-directory VARIANT=fuzz CC=clang CXX=clang++ run-fuzz

.PHONY: run-fuzz
run-fuzz: $(OUT)/viceversa $(FUZZERS)
	tests/fuzz/fuzz $(OUT) $(TIME) $(TARGETS)

lint: ## Check the format and look for mistakes with clang-format, clang-tidy and cppcheck
	clang-format --dry-run --Werror $(wildcard src/*.[ch] src/*/*.[ch] src/*/*.cc tests/*/*.[ch] bench/*.c)
	cppcheck --quiet -j "$$(nproc)" --error-exitcode=1 --inline-suppr --std=c17 --enable=warning,performance,portability \
	  --library=gtk --suppress=missingIncludeSystem --suppress=unknownMacro -Isrc src
	@echo "clang-tidy"; printf '%s\n' $(SOURCES) | xargs -P "$$(nproc)" -n 6 sh -c 'clang-tidy --quiet \
	  --warnings-as-errors="*" "$$@" -- -std=c17 -Isrc -D_GNU_SOURCE -DVICEVERSA_VERSION="\"$(VERSION)\"" \
	  $(PKG_CFLAGS)' clang-tidy

format: ## Put the sources into the project's format
	clang-format -i $(wildcard src/*.[ch] src/*/*.[ch] src/*/*.cc tests/*/*.[ch] bench/*.c)

# Which program is measured; another version can be named: make bench PROGRAM=../old/viceversa
PROGRAM ?= $(OUT)/viceversa

$(OUT)/bench/floor: bench/floor.c $(OUT)/flags
	@mkdir -p $(@D)
	@echo "CC $@"; $(CC) -std=c17 $(WARNINGS) -D_GNU_SOURCE $(flags_$(VARIANT)) -pthread $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $$(pkg-config --cflags --libs libxxhash)

bench: all $(OUT)/bench/floor ## Measure the program against the floor (LARGE=1: 900,000 pages too)
	bench/run $(if $(LARGE),--large) $(PROGRAM) $(OUT)/bench/floor

bench-peers: all $(OUT)/bench/floor ## Measure the program beside Hugo and Eleventy, where they are installed
	bench/peers $(PROGRAM) $(OUT)/bench/floor

bench-preview: all ## Measure how soon the preview shows what is saved
	bench/preview $(PROGRAM)

bench-document: bench bench-peers bench-preview ## Measure all of them, and put the figures into docs/performance.md
	bench/document

client/node_modules: client/package-lock.json
	npm ci --prefix client
	@touch $@

client: client/node_modules ## Bundle the pages' scripts into templates/assets/, from client/
	node client/build.mjs

check-html: all ## Check every page of the project's site: its HTML, and where its links lead
	@site=$$(mktemp -d) && trap 'rm -rf "$$site"' EXIT && $(OUT)/viceversa build --quiet --output "$$site/site" && \
	  node tests/browser/check-html.mjs "$$site/site"

pictures-update: all ## Take the pictures of pages anew, and leave the difference in tests/browser/report/
	UPDATE=1 ONLY="looks as it did" tests/browser/run $(OUT)/viceversa

golden-update: ## Rewrite the expected bytes of the golden sites and of the faults, and show the difference
	+@$(MAKE) --no-print-directory VARIANT=debug build/debug/viceversa
	tests/golden/run --update build/debug/viceversa
	tests/faults/run --update build/debug/viceversa

install: all ## Install viceversa below PREFIX (/usr/local), with its manual page
	install -D -m 755 $(OUT)/viceversa $(DESTDIR)$(PREFIX)/bin/viceversa
	install -D -m 644 docs/viceversa.1 $(DESTDIR)$(PREFIX)/share/man/man1/viceversa.1

uninstall: ## Remove what 'make install' installed
	rm -f $(DESTDIR)$(PREFIX)/bin/viceversa $(DESTDIR)$(PREFIX)/share/man/man1/viceversa.1

clean: ## Remove what was compiled; the site stays
	rm -rf build

help: ## Show this help
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

FORCE:

-include $(OBJECTS:.o=.d) $(TEST_OBJECTS:.o=.d)
