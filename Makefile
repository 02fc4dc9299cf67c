# make demo    set up, then build the record of examples/ and print its incidents
# make test    set up, then check and test everything
# make score   the evaluation tables, held against the floors       make compare  what the working tree gained and lost
# make lint    ruff and mypy                                        make bench    speed and memory of a build
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORK := .make
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test score pin compare lint bench clean
.DEFAULT_GOAL := demo

# Installed once, and again only when pyproject.toml changes. An environment made by other means is used as it is.
$(WORK)/run: pyproject.toml
	@mkdir -p $(WORK)
	@test -x $(BIN)/python || { echo "setting up $(VENV)"; $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11"; exit 2; }; $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip -q
	$(BIN)/python -m pip install -q -e '.[all]'
	@touch $@

$(WORK)/dev: $(WORK)/run tools/dev-requirements.txt
	$(BIN)/python -m pip install -q -r tools/dev-requirements.txt
	@touch $@

demo: $(WORK)/run
	@rm -f $(WORK)/demo.db*
	$(BIN)/demarche build examples --record $(WORK)/demo.db
	@$(BIN)/demarche verify --record $(WORK)/demo.db

test: $(WORK)/dev
	$(BIN)/python -m pytest

score: $(WORK)/run
	@$(BIN)/python -m evaluation.gate

pin: $(WORK)/run
	@$(BIN)/python -m evaluation.gate --pin

AGAINST ?= HEAD
compare: $(WORK)/run
	@$(BIN)/python -m evaluation.compare --against $(AGAINST)

lint: $(WORK)/dev
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(WORK)/dev
	$(BIN)/python benchmarks/build.py

clean:
	rm -rf $(WORK) $(VENV) .pytest_cache .mypy_cache .ruff_cache record.db*
