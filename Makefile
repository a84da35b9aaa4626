# Every task that a person does with viceversa; 'make help' lists them.

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
VARIANT ?= release
OUT := build/$(VARIANT)

PACKAGES := yaml-0.1 ctpl glib-2.0 gio-2.0 libcmark icu-uc icu-i18n libxxhash
WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wundef \
            -Wpointer-arith -Wwrite-strings -Wvla

flags_release := -O2 -D_FORTIFY_SOURCE=2
flags_debug := -O0 -g3
flags_san := -O1 -g3 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

PKG_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null | sed 's/-I/-isystem /g')
PKG_LIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null)
COMMON := -Isrc -D_GNU_SOURCE -DVICEVERSA_VERSION='"$(VERSION)"' -MMD -MP $(flags_$(VARIANT)) $(PKG_CFLAGS)

SOURCES := $(wildcard src/*.c src/*/*.c)
OBJECTS := $(SOURCES:%.c=$(OUT)/%.o) $(OUT)/src/model/icu.o
LIBRARY := $(filter-out $(OUT)/src/main.o,$(OBJECTS))

.DEFAULT_GOAL := all
all: $(OUT)/viceversa

$(OUT)/viceversa: $(OBJECTS)
	$(CXX) $(flags_$(VARIANT)) $(LDFLAGS) -o $@ $^ $(PKG_LIBS) $(LDLIBS)

$(OUT)/%.o: %.c $(OUT)/flags
	@mkdir -p $(@D)
	$(CC) -std=c17 $(WARNINGS) $(COMMON) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(OUT)/%.o: %.cc $(OUT)/flags
	@mkdir -p $(@D)
	$(CXX) -std=c++17 -Wall -Wextra $(COMMON) $(CPPFLAGS) $(CXXFLAGS) -c -o $@ $<

FLAGS_NOW := $(CC) $(CXX) $(COMMON) $(CPPFLAGS) $(CFLAGS) $(CXXFLAGS)
$(OUT)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' "$$FLAGS_NOW" | cmp -s - $@ || printf '%s\n' "$$FLAGS_NOW" > $@
export FLAGS_NOW
FORCE:
.PHONY: all FORCE

-include $(OBJECTS:.o=.d)
