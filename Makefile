# Five words for everyone: setup, run, test, check, docs. CI uses the same ones (.ci/run).
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
export SECONDSTORY_HOME ?= $(CURDIR)/.home
PORT ?= 8000
# Compiled modules are kept, also where the environment says otherwise: each command would else compile the house anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup run test check check-types check-rest docs lock bench dist clean

help:  ## what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

# --- setting up: each step leaves a stamp, so the second time is instant ------------------------------

.venv/.made: requirements-dev.lock
	python3 -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check uv
	.venv/bin/uv pip sync --quiet --compile-bytecode --require-hashes requirements-dev.lock
	@touch $@

.venv/.installed: .venv/.made pyproject.toml src/secondstory/__init__.py
	.venv/bin/uv pip install --quiet --no-deps --editable .
	@touch $@

frontend/node_modules/.made: frontend/package-lock.json
	cd frontend && npm ci --ignore-scripts --silent
	@touch $@

FRONTEND := $(shell find frontend -path frontend/node_modules -prune -o -type f -print 2>/dev/null)

src/secondstory/ui/static/ui/manifest.json: frontend/node_modules/.made $(FRONTEND)
	cd frontend && npm run --silent build
	@touch $@

setup: .venv/.installed src/secondstory/ui/static/ui/manifest.json  ## everything installed, assets built

run: setup  ## the demonstration at http://127.0.0.1:8000 (PORT and SECONDSTORY_HOME are honored)
	SECONDSTORY_DEMO=1 .venv/bin/secondstory demo
	SECONDSTORY_DEMO=1 .venv/bin/secondstory serve --port $(PORT)

check: setup  ## the fast checks: types, style, layering, templates, front-end
	@$(MAKE) --no-print-directory -j2 --output-sync=target check-types check-rest

check-types:
	.venv/bin/mypy

check-rest:
	.venv/bin/ruff check src tests benchmarks
	.venv/bin/ruff format --check src tests benchmarks
	.venv/bin/lint-imports --no-cache
	.venv/bin/djlint --quiet --lint src/secondstory
	$(PY) -m secondstory.language.build --check
	$(PY) scripts/docs.py --check
	cd frontend && npm run --silent check && npm run --silent test
	$(PY) -m pytest -q -n 2 -m check tests/architecture tests/own_words

test: setup check  ## every check and every test, on SQLite and on PostgreSQL, browser included
	scripts/test

lock:  ## pins every dependency again, without an address of a package host
	.venv/bin/uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.lock
	.venv/bin/uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --extra dev pyproject.toml -o requirements-dev.lock

docs: setup  ## writes the generated reference pages again
	$(PY) scripts/docs.py

bench: setup  ## the promises of speed, measured
	$(PY) -m benchmarks

dist: setup  ## a wheel with the built assets
	.venv/bin/uv build --wheel

clean:
	rm -rf .venv frontend/node_modules src/secondstory/ui/static/ui build dist
