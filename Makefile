# Everything sets itself up: `make run` and `make test` need Python 3.11+ and make, nothing else.
.DEFAULT_GOAL := help
.PHONY: help install run test lint fmt types sizes bench faults demo shell check-python

PYTHON ?= python3
BIN := .venv/bin

help:  ## What can be done here
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' Makefile

check-python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'

.venv/installed: requirements.txt | check-python
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt
	touch .venv/installed

.venv/installed-dev: .venv/installed requirements-dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	touch .venv/installed-dev

install: .venv/installed  ## Make .venv with what is needed to run

run: .venv/installed  ## Run the portal: database, sample data, web and worker (PORT=8000)
	@exec $(BIN)/python wsgi.py

test: lint  ## Everything CI checks
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: .venv/installed-dev  ## Format, rules, types, import contracts, templates
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/ast-grep scan
	$(BIN)/djlint templates --lint --quiet

fmt: .venv/installed-dev  ## Write the format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: .venv/installed-dev  ## Types only
	$(BIN)/mypy

sizes: .venv/installed-dev  ## Distribution of file and function sizes
	$(BIN)/python benchmarks/sizes.py

bench: .venv/installed-dev  ## Speed, as ratios taken in one run
	$(BIN)/python benchmarks/run.py

faults: .venv/installed-dev  ## Kill things and count what was lost
	$(BIN)/python -m pytest tests/faults -q

demo: .venv/installed  ## Load the sample data into an empty database
	$(BIN)/flask --app wsgi demo load

shell: .venv/installed  ## A Python shell with the application
	$(BIN)/flask --app wsgi shell
