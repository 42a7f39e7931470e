# Everything a newcomer needs: `make demo` and `make test`. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

SWIFT ?= swift
DOCC ?= $(shell command -v docc || echo xcrun docc)
# Further arguments of every build, such as `-Xswiftc -warnings-as-errors`.
SWIFT_FLAGS ?=
EXAMPLES := Quickstart Transactions Airports
SOURCES := Sources Tests Examples Package.swift
CATALOG := Sources/Roost/Roost.docc
SYMBOLS := .build/docs-symbols
TSAN_SUPPRESSIONS := $(wildcard Tests/tsan.supp)

# The libraries Roost stands on, and pkg-config, by which SwiftPM finds Snappy.
PACKAGES := libleveldb-dev libsnappy-dev pkg-config

.PHONY: help setup build demo examples test tsan asan lint format docs clean
.PHONY: bench bench-quick bench-sizes bench-micro bench-setup bench-build

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## Install LevelDB and Snappy where apt-get can, if they are missing
	@found() { printf '#include <leveldb/db.h>\n#include <snappy-c.h>\n' | clang++ -fsyntax-only -x c++ - 2>/dev/null; }; \
	if found && command -v pkg-config >/dev/null; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
		echo 'Roost needs LevelDB, Snappy and pkg-config. On macOS: brew install leveldb snappy pkg-config'; exit 0; \
	fi; \
	if [ "$$(id -u)" -eq 0 ]; then as_root=; \
	elif command -v sudo >/dev/null; then as_root=sudo; \
	else echo 'Roost needs some packages. As root, run: apt-get install $(PACKAGES)' >&2; exit 1; fi; \
	echo 'Installing $(PACKAGES)'; \
	$$as_root apt-get update -q \
		&& $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy $(PACKAGES) && found \
		|| { echo 'apt-get could not install $(PACKAGES).' >&2; exit 1; }

build: setup ## Build the library, the tests and the examples
	$(SWIFT) build --build-tests $(SWIFT_FLAGS)

demo: setup ## Load 28,298 airports, query them, and compare every answer
	$(SWIFT) build -c release --product Airports $(SWIFT_FLAGS)
	"$$($(SWIFT) build -c release --show-bin-path)/Airports"

examples: setup ## Build and run all examples
	@set -e; for example in $(EXAMPLES); do \
		$(SWIFT) build --product $$example $(SWIFT_FLAGS); \
		echo "== $$example"; \
		"$$($(SWIFT) build --show-bin-path)/$$example"; \
	done

test: setup ## Run the tests
	$(SWIFT) test $(SWIFT_FLAGS)

# Without the XCTest half of the run, which has no tests: XCTest itself leaks, and AddressSanitizer says so. The gold
# linker warns of every function of AddressSanitizer, lld does not.
tsan: setup ## Run the tests under ThreadSanitizer
	TSAN_OPTIONS="halt_on_error=1$(if $(TSAN_SUPPRESSIONS), suppressions=$(abspath $(TSAN_SUPPRESSIONS)))" \
		$(SWIFT) test --disable-xctest --sanitize=thread --scratch-path .build-tsan $(SWIFT_FLAGS)

asan: setup ## Run the tests under AddressSanitizer
	$(SWIFT) test --disable-xctest --sanitize=address --scratch-path .build-asan -Xswiftc -use-ld=lld $(SWIFT_FLAGS)

lint: ## Check the formatting
	$(SWIFT) format lint --strict -r $(SOURCES)

format: ## Format everything in place
	$(SWIFT) format -i -r $(SOURCES)

docs: setup ## Build the documentation into .build/docs; every warning is an error
	$(SWIFT) package dump-symbol-graph
	rm -rf $(SYMBOLS) .build/docs
	mkdir -p $(SYMBOLS)
	cp "$$($(SWIFT) build --show-bin-path)/../symbolgraph/Roost.symbols.json" $(SYMBOLS)/
	$(DOCC) convert $(CATALOG) --additional-symbol-graph-dir $(SYMBOLS) --fallback-display-name Roost \
		--fallback-bundle-identifier roost.Roost --output-path .build/docs --warnings-as-errors

BENCH_BUILD = cd Benchmarks && $(SWIFT) build -c release
# Arguments of the programs, such as `BENCH_ARGS="--filter get --rounds 9"`.
BENCH_ARGS ?=

# GRDB stands on the system's SQLite; charts become PNG only where rsvg-convert is.
bench-setup: setup
	@found() { printf '#include <sqlite3.h>\n' | clang -fsyntax-only -x c - 2>/dev/null; }; \
	if found; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then echo 'The benchmarks need the headers of SQLite.'; exit 0; fi; \
	if [ "$$(id -u)" -eq 0 ]; then as_root=; else as_root=sudo; fi; \
	echo 'Installing libsqlite3-dev'; \
	$$as_root apt-get update -q \
		&& $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy libsqlite3-dev && found \
		|| { echo 'apt-get could not install libsqlite3-dev.' >&2; exit 1; }

# The codec is no part of Roost's interface: what measures it is built apart, with -enable-testing.
bench-build: bench-setup
	$(BENCH_BUILD) --product roost-bench $(SWIFT_FLAGS)
	$(BENCH_BUILD) --product roost-codec --scratch-path .build-testable -Xswiftc -enable-testing \
		-Xswiftc -DTESTABLE $(SWIFT_FLAGS)

bench: bench-build ## Compare Roost with GRDB and LevelDB; under ten minutes
	cd Benchmarks && .build/release/roost-bench --codec .build-testable/release/roost-codec $(BENCH_ARGS)

bench-quick: bench-build ## The same in a minute, to see that it runs
	cd Benchmarks && .build/release/roost-bench --quick --codec .build-testable/release/roost-codec $(BENCH_ARGS)

bench-sizes: bench-setup ## Measure bytes on disk, write amplification, churn and stalls
	$(BENCH_BUILD) --product roost-sizes $(SWIFT_FLAGS)
	cd Benchmarks && .build/release/roost-sizes $(BENCH_ARGS)

bench-micro: bench-setup ## Measure single calls, to compare two commits
	cd Benchmarks && $(SWIFT) package --allow-writing-to-package-directory benchmark $(BENCH_ARGS)

clean: ## Remove everything that was built
	rm -rf .build .build-tsan .build-asan Benchmarks/.build Benchmarks/.build-testable
