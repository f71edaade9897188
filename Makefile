# run, test, check, bench and soak set up what they lack first, and nothing twice.
# pseudo serves the demo in a language of the tests' own, longer and from right to left.
# tidy mends what can be mended by itself; words refreshes the catalogues (BEGIN=pl begins one);
# lock writes down the versions (UPGRADE=--upgrade takes the newest).

SHELL := /bin/bash
BIN := .venv/bin
READY := .venv/.ready
WEB_PROGRAMS := tests/web_programs/node_modules/.package-lock.json
STEPS := format lint types imports templates locales
PYTEST := $(BIN)/python -m pytest -n logical --maxprocesses 4 --dist worksteal -q

.PHONY: run pseudo test check bench soak tidy words lock machine $(STEPS)

run: $(READY)
	$(BIN)/portal demo

pseudo: $(READY)
	$(BIN)/python -m tests.browser.pseudo_demo

test: $(READY) machine $(WEB_PROGRAMS)
	$(PYTEST)

soak: $(READY) machine $(WEB_PROGRAMS)
	$(PYTEST) --soak --timeout 7200

bench: $(READY) machine
	$(BIN)/python -m benchmarks

check: $(STEPS)

format: $(READY)
	$(BIN)/ruff format --check --quiet .

lint: $(READY)
	$(BIN)/ruff check --quiet .

types: $(READY)
	$(BIN)/mypy

imports: $(READY)
	$(BIN)/lint-imports --no-logo

templates: $(READY)
	$(BIN)/djlint templates --lint --quiet

locales: $(READY)
	$(BIN)/python -m tests.catalogues

tidy: $(READY)
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

words: $(READY)
	$(BIN)/python -m tests.catalogues --write $(BEGIN)

# Names, versions and hashes only: where the packages come from is each machine's own matter.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(UPGRADE)

lock: $(READY)
	$(COMPILE) requirements/uv.in -o requirements/uv.txt
	$(COMPILE) pyproject.toml -o requirements/run.txt
	$(COMPILE) pyproject.toml --group dev -o requirements/dev.txt
	$(COMPILE) --group build -o requirements/build.txt

$(READY): .ci/set-up pyproject.toml hatch_build.py $(wildcard requirements/*.txt)
	.ci/set-up

machine:
	@.ci/need chromium postgresql

# Programs of the web that the tests look at our pages and read our calendars with.
$(WEB_PROGRAMS): tests/web_programs/package-lock.json
	@.ci/need npm
	npm ci --silent --no-audit --no-fund --prefix tests/web_programs
	@touch $@
