# The front desk. `make` alone lists what it can do.
# It sets up and calls; whatever the program itself does is in the `wellkept` command.

.DEFAULT_GOAL := help
.PHONY: help setup run test check fix bench lock
.DELETE_ON_ERROR:

BIN := .venv/bin

# Given on the command line (make run PORT=9000) or in the environment.
PORT ?= 8000
STATEMENT ?=
ARGS ?=
BENCH ?= decisions
JSON ?=
PYTHON ?=
export PORT PYTHON

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:  ## make .venv from the lock (again only when the lock has changed)
	@sh tools/bootstrap .venv requirements/dev.txt

run: setup  ## the site with the demonstration plan: PORT=8000 STATEMENT=plan/version
	@$(if $(STATEMENT),WELLKEPT_STATEMENT='$(STATEMENT)') exec $(BIN)/wellkept run

test: setup  ## all tests that this machine can run, naming the rest: ARGS='-n0 -k claims'
	@$(BIN)/pytest -n auto $(ARGS)

check: setup  ## lint, types, floors of the house, migrations, Spanish, statements
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tools/migrations.py
	$(BIN)/python tools/words.py check
	$(BIN)/wellkept statement check --all

fix: setup  ## what can be put right by itself: lint, format, compiled Spanish words
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python tools/words.py compile

bench:  ## measure beside a peer: BENCH=decisions JSON=FILE
	@sh tools/bootstrap .venv-bench requirements/bench.txt
	@test -f benchmarks/$(BENCH).py || { echo "There is no benchmarks/$(BENCH).py." >&2; exit 1; }
	@.venv-bench/bin/python benchmarks/$(BENCH).py $(if $(JSON),--json '$(JSON)') $(ARGS)

lock:  ## write requirements/*.txt again from pyproject.toml
	@sh tools/lock
