# Everything sets itself up: `make run` and `make test` are all that a fresh clone needs.
# `make run` installs what the program needs and no more; `make test` and the others add what developers need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CRM := $(BIN)/python -m workbook_crm
PIP := $(BIN)/python -m pip install --no-compile --require-hashes

.PHONY: run test check format lock bench clean

run: $(VENV)/user
	$(CRM) init .
	cp -r sample/* inbox/
	$(CRM) run || test $$? -eq 1

test: $(VENV)/ready
	$(BIN)/python -m pytest

check: $(VENV)/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/ready
	$(BIN)/python -m benchmarks

lock:  # of what pyproject.toml asks for now, which what is installed need not be
	test -x $(BIN)/uv || $(MAKE) $(VENV)/ready
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --group dev pyproject.toml -o requirements-dev.lock

$(VENV)/user: requirements.lock
	@echo "Setting up, this first time only: a Python of its own in $(VENV), and what the program needs (about 50 MB to"
	@echo "download, a minute or two). 第一次运行：正在 $(VENV) 里安装程序需要的组件（下载约 50 MB，要一两分钟）……"
	$(PYTHON) -m venv $(VENV) || (apt-get update && apt-get install -y python3-venv && $(PYTHON) -m venv $(VENV))
	$(PIP) --progress-bar on -r requirements.lock
	printf '%s\n' "$(CURDIR)" > "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/workbook_crm_here.pth"
	printf '#!/bin/sh\nexec "%s" -m workbook_crm "$$@"\n' "$(CURDIR)/$(BIN)/python" > $(BIN)/workbook-crm
	chmod +x $(BIN)/workbook-crm
	touch $@

$(VENV)/ready: $(VENV)/user requirements-dev.lock pyproject.toml
	@echo "Adding what developers need: tests, types, a browser's driver, lock files (about 150 MB more to download)."
	$(PIP) --quiet -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf $(VENV) sample outbox reports held archive work workbook_crm.db* workbook_crm.toml
