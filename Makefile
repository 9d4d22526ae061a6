# Everything a person does with this tree. `make help` lists it.

SWIFT ?= swift
CLANG ?= clang
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 600
BENCH_COUNT ?= 100000
BENCH_MORE ?= --events 1000000 10000000 --maildir 100000
KILLS ?= 5
LOAD_SECONDS ?= 20
RELEASE = .build/release/rebound
# The toolchain's own linker packs what has to be put right when a position-independent program starts (DT_RELR, glibc 2.36 and
# later): a start takes a tenth less, which is felt where every message starts a program.
# Libraries are linked into the program for the same reason: what is inside need not be looked for and bound at each start. Only
# the C library stays outside, since its character sets and name services are files of the machine it runs on.
STATIC = .build/static
LIBRARIES = sqlite3 z bz2 lzma zstd stdc++
LINK = -Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs -Xswiftc -L$(CURDIR)/$(STATIC) -Xlinker --as-needed \
	-Xswiftc -Xclang-linker -Xswiftc -static-libgcc
DEBUG = .build/debug/rebound

.PHONY: help deps build release test lint format golden demo bench integration fuzz sanitize install clean

help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## install the Debian packages that are missing
	@scripts/install-dependencies.sh

build: deps ## debug build
	$(SWIFT) build

release: deps ## optimised program that needs nothing but a C library on its machine: .build/release/rebound
	@mkdir -p $(STATIC)
	@for library in $(LIBRARIES); do ln -sf "$$($(CLANG) -print-file-name=lib$$library.a)" $(STATIC)/lib$$library.a; done
	$(SWIFT) build -c release --product rebound --static-swift-stdlib $(LINK)

test: deps ## build and run all tests
	$(SWIFT) test

lint: ## check the formatting
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Migrations

format: ## format the sources in place
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Migrations

golden: build ## rewrite the golden files of the commands' output, and the README's tour
	REBOUND_UPDATE_GOLDEN=1 $(SWIFT) test --filter Golden
	python3 scripts/tour.py $(DEBUG)

demo: build ## ingest the fixtures and show the answers
	@scripts/demo.sh $(DEBUG)

bench: release ## measure beside the yardsticks; BENCH_COUNT messages (default 100000), BENCH_MORE options of bench/bench.py
	@python3 bench/bench.py $(RELEASE) $(BENCH_COUNT) $(BENCH_MORE)

fuzz: deps ## fuzz every parser for FUZZ_SECONDS (default 600) each
	@scripts/fuzz.sh $(FUZZ_SECONDS)

integration: build ## crashes, load, faults, exports read by other programs: KILLS random moments (default 5), LOAD_SECONDS (default 20)
	@python3 Tests/integration/crash.py $(DEBUG) --kills $(KILLS)
	@python3 Tests/integration/crash.py $(DEBUG) --kills $(KILLS) --after delete
	@python3 Tests/integration/load.py $(DEBUG) --seconds $(LOAD_SECONDS)
	@python3 Tests/integration/faults.py $(DEBUG)
	@python3 Tests/integration/nightly.py $(DEBUG)
	@python3 Tests/integration/exports.py $(DEBUG)

sanitize: deps ## run the tests under the thread sanitizer
	$(SWIFT) test --sanitize=thread --scratch-path .build-tsan

install: release ## install the program below PREFIX (default /usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 0755 $(RELEASE) $(DESTDIR)$(PREFIX)/bin/rebound

clean: ## remove what was built
	rm -rf .build demo
