# Needs Python 3.11 or newer (with venv and pip), git and make; everything else is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.run-ready
TEST_READY := $(VENV)/.test-ready

.PHONY: help run test test-hard fuzz check docs screens bench clean

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(RUN_READY): $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(TEST_READY): $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(RUN_READY)

run: $(RUN_READY) ## browse the shipped record (STORE=file.toml: another store)
	@$(BIN)/karabakh-tui $(STORE)

test: $(TEST_READY) ## run all tests
	$(BIN)/python -m pytest -q -n 2 --dist worksteal

test-hard: $(TEST_READY) ## kill saves at every system call, fill disks (strace, root; says what it skips)
	KARABAKH_HARD=1 KARABAKH_MACHINE_EXAMPLES=2000 $(BIN)/python -m pytest -q -p no:xdist -rs tests/hard tests/storage/test_writing_machine.py

fuzz: $(TEST_READY) ## ask 100,000 random queries instead of 2,000
	KARABAKH_FUZZ_EXAMPLES=100000 $(BIN)/python -m pytest -q tests/search/test_any_text.py

check: $(TEST_READY) ## static checks: format, lint, types, the rooms' fences
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(TEST_READY) ## write the generated tables of the documents anew
	KARABAKH_DOCS=write $(BIN)/python -m pytest -q -p no:xdist tests/test_docs.py tests/cli/test_cli_documents.py

screens: $(TEST_READY) ## write the tests' pictures of the screen anew, to be reviewed with git diff
	KARABAKH_SCREENS=write $(BIN)/python -m pytest -q tests/tui/test_screens.py tests/tui/test_writing_screens.py
	$(BIN)/python -m pytest -q tests/tui/test_looks.py --snapshot-update
	cp "tests/tui/__snapshots__/test_looks/test_the_looks_are_as_they_were_reviewed[karabakh-dark].svg" docs/screen.svg

bench: $(TEST_READY) ## measure speed against the budgets, as ratios in one run
	$(BIN)/python -m bench

clean: ## remove what was installed and cached
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
