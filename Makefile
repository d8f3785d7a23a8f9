# Two commands matter: `make demo` and `make test`. Both rest on `make setup`.
PYTHON ?= python3
BIN := .venv/bin
# each of the many processes of a test would compile all modules again where byte code is not kept
export PYTHONDONTWRITEBYTECODE =
ROOMS := courseatlas spiders pipelines validation reporting release_site flows cli

.PHONY: setup wheelhouse demo test tests quick check torture docs bench clean

# the services of `deploy/` may not write into this folder: byte code of the rooms is made here
setup: .venv/installed
	@$(BIN)/python -m compileall -q -j 0 $(ROOMS)

# the lock is whole: pip resolves nothing, it would look at newer versions than the hashes allow
.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Course Atlas needs Python 3.11 or later; call make with PYTHON=<path of one>")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-compile --require-hashes -r requirements.lock
	$(BIN)/python -m compileall -q -j 0 .venv/lib  # with all processors; pip would take one
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch .venv/installed

# what an analyst's machine needs besides our own wheel; a test installs from it without a network
wheelhouse: build/wheelhouse/complete

build/wheelhouse/complete: requirements-analysis.lock .venv/installed
	rm -rf build/wheelhouse
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r requirements-analysis.lock -d build/wheelhouse
	touch $@

demo: setup
	$(BIN)/python -m cli refresh --replay sample --site

# the checks run beside the tests, which wait now and then
test: setup wheelhouse
	@$(MAKE) --no-print-directory --jobs=2 check tests

# a module goes to the worker that is free, in the order of tests/conftest.py; what its tests share is
# made once
tests:
	$(BIN)/python -m pytest -n auto --dist loadscope --no-loadscope-reorder

# all but the whole refreshes
quick: setup check
	$(BIN)/python -m pytest -n auto --dist loadscope --no-loadscope-reorder -m "not slow" --ignore=tests/flows

check: setup
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check --quiet .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-cache

# faults in great number, at most 15 minutes; a table at its end tells what became of them
torture: setup
	COURSEATLAS_TORTURE=1 timeout 900 $(BIN)/python -m pytest -n 2 --dist worksteal tests/torture

docs: setup
	$(BIN)/python -m mkdocs build --strict --quiet
	@echo build/docs/index.html

bench: setup
	$(BIN)/python -m benchmarks.readers
	$(BIN)/python -m benchmarks.refresh
	$(BIN)/python -m benchmarks.match
	$(BIN)/python -m benchmarks.classify
	$(BIN)/python -m benchmarks.report
	$(BIN)/python -m benchmarks.validation

clean:
	rm -rf .venv build *.egg-info
