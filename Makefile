# Needs Python 3.11 or newer and make; everything else goes into .venv.
#
#   make run    tables from the sample releases, in outputs/
#   make test   all tests
#   make        what else there is

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INPUT ?= corpus/releases
OUTPUT ?= outputs
DOCUMENTS ?= 1000
SECONDS ?= 600
# Groups of further packages the tests are given; `.ci/run` adds spark and stanza, whose tests are skipped without them.
EXTRAS ?= test,notebook
# What the environment is made from: when one of these changes it is brought up to date.
NEEDS := pyproject.toml $(wildcard models/*/pyproject.toml models/*/setup.py)

comma := ,
TESTS := $(VENV)/.installed-$(subst $(comma),-,$(EXTRAS))

.DEFAULT_GOAL := help
.PHONY: help install run test lint types check bench docs soak fuzz clean distclean

help:
	@echo "make run        tables from $(INPUT) in $(OUTPUT)/   (INPUT=folder OUTPUT=folder to change)"
	@echo "make test       run the tests"
	@echo "make lint       style (ruff), types (mypy), layers (import-linter)"
	@echo "make docs       what is generated in README and docs/   (DATE=2026-11-22 when scores have changed)"
	@echo "make bench      speed and memory, written to docs/benchmarks.md   (DATE=2026-11-22 DOCUMENTS=1000)"
	@echo "make soak       the long tests"
	@echo "make fuzz       altered inputs for every reader and parser   (SECONDS=600 of processor time for each; TARGETS='dates pdf')"
	@echo "make clean      remove what was built; make distclean also the environment"

install: $(VENV)/.installed

run: $(VENV)/.installed
	@$(BIN)/warta run $(INPUT) --output $(OUTPUT)

test: $(TESTS)
	$(BIN)/pytest

lint: $(TESTS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy -p warta
	$(BIN)/lint-imports

check: lint test

docs: $(VENV)/.installed
	$(BIN)/warta schema > docs/data-dictionary.md
	$(BIN)/python docs/make_examples.py
	$(BIN)/python docs/make_scores.py $(if $(DATE),--date $(DATE))

bench: $(TESTS)
	@test -n "$(DATE)$(ONLY)" || { echo 'say when: make bench DATE=2026-11-22'; exit 2; }
	$(BIN)/python tests/bench.py $(if $(ONLY),--only $(ONLY),--write --date "$(DATE)") --documents $(DOCUMENTS)

soak: $(TESTS)
	$(BIN)/pytest -m soak

fuzz: $(TESTS)
	$(BIN)/python -m tests.fuzz.run --seconds $(SECONDS) $(TARGETS)

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find pipeline tests corpus -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "warta needs Python 3.11 or newer; set PYTHON=")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.python $(NEEDS)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(TESTS): $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[$(EXTRAS)]"
	@touch $@
