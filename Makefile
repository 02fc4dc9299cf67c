# make demo    set up, then build the record of examples/ and print its incidents
# make test    set up, then check and test everything
# make score   the evaluation tables, held against the floors       make compare  what the working tree gained and lost
# make lint    ruff and mypy                                        make bench    speed and memory of a build
# make readme  print anew what the README and the walkthrough show
# make pin     raise the floors to the present figures              make help     these lines
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORK := .make
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test score pin compare readme lint bench clean
.DEFAULT_GOAL := demo

# Installed once, and again only when pyproject.toml changes.
RUN := $(VENV)/.installed
DEV := $(VENV)/.installed-dev

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11"; exit 2; }
	@echo "setting up $(VENV), this takes a minute"
	@$(PYTHON) -m venv $(VENV)

$(RUN): pyproject.toml | $(BIN)/python
	@$(BIN)/python -m pip install -qq -U 'pip>=25.1'
	@$(BIN)/python -m pip install -qq -e '.[all]'
	@touch $@

$(DEV): $(RUN)
	@$(BIN)/python -m pip install -qq --group dev
	@touch $@

$(WORK):
	@mkdir -p $@

help:
	@sed -n 's/^# \(make\)/\1/p' Makefile

demo: $(RUN) | $(WORK)
	@rm -f $(WORK)/demo.db*
	$(BIN)/demarche build examples/documents --record $(WORK)/demo.db
	@$(BIN)/demarche verify --record $(WORK)/demo.db

test: $(DEV)
	$(BIN)/python -m pytest

score: $(RUN)
	@$(BIN)/python -m evaluation.gate

pin: $(RUN)
	@$(BIN)/python -m evaluation.gate --pin

AGAINST ?= HEAD
compare: $(RUN)
	@$(BIN)/python -m evaluation.compare --against $(AGAINST)

readme: $(RUN)
	@$(BIN)/python tools/printed.py README.md docs/incident-walkthrough.md

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(DEV)
	$(BIN)/python benchmarks/build.py

clean:
	rm -rf $(WORK) $(VENV) .pytest_cache .mypy_cache .ruff_cache record.db*
