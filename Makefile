# Everything starts here, on a machine with Python 3.11 (venv, pip) and make.
#
#   make conform                     judge the reference provider
#   make conform PROVIDER=py:m:make  judge another one
#   make test                        the suite's own tests
#   make freeze EDITION=2026-11-20   write down which clauses and cases count

PYTHON ?= python3
PROVIDER ?= reference
ARGS ?=
BIN := .venv/bin
.DEFAULT_GOAL := help

EDITION ?= $(shell sed -n 's/^edition: //p' cases/edition.yaml)
.PHONY: help conform test lint types contracts docs wheel freeze check clean

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
	$(BIN)/python -m coverage run -m pytest $(ARGS)
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

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

check: test lint types contracts docs wheel

clean:
	rm -rf .venv build dist docs/_build .coverage .coverage.*
