# make run, make test, make check, make bench, make screenshots: each makes the environment it needs.
# Everything that is not the program's own output goes to stderr, so that `make run | cat` prints a post and nothing else.

MAKEFLAGS += --no-print-directory
SHELL := /bin/bash

# PYTHON=... chooses another interpreter; the default is the first one of 3.11 or newer
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
TESTS ?= tests
CONSTRAINTS := .ci/constraints.txt
CHECK_PATHS := tui_reader tests

.PHONY: run test check bench screenshots clean

run: .venv/ready
	@exec .venv/bin/tui-reader $(ARGS)

test: .venv/ready
	.venv/bin/python -m pytest -q -n auto $(TESTS)

check: .venv/ready .venv-check/ready
	.venv-check/bin/ruff check $(CHECK_PATHS)
	.venv-check/bin/ruff format --check $(CHECK_PATHS)
	.venv-check/bin/mypy $(CHECK_PATHS)
	.venv-check/bin/lint-imports

bench: .venv/ready
	.venv/bin/python -m tests.benchmarks $(ARGS)

screenshots: .venv/ready
	.venv/bin/python -m pytest -q -p no:randomly tests/ui/test_pictures.py --snapshot-update

clean:
	rm -rf .venv .venv-check .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.venv/ready: pyproject.toml $(CONSTRAINTS)
	@$(call environment,.venv)
	@.venv/bin/python -m pip install -q --disable-pip-version-check -c $(CONSTRAINTS) -e '.[test]' >&2
	@touch $@

.venv-check/ready: pyproject.toml $(CONSTRAINTS)
	@$(call environment,.venv-check)
	@.venv-check/bin/python -m pip install -q --disable-pip-version-check -c $(CONSTRAINTS) ruff mypy import-linter types-lxml -e '.[test]' >&2
	@touch $@

define environment
	test -n "$(PYTHON)" || { echo "tui-reader needs Python 3.11 or newer; none was found (make PYTHON=/path/to/python)" >&2; exit 1; }; \
	test -x $(1)/bin/python || { echo "making $(1) ..." >&2; $(PYTHON) -m venv $(1) >&2 || { rm -rf $(1); \
	echo "this Python cannot make environments; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }; }
endef
