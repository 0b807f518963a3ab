# Everything starts here, on a machine with Python 3.11 (venv, pip) and make.
#
#   make conform                     judge the reference provider
#   make conform PROVIDER=py:m:make  judge another one
#   make test                        the suite's own tests
#   make test-wine                   those of libraries for Windows; installs Wine
#   make test-asan                   the example in C++ under AddressSanitizer
#   make prove                       every flaw is found, no assertion is lost
#   make bench                       what a case costs, against the same by hand
#   make independence                every case alone, shuffled and in shards, one table
#   make mutants                     the reference changed in one place, and noticed
#   make demo                        reports of the reference and a flaw, with pictures
#   make freeze EDITION=2026-11-20   write down which clauses and cases count

PYTHON ?= python3
PROVIDER ?= reference
ARGS ?=
BIN := .venv/bin
APT := apt-get update -qq && apt-get install -qq -y --no-install-recommends
.DEFAULT_GOAL := help

EDITION ?= $(shell sed -n 's/^edition: //p' cases/edition.yaml)
.PHONY: help conform test wine test-wine test-asan prove bench independence mutants \
	lint types contracts docs wheel browser \
	demo samples check-samples freeze check clean

help:
	@sed -n 's/^#   //p' Makefile
	@echo "make check                       all that continuous integration runs"

.venv/suite: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/tools: .venv/suite
	$(BIN)/python -m pip install --quiet --group test --group lint --group docs --group build
	@touch $@

conform: .venv/suite
	$(BIN)/python -m pytest -p no:cacheprovider --provider="$(PROVIDER)" $(ARGS)

test: .venv/tools
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest -n auto $(ARGS)
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

prove: .venv/suite
	$(BIN)/mapi-conformance prove --full --quiet
	$(BIN)/mapi-conformance coverage --gate > /dev/null || $(BIN)/mapi-conformance coverage --gate

wine: .venv/tools
	.ci/wine build/wine --check || ($(APT) wine64 wine g++-mingw-w64-x86-64-posix)
	PYTHON=$(BIN)/python .ci/wine build/wine

test-wine: wine
	MAPI_WINE=required $(BIN)/python -m pytest -q adapters/tests/com/test_wine.py \
		adapters/tests/com/test_headers.py $(ARGS)

test-asan: .venv/tools
	.ci/asan

bench: .venv/tools
	$(BIN)/python conformance/bench $(ARGS)

independence: .venv/tools
	MAPI_SAMPLE=all $(BIN)/python -m pytest -q conformance/tests/cases/test_independence.py $(ARGS)

.venv/mutation: .venv/suite
	$(BIN)/python -m pip install --quiet --group mutation
	@touch $@

mutants: .venv/mutation
	$(BIN)/python reference_impl/mutants $(ARGS)

lint: .venv/tools
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mapi-conformance lint

types: .venv/tools
	$(BIN)/mypy

contracts: .venv/tools
	$(BIN)/lint-imports

docs: .venv/tools
	$(BIN)/sphinx-build --quiet --nitpicky --fail-on-warning --builder html docs docs/_build/html

freeze: .venv/suite
	$(BIN)/mapi-conformance edition --freeze=$(EDITION) --again

wheel: .venv/tools
	.ci/wheel

# What tests look at pages with. Without it they say so, and are skipped.
browser: .venv/tools .venv/axe
	command -v chromium > /dev/null || { $(APT) chromium; }

.venv/axe:
	command -v npm > /dev/null || { $(APT) npm; }
	npm install --silent --no-save --prefix $@ axe-core@4

demo: .venv/suite
	.ci/demo

samples: .venv/suite
	.ci/samples

check-samples: .venv/suite
	.ci/samples --check

check: check-samples test prove lint types contracts docs wheel

clean:
	rm -rf .venv build dist docs/_build .coverage .coverage.*
