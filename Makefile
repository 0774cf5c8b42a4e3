# The two commands are `make run` and `make test`; `check`, `bench` and `fuzz` are for developers.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE ?= var/platsbild.sqlite

.PHONY: run test check bench fuzz clean

run: $(VENV)/.run
	@test -e "$(STORE)" || { echo "Skapar ett lager med demodata i $(STORE) …"; PLATSBILD_STORE="$(STORE)" $(BIN)/platsbild demo; }
	PLATSBILD_STORE="$(STORE)" $(BIN)/platsbild dashboard

test: $(VENV)/.test
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || { echo "Installerar Chromium för webbläsartesterna …"; \
	       { command -v apt-get >/dev/null && apt-get update && apt-get install -y --no-install-recommends chromium; } \
	       || $(BIN)/playwright install chromium; }
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

check: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.test
	$(BIN)/pytest tests/benchmarks -o addopts="" -s --benchmark-disable-gc

# Broken files at random, for as many minutes as FUZZ_MINUTES says.
FUZZ_MINUTES ?= 10
fuzz: $(VENV)/.test
	PLATSBILD_FUZZ_MINUTES=$(FUZZ_MINUTES) $(BIN)/pytest tests/fuzz

clean:
	rm -rf $(VENV) var

$(VENV)/bin/python:
	@echo "Skapar $(VENV) …"
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements.lock pyproject.toml
	@echo "Installerar det som behövs från requirements.lock …"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-test.lock
	@echo "Installerar det som testerna behöver från requirements-test.lock …"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@
