# Everything a newcomer needs: `make demo` and `make test`. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

SWIFT ?= swift
DOCC ?= $(shell command -v docc || echo xcrun docc)
# Further arguments of every build, such as `-Xswiftc -warnings-as-errors`.
SWIFT_FLAGS ?=
# The tests of what has threads, and of what has unsafe code: folders of tests, each with all of its suites.
THREADED := Tests/RoostEngineTests Tests/RoostTests/Transactions Tests/RoostTests/Observation Tests/RoostTests/Expiry \
	Tests/RoostTests/Maintenance Tests/RoostTests/Oracle Tests/RoostRepositoriesTests
UNSAFE := Tests/RoostEngineTests Tests/RoostTests/Keys Tests/RoostTests/Payload Tests/RoostTests/Schema \
	Tests/RoostTests/Transactions Tests/RoostTests/Maintenance Tests/RoostTests/Oracle Tests/RoostTests/Queries/Property
# Random tests under a sanitizer, where each seed takes ten times as long.
SANITIZED := ROOST_ORACLE_SEEDS=3 ROOST_QUERY_SEEDS=1 ROOST_REQUEST_SEEDS=1 ROOST_STATEMENT_SEEDS=1 \
	ROOST_SIMULATED_CLIENTS=10
EXAMPLES := Quickstart Transactions Airports ApiCache SizeWatch SessionsAtScale
SOURCES := Sources Tests Examples Package.swift Benchmarks/Sources Benchmarks/Package.swift
# Targets that have documentation of their own.
DOCUMENTED := Roost RoostRepositories
# What is built only with its trait, and the tests of it.
TRAITS := Hummingbird,Observability,ServiceLifecycle
# A folder of its own, so that a change of traits does not compile everything anew each time. CI goes through once.
TRAITS_BUILD ?= .build-traits
TRAIT_TESTS := RoostHummingbirdTests|RoostObservabilityTests|RoostServiceLifecycleTests|LoginServerTests|ProgramTests
TSAN_SUPPRESSIONS := $(wildcard Tests/tsan.supp)

# The libraries Roost stands on, and pkg-config, by which SwiftPM finds Snappy.
PACKAGES := libleveldb-dev libsnappy-dev pkg-config
INCLUDE_FOLDERS := /usr/include /usr/local/include /opt/homebrew/include

.PHONY: help setup build demo examples login-server sessions-at-scale test test-integrations snippets tsan asan
.PHONY: hunt hunt-quick fuzz fuzz-quick lint format docs clean
.PHONY: flood flood-quick flood-build
.PHONY: bench bench-quick bench-sizes bench-scan bench-instructions bench-sessions bench-micro valgrind-setup bench-setup bench-check bench-build soak soak-quick soak-build

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

setup: ## Install LevelDB and Snappy where apt-get can, if they are missing
	@found() { \
		for folder in $(INCLUDE_FOLDERS); do \
			if [ -e "$$folder/leveldb/db.h" ] && [ -e "$$folder/snappy-c.h" ]; then return 0; fi; \
		done; return 1; \
	}; \
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
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	for example in $(EXAMPLES); do \
		$(SWIFT) build --product $$example $(SWIFT_FLAGS); \
		echo "== $$example"; \
		TMPDIR="$$folder" "$$($(SWIFT) build --show-bin-path)/$$example"; \
	done

sessions-at-scale: setup ## Measure a million user sessions; takes some minutes
	$(SWIFT) build -c release --product SessionsAtScale $(SWIFT_FLAGS)
	"$$($(SWIFT) build -c release --show-bin-path)/SessionsAtScale" 1000000

login-server: setup ## Run the example of a server where users log in, on port 8080
	$(SWIFT) run --traits Hummingbird --scratch-path $(TRAITS_BUILD) LoginServer

test: setup ## Run the tests
	$(SWIFT) test $(SWIFT_FLAGS)

# Without the XCTest half of the run, which has no tests and no filter that finds some.
test-integrations: setup ## Run the tests of what needs other packages: Hummingbird, metrics, logs, traces, services
	$(SWIFT) test --disable-xctest --traits $(TRAITS) --scratch-path $(TRAITS_BUILD) --filter '^($(TRAIT_TESTS))\.' \
		$(SWIFT_FLAGS)

snippets: setup ## Compile what users may write, and see that the compiler refuses what they must not
	Tests/Snippets/run

# Without the XCTest half of the run, which has no tests: XCTest itself leaks, and AddressSanitizer says so. The gold
# linker warns of every function of AddressSanitizer, lld does not.
tsan: setup ## Run the tests of what has threads under ThreadSanitizer
	filter=$$(Tests/suites $(THREADED)); \
	$(SANITIZED) TSAN_OPTIONS="halt_on_error=1$(if $(TSAN_SUPPRESSIONS), suppressions=$(abspath $(TSAN_SUPPRESSIONS)))" \
		$(SWIFT) test --disable-xctest --sanitize=thread --scratch-path .build-tsan --filter "$$filter" $(SWIFT_FLAGS)

asan: setup ## Run the tests of what has unsafe code under AddressSanitizer
	filter=$$(Tests/suites $(UNSAFE)); \
	$(SANITIZED) LSAN_OPTIONS="suppressions=$(abspath Tests/lsan.supp)" \
		$(SWIFT) test --disable-xctest --sanitize=address --scratch-path .build-asan -Xswiftc -use-ld=lld \
		--filter "$$filter" $(SWIFT_FLAGS)

# Many random tests. The short hunt runs in what `make test` has built: a release build of all tests takes longer than it
# saves there, and pays in the long one.
HUNT = $(SWIFT) test --disable-xctest --filter "$$(Tests/suites $(HUNTED))" $(SWIFT_FLAGS)
HUNTED := Tests/RoostTests/Oracle Tests/RoostTests/Queries/Property Tests/RoostTests/Transactions/Statements \
	Tests/RoostTests/Payload/Codec

hunt: setup ## Run the random tests for long, in a release build
	ROOST_ORACLE_SEEDS=2000 ROOST_QUERY_SEEDS=60 ROOST_REQUEST_SEEDS=440 ROOST_STATEMENT_SEEDS=500 \
		ROOST_ENCODE_SCRIPTS=100000 $(HUNT) -c release

hunt-quick: setup ## The same for some minutes
	ROOST_ORACLE_SEEDS=200 ROOST_QUERY_SEEDS=6 ROOST_REQUEST_SEEDS=20 ROOST_STATEMENT_SEEDS=50 $(HUNT)

fuzz: ## Feed random text to the JSON code for ten minutes
	Tests/Fuzz/run 600

fuzz-quick: ## Feed random text to the JSON code for a minute
	Tests/Fuzz/run 60

lint: ## Check the formatting
	$(SWIFT) format lint --strict -r $(SOURCES)

format: ## Format everything in place
	$(SWIFT) format -i -r $(SOURCES)

docs: setup ## Build the documentation into .build/docs; every warning is an error
	rm -rf .build/docs
	mkdir -p .build/docs
	@set -e; for target in $(DOCUMENTED); do \
		$(SWIFT) build --target $$target $(SWIFT_FLAGS); \
	done; \
	binaries=$$($(SWIFT) build --show-bin-path); \
	triple=$$($(SWIFT) -print-target-info | sed -n 's/^ *"triple": "\(.*\)",*$$/\1/p' | head -1); \
	for target in $(DOCUMENTED); do \
		symbols=.build/docs-symbols/$$target; \
		rm -rf $$symbols; \
		mkdir -p $$symbols; \
		$(SWIFT) symbolgraph-extract -module-name $$target -target $$triple -I "$$binaries/Modules" \
			-Xcc -fmodule-map-file="$$binaries/CLevelDB.build/module.modulemap" \
			-Xcc -fmodule-map-file="$(CURDIR)/Sources/CSnappy/module.modulemap" \
			-minimum-access-level public -skip-synthesized-members -output-dir $$symbols; \
		$(DOCC) convert Sources/$$target/$$target.docc --additional-symbol-graph-dir $$symbols \
			--fallback-display-name $$target --fallback-bundle-identifier roost.$$target \
			--output-path .build/docs/$$target --warnings-as-errors; \
	done

# Touched, because SwiftPM otherwise overlooks new files of the package above, which this one depends on.
BENCH_BUILD = cd Benchmarks && touch Package.swift && $(SWIFT) build -c release
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

# Optimised, in the folder of those that run. The codec with what it measures is built apart, as in `bench-build`, and
# not optimised, which is quickest.
bench-check: bench-setup ## Compile all of the benchmarks
	$(BENCH_BUILD) $(SWIFT_FLAGS)
	cd Benchmarks && $(SWIFT) build --product roost-codec --scratch-path .build-testable -Xswiftc -DTESTABLE $(SWIFT_FLAGS)

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

bench-scan: setup ## Scan a million records; fails when that takes 64 MB of memory
	$(BENCH_BUILD) --product roost-scan $(SWIFT_FLAGS)
	cd Benchmarks && .build/release/roost-scan $(BENCH_ARGS)

# Callgrind's headers are compiled in, too.
valgrind-setup: setup
	@found() { command -v valgrind >/dev/null && [ -e /usr/include/valgrind/callgrind.h ]; }; \
	if found; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then echo 'Counting instructions needs valgrind.' >&2; exit 1; fi; \
	if [ "$$(id -u)" -eq 0 ]; then as_root=; else as_root=sudo; fi; \
	echo 'Installing valgrind'; \
	$$as_root apt-get update -q \
		&& $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy valgrind && found \
		|| { echo 'apt-get could not install valgrind.' >&2; exit 1; }

bench-instructions: valgrind-setup ## Count instructions; fails when an operation takes 5 % more than its budget
	$(BENCH_BUILD) --product roost-instructions $(SWIFT_FLAGS)
	cd Benchmarks && .build/release/roost-instructions $(BENCH_ARGS)

bench-sessions: bench-setup ## Compare a million sessions with a session store over GRDB
	$(BENCH_BUILD) --product roost-sessions $(SWIFT_FLAGS)
	cd Benchmarks && .build/release/roost-sessions $(BENCH_ARGS)

# The server that is flooded.
FLOOD_BUILD ?= .build-flood
FLOODED := --traits Hummingbird --scratch-path $(FLOOD_BUILD) -c release

flood-build: bench-setup
	$(SWIFT) build $(FLOODED) --product LoginServer $(SWIFT_FLAGS)
	$(BENCH_BUILD) --product roost-flood $(SWIFT_FLAGS)

flood: flood-build ## Flood the login server by each kind of attack, and by all together; takes some minutes
	server=$$($(SWIFT) build $(FLOODED) --show-bin-path)/LoginServer; \
	cd Benchmarks && .build/release/roost-flood --server "$$server" --each $(BENCH_ARGS)

flood-quick: flood-build ## The same by all together, for ten seconds
	server=$$($(SWIFT) build $(FLOODED) --show-bin-path)/LoginServer; \
	cd Benchmarks && .build/release/roost-flood --server "$$server" --seconds 10 $(BENCH_ARGS)

soak-build: bench-setup
	$(BENCH_BUILD) --product roost-soak $(SWIFT_FLAGS)

soak: soak-build ## Keep a store under load for an hour; fails when anything grows or breaks
	cd Benchmarks && .build/release/roost-soak $(BENCH_ARGS)

soak-quick: soak-build ## The same for five minutes
	cd Benchmarks && .build/release/roost-soak --seconds 300 $(BENCH_ARGS)

bench-micro: bench-setup ## Measure single calls, to compare two commits
	cd Benchmarks && $(SWIFT) package --allow-writing-to-package-directory benchmark $(BENCH_ARGS)

clean: ## Remove everything that was built
	rm -rf .build .build-tsan .build-asan .build-traits .build-flood Benchmarks/.build Benchmarks/.build-testable
