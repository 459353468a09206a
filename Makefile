# Two commands matter: `make demo` and `make test`. Both install what they need into .venv first.
# Needs python3 (3.11 or newer) with pip, and make; PYTHON=python3.12 chooses another one.

PYTHON ?= python3
PY := .venv/bin/python
DEMO := .venv/bin/ledger --db build/demo.db

export OPENBLAS_NUM_THREADS := 1
export PYTHONDONTWRITEBYTECODE :=  # else each of the suite's hundred processes compiles the whole package
.DELETE_ON_ERROR:
.PHONY: help install demo test check static bench gate gains calibrate judge soak format readme wheel clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1: /p' Makefile

install: .venv/.installed ## install the locked dependencies and the ledger itself into .venv

# The stamp is newer than both files exactly when .venv holds what they ask for.
.venv/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("python 3.11 or newer is needed; try: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 \
	  || { $(PYTHON) -m venv --clear --without-pip .venv && $(PYTHON) -m pip --python $(PY) install --quiet pip; }
	@echo "installing into .venv (under a minute) …"
	@{ $(PY) -m pip install --quiet uv && $(PY) -m uv pip install --quiet --python $(PY) --compile-bytecode --require-hashes -r requirements.lock; } \
	  || { echo "uv could not install; trying pip"; $(PY) -m pip install --quiet --require-hashes -r requirements.lock; }
	@$(PY) -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

demo: install ## ingest the seed reports into build/demo.db; print facts, a history, a query and a diff
	@mkdir -p build && rm -f build/demo.db build/demo.db-wal build/demo.db-shm
	$(DEMO) ingest seeds
	@echo
	$(DEMO) facts --measure killed
	@echo
	$(DEMO) history --measure killed --claimant "Coastal Emergency Agency"
	@echo
	$(DEMO) query disagreements --format csv
	@echo
	$(DEMO) diff wire-toll

test: install ## run the whole suite, on SQLite and PostgreSQL
	$(PY) -m pytest -n auto --maxprocesses 4 --dist loadfile

check: install ## formatting, lint, types, import contracts, the gate, then the whole suite
	@$(MAKE) --no-print-directory --jobs 2 static gate
	@$(MAKE) --no-print-directory test

static: install ## what is checked without running anything
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-cache

gate: install ## score the extractor against its floors, where ../shared is; RAISE=1 raises them
	$(PY) -m tools.gate $(if $(RAISE),--raise)

bench: install ## measure reading beside quantulum3, the store beside raw limits, comparing; WRITE=1: into BENCHMARKS.md
	$(PY) -m tools.bench $(if $(WRITE),--write)
	$(PY) -m tools.bench_store $(if $(WRITE),--write)
	$(PY) -m tools.bench_queries $(if $(WRITE),--write)
	$(PY) -m tools.bench_diff $(if $(WRITE),--write)

gains: install ## list the facts gained and lost since BASE=<commit>
	$(PY) -m tools.gains $(or $(BASE),HEAD)

calibrate: install ## fit the weights of confidence on the gold reports, where ../shared is
	$(PY) -m tools.calibrate

judge: install ## learn anew which measure the clues around a figure speak for
	$(PY) -m tools.fit_judge

soak: install ## 10,000 mutated texts, every odd shape, 10,000 tamperings and 200 killed ingests on each engine (hours)
	$(PY) -m tools.soak
	$(PY) -m tools.soak_store $(STORE)

format: install ## put every file into the project's format
	$(PY) -m ruff check --fix --select I .
	$(PY) -m ruff format .

readme: install ## run the README's examples and write down what they print
	$(PY) tools/fill_readme.py

wheel: install ## build the wheel into dist/
	$(PY) -m hatchling build -t wheel -d dist

clean: ## remove what the other targets made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache
