# Needs only Python >= 3.11 (with venv) and make. `make` lists what there is.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
BENCH := .venv-bench

.DEFAULT_GOAL := help
.PHONY: help demo lab test quick browser notebooks gallery lint compile twins study axe bench bench-large chromium lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(READY) compile ## the bundled example: baseline and three what-ifs, compared and reported
	@$(BIN)/workbench demo

lab: $(READY) compile ## the notebooks in JupyterLab
	@$(BIN)/workbench lab

test: $(READY) chromium axe lint compile ## everything that a change must pass
	@echo "== tests"
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal
	@echo "== all good: style, types, import contract and tests"

quick: $(READY) lint compile ## the same without slow tests and browser
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not slow and not browser and not long"

browser: $(READY) chromium axe compile ## all that is tested in a browser, marathons too
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal -m browser tests

compile: $(READY)
	@echo "== compiled engine (about a minute after a change of it, else a moment)"
	@$(BIN)/python -m workbench.engines.compiled

twins: $(READY) compile ## ten thousand generated portfolios on both engines, bit for bit (an hour or so)
	@WORKBENCH_TWINS=10000 $(BIN)/python -m pytest -q -n 2 --dist worksteal tests/engines/test_twin.py

study: $(READY) compile ## fifty scenarios with two reports each, and their site: time, memory and bytes (some minutes)
	@$(BIN)/python -m benchmarks.batches

notebooks: $(READY) ## notebooks and the plain code beside them made equal, the newer of two being right
	@$(BIN)/jupytext --quiet --sync $$(find notebooks -name '*.ipynb' -not -path '*/.*')

gallery: $(READY) chromium compile ## the pictures of docs/gallery.md taken anew (about five minutes)
	@$(BIN)/python -m tests.browser.gallery

lint: $(READY) ## style, types and import contract alone
	@echo "== style"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "== types"
	@$(BIN)/mypy
	@echo "== import contract"
	@$(BIN)/lint-imports --no-logo

bench: $(BENCH)/ready ## engines measured side by side, docs/performance.md written (about five minutes)
	@$(BENCH)/bin/python -m benchmarks

bench-large: $(BENCH)/ready ## 100,000 futures and the overhead of Dask, added to docs/performance.md (long)
	@$(BENCH)/bin/python -m benchmarks large cluster

# A second run finds the stamp and installs nothing; a changed lock or pyproject.toml asks for it again.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "workbench needs Python 3.11 or later; name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@echo "setting up $(VENV) (about a minute, once)"
	@echo "  1/3 virtual environment"
	@$(PYTHON) -m venv $(VENV)
	@echo "  2/3 pinned packages"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements.lock
	@echo "  3/3 workbench itself"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# An environment of its own: Ciw brings a package named `tests`, which would hide ours.
$(BENCH)/ready: requirements.lock pyproject.toml
	@echo "setting up $(BENCH) (about a minute, once)"
	@$(PYTHON) -m venv $(BENCH)
	@$(BENCH)/bin/python -m pip install -qq --disable-pip-version-check -r requirements.lock
	@$(BENCH)/bin/python -m pip install -qq --disable-pip-version-check --no-build-isolation -e ".[bench]"
	@touch $@

# Rules for what everybody can use; tests that need them skip, with a reason, where npm cannot fetch them.
axe: .browser/package.json
.browser/package.json: tests/browser/package.json
	@mkdir -p .browser
	@if command -v npm >/dev/null; then \
	  cp $< .browser/fetching.json && cd .browser && mv fetching.json package.json \
	  && npm install --silent --no-audit --no-fund --no-package-lock \
	  || { rm -f package.json; echo "  axe-core could not be fetched: its tests will skip"; }; \
	fi

# Tests marked `browser` skip, with a reason, where no Chromium can be had.
chromium:
	@for name in chromium chromium-browser google-chrome; do \
	  if command -v $$name >/dev/null; then exit 0; fi; \
	done; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  echo "installing Chromium for the browser tests (Debian packages)"; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium fonts-liberation; } \
	    >/dev/null || echo "  not available here: the browser tests will skip"; \
	fi

lock: ## renew the exact versions in requirements.lock (needs uv)
	@uv pip compile --quiet --upgrade --universal --python-version 3.11 --extra dev --no-annotate \
	  --custom-compile-command "make lock" --output-file requirements.lock pyproject.toml

clean: ## remove the environment, caches and builds
	rm -rf $(VENV) $(BENCH) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
