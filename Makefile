# `make report` and `make test` set up all they need in .venv and work on a fresh machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: report desk test coverage lint docs bench kills mutants fuzz wheel clean

report: $(VENV)/.installed
	@$(BIN)/checker report --show-accepted

desk: $(VENV)/.installed  # code articles in a browser, with PROJECT=examples/landslide for a start
	@$(BIN)/checker desk $(or $(PROJECT),examples/landslide)

test: $(VENV)/.dev  # all of them, or those that OPTIONS leaves
	$(BIN)/python -m pytest -n 2 $(OPTIONS)

coverage: $(VENV)/.dev  # the tests of the core, with the branches that they take: less than a package's floor fails
	$(BIN)/python .ci/coverage_floor.py

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.dev  # rewrite what is generated: docs and reports in them, pictures
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/pictures/make.py
	$(BIN)/python docs/pictures/desk.py

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/many_files.py
	$(BIN)/python benchmarks/million.py
	$(BIN)/python benchmarks/joint.py
	$(BIN)/python benchmarks/contested.py
	$(BIN)/python benchmarks/nested.py
	$(BIN)/python benchmarks/warm.py
	$(BIN)/python benchmarks/page.py
	$(BIN)/python benchmarks/editor.py
	$(BIN)/python benchmarks/desk.py
	$(BIN)/python benchmarks/desk_measure.py

kills: $(VENV)/.dev  # a thousand kills of commands that write; half an hour
	$(BIN)/python benchmarks/kills.py
	$(BIN)/python benchmarks/desk_kills.py

mutants: $(VENV)/.dev  # N=150 mutants of the core, or of GROUP=values|corpus|engine|baseline; SEED= for the same ones
	$(BIN)/python benchmarks/mutants.py $(if $(N),--number $(N)) $(if $(GROUP),--group $(GROUP)) $(if $(SEED),--seed $(SEED))

fuzz: $(VENV)/.dev  # texts and files of all kinds, for SECONDS=60 each; SEED= for the same ones
	$(BIN)/python benchmarks/fuzz.py texts $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))
	$(BIN)/python benchmarks/fuzz.py files $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))

wheel: $(VENV)/.dev
	$(BIN)/python -m build --wheel

# the versions that were tested: the newest ones of the index may be newer
$(VENV)/.installed: pyproject.toml constraints-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	@echo 'Setting up $(VENV) ...' >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[desk]" -c constraints-dev.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.installed constraints-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]" -c constraints-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) dist .coverage .pytest_cache .mypy_cache .ruff_cache
