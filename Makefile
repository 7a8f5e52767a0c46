# `make sdk` sets up and generates; `make test` sets up and runs every test.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: sdk check demo test test-versions hostile chaos corpus scoreboard requirements clean help

help:
	@echo "make sdk            set up, validate the description, generate generated/"
	@echo "make check          say whether generated/ is what the description gives"
	@echo "make demo           book, move and delete appointments with the SDK, against the fake"
	@echo "make test           set up, run every test"
	@echo "make test-versions  run the SDK's behaviour tests on CPython 3.12 and 3.13 where found"
	@echo "make hostile        attack the generator: 10,000 descriptions, 200 kills, every command watched"
	@echo "make chaos          every fault, to the SDK and to the fake, on CPython 3.11 to 3.13 where found"
	@echo "make corpus         judge every document of the folder that SPECLOOM_CORPUS names"
	@echo "make scoreboard     write docs/scoreboard.md: what we and two peers make of that folder"
	@echo "make requirements   choose anew the versions and hashes of all that is installed for development"
	@echo "make clean          remove what the other targets made, generated/ excepted"

$(VENV)/.installed: pyproject.toml requirements/run.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --requirement requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements/dev.txt
	$(PIP) --require-hashes --requirement requirements/dev.txt
	$(BIN)/pyright --version >/dev/null
	@touch $@

sdk: $(VENV)/.installed
	@$(BIN)/specloom generate

check: $(VENV)/.installed
	@$(BIN)/specloom check

demo: $(VENV)/.installed
	@$(BIN)/python -c 'import urllib3' 2>/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check 'urllib3>=2.2'
	@PYTHONPATH=generated/python/src $(BIN)/python examples/booking.py

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto --dist worksteal

test-versions: $(VENV)/.installed-dev
	$(BIN)/python tests/versions.py

hostile: $(VENV)/.installed-dev
	SPECLOOM_HOSTILE=$${SPECLOOM_HOSTILE:-10000} $(BIN)/python -m pytest tests/hostile -n auto --dist worksteal

chaos: $(VENV)/.installed-dev
	$(BIN)/python tests/versions.py chaos

corpus: $(VENV)/.installed-dev
	@test -n "$$SPECLOOM_CORPUS" || { echo "Set SPECLOOM_CORPUS to a folder with real/ and edge/."; exit 2; }
	SPECLOOM_CORPUS_ALL=1 $(BIN)/python -m pytest tests/corpus -n auto --dist worksteal

scoreboard: $(VENV)/.installed-dev
	$(BIN)/python tests/corpus/scoreboard.py

# The same file for every system and every Python from 3.11 on.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
	--extra mock --group build

requirements: $(VENV)/.installed
	$(PIP) "uv>=0.9"
	$(COMPILE) pyproject.toml --output-file requirements/run.txt
	$(COMPILE) --group dev --constraint requirements/run.txt pyproject.toml --output-file requirements/dev.txt

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
