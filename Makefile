# Token Debugger. The two commands: make run, make test.
#
# Uses uv when it is on the PATH, else the newest python3 (>= 3.11) with venv and pip. Everything goes into .venv,
# every package is checked against its hash, and a second run starts at once.

PYTEST_ARGS ?=
# HOST and PORT count on the command line alone: shells and platforms set variables of these names, too.
ADDRESS := $(if $(filter command,$(firstword $(origin HOST))),TOKEN_DEBUGGER_HOST='$(HOST)') \
           $(if $(filter command,$(firstword $(origin PORT))),TOKEN_DEBUGGER_PORT='$(PORT)')

VENV := .venv
PYTHON := $(VENV)/bin/python
SOURCES := webapp tests
UV := $(shell command -v uv 2>/dev/null)
COMPILE := uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help run test check format bench look lock browser clean

help: ## Show the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile

run: $(VENV)/.runtime ## Serve at http://127.0.0.1:8000 (PORT=9000 HOST=0.0.0.0 to change that)
	@$(ADDRESS) exec $(PYTHON) -m webapp

test: $(VENV)/.development browser lint ## Run everything: format, lint, types, contracts, templates, all tests
	@$(PYTHON) -m pytest $(PYTEST_ARGS)

check: $(VENV)/.development lint ## The fast part of make test: no browser
	@$(PYTHON) -m pytest --ignore=tests/browser $(PYTEST_ARGS)

.PHONY: lint
lint: $(VENV)/.development
	@$(VENV)/bin/ruff format --check --quiet $(SOURCES) || { echo "make format puts this right."; exit 1; }
	@$(VENV)/bin/ruff check --quiet $(SOURCES)
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-logo
	@$(VENV)/bin/djlint --lint --quiet templates

format: $(VENV)/.development ## Format the code
	@$(VENV)/bin/ruff format $(SOURCES)
	@$(VENV)/bin/ruff check --fix $(SOURCES)

bench: $(VENV)/.development ## Run the benchmarks
	@$(PYTHON) -m tests.bench

look: $(VENV)/.development browser ## Write pictures of every pattern to test-results/look (LOOK=directory)
	@$(PYTHON) -m tests.browser.look $(LOOK)

lock: ## Pin the newest packages that pyproject.toml allows (needs uv)
	@$(COMPILE) --upgrade pyproject.toml --output-file requirements.txt
	@$(COMPILE) --upgrade pyproject.toml --group dev --constraint requirements.txt --output-file requirements.dev.txt

browser: $(VENV)/.development
	@$(PYTHON) -m tests.browser.install

clean: ## Remove what make has made
	@rm -rf $(VENV) build dist test-results .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(VENV)/.runtime: requirements.txt | $(PYTHON)
	@$(call install,requirements.txt)
	@touch $@

$(VENV)/.development: requirements.dev.txt | $(PYTHON)
	@$(call install,requirements.dev.txt)
	@touch $@ $(VENV)/.runtime

# A message of one line, and nothing half made, when Python or venv is missing.
ifdef UV
install = uv pip install --quiet --python $(PYTHON) --require-hashes --requirement $(1)
$(PYTHON):
	@uv venv --quiet --python '>=3.11' $(VENV)
else
install = $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(1)
$(PYTHON):
	@for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  $$python -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "venv is missing. Install it (Debian, Ubuntu: apt install python3-venv), or install uv."; exit 1; }; \
	  $$python -m venv $(VENV) && exit 0 || exit 1; \
	done; \
	echo "Python 3.11 or newer is missing. Install it (Debian, Ubuntu: apt install python3 python3-venv), or uv."; \
	exit 1
endif
