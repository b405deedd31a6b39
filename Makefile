# The two that matter: `make demo` and `make test`. `make` lists all.

PREFIX ?= /usr/local
DESTDIR ?=

# Debian packages that the build needs, and those that only the tests need.
PACKAGES := libgit2-dev libcurl4-openssl-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libctemplate-dev \
  libssl-dev libmicrohttpd-dev zlib1g-dev age openssh-client git pkg-config
TEST_PACKAGES := chromium default-jre-headless python3 python3-venv systemd zsh fish

# Found when first used, so that `make help` needs no toolchain.
SWIFT = $(eval SWIFT := $$(shell scripts/find-swift))$(SWIFT)
# The program runs on machines without a toolchain.
RELEASE := --configuration release --static-swift-stdlib
# A folder of workflows (JSON files) to measure with.
CORPUS ?= ../shared/corpus
# A test that waits for a program keeps a thread, of which there is one for each core. Where more tests than threads
# have begun, one that watches a program may not get its turn until that program has ended.
FEW_TESTS_AT_ONCE = --experimental-maximum-parallelization-width $(shell nproc)
SOURCES := Package.swift Sources Tests Benchmarks Fuzz

.DEFAULT_GOAL := help
.PHONY: help setup setup-test build demo test lint format bench bench-rules crash fuzz fuzz-rules sanitize install clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install what the build needs, when it is missing
	@scripts/find-swift > /dev/null
	@scripts/install-packages $(PACKAGES)

setup-test: setup ## Install what the tests need, when it is missing
	@scripts/install-packages $(TEST_PACKAGES)
	@$(MAKE) --silent --no-print-directory .venv/stamp

.venv/stamp: scripts/test-requirements.txt
	@echo Installing the judges of pages into .venv
	python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check --requirement scripts/test-requirements.txt
	@touch $@

build: setup ## Build the release
	$(SWIFT) build $(RELEASE) --product n8n-ops
	$(SWIFT) build $(RELEASE) --product n8n-sim

demo: build ## Show the whole product on simulated n8n instances
	.build/release/n8n-ops demo

test: setup-test lint ## Check everything
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --disable-xctest --skip EndToEndTests
	$(SWIFT) test --skip-build --disable-xctest --filter EndToEndTests $(FEW_TESTS_AT_ONCE)

lint: setup ## Check formatting and generated files
	$(SWIFT) format lint --strict --recursive $(SOURCES)
	scripts/embed-resources --check

format: setup ## Format the sources, regenerate the list of embedded files
	$(SWIFT) format --in-place --recursive $(SOURCES)
	scripts/embed-resources

crash: setup ## Kill commands at each of their steps, fill the disk at each; let eight machines make 400 decisions at once
	$(SWIFT) build --build-tests
	FAULT_STEPS=all MACHINE_DECISIONS=50 $(SWIFT) test --skip-build --disable-xctest $(FEW_TESTS_AT_ONCE) \
	  --filter 'Killed(Command|Job|Sharing|SetUp)Tests|FullDiskTests|ManyMachinesTests'

fuzz: setup ## Let libFuzzer look for inputs that break the rules; FUZZ_SECONDS (600)
	N8N_OPS_FUZZ=1 $(SWIFT) build --configuration release --scratch-path .build/fuzz --product rules-fuzz -Xswiftc -sanitize=fuzzer
	mkdir -p .build/fuzz/corpus
	.build/fuzz/release/rules-fuzz -max_total_time=$(or $(FUZZ_SECONDS),600) -max_len=16384 -timeout=20 -rss_limit_mb=2048 \
	  -artifact_prefix=.build/fuzz/ .build/fuzz/corpus $(wildcard $(CORPUS))

fuzz-rules: setup ## Put ten million generated workflows through the rules; FUZZ_INPUTS, FUZZ_SEED
	$(SWIFT) build $(RELEASE) --product rules-generated
	.build/release/rules-generated $(or $(FUZZ_SEED),0) $(or $(FUZZ_INPUTS),10000000)

sanitize: setup-test ## Run the tests of everything that speaks to C under AddressSanitizer and LeakSanitizer
	$(SWIFT) build --build-tests --sanitize address --scratch-path .build/sanitize
	LSAN_OPTIONS=suppressions=$(CURDIR)/scripts/leaks-of-others.txt:print_suppressions=0 \
	  $(SWIFT) test --skip-build --disable-xctest --sanitize address --scratch-path .build/sanitize \
	  --filter 'GitTests|HTTPTests|HTTPServer|TemplateTests|DigestTests|LedgerTests'

bench: build ## Measure the release; CORPUS names a folder of workflows
	scripts/bench
	$(SWIFT) build $(RELEASE) --product json-bench
	$(if $(wildcard $(CORPUS)),.build/release/json-bench $(CORPUS),@echo "json-bench: no folder $(CORPUS)")
	@$(MAKE) --silent --no-print-directory bench-rules

bench-rules: setup ## Measure normalising, hashing and diffing 2,000 workflows made from CORPUS
	$(SWIFT) build $(RELEASE) --product rules-bench
	$(if $(wildcard $(CORPUS)),.build/release/rules-bench $(CORPUS),@echo "rules-bench: no folder $(CORPUS)")

install: build ## Install program, completions and systemd units below PREFIX (/usr/local)
	install -D -m 755 -t $(DESTDIR)$(PREFIX)/bin .build/release/n8n-ops
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/lib/systemd/system deploy/systemd/n8n-ops@.service deploy/systemd/n8n-ops@.timer
	sed -i 's#/usr/local/bin#$(PREFIX)/bin#' $(DESTDIR)$(PREFIX)/lib/systemd/system/n8n-ops@.service
	install -D -m 644 deploy/systemd/n8n-ops.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/n8n-ops.conf
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	.build/release/n8n-ops completions bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/n8n-ops
	.build/release/n8n-ops completions zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_n8n-ops
	.build/release/n8n-ops completions fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/n8n-ops.fish

clean: ## Remove everything that was built
	rm -rf .build .venv demo
