# Everything a newcomer, a developer and CI need. `make help` lists the targets.

SHELL := /bin/sh
.DEFAULT_GOAL := help

PYTHON ?=
PORT ?= 5000
TICKETS ?= 20000
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --disable-pip-version-check -qq

run demo: export PORT := $(PORT)
run demo: export SUPPORTAPP_PUBLIC_URL ?= http://127.0.0.1:$(PORT)

.PHONY: help run demo test test-all bench bench-speed lint format lock clean free-port

help: ## what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: free-port $(VENV)/run.stamp ## everything from nothing: install, database, demo data, web server and worker (PORT=, PYTHON=)
	@$(BIN)/flask db upgrade
	@$(BIN)/flask demo
	@echo "Serving on http://127.0.0.1:$(PORT) - Ctrl-C stops it."
	@PATH="$(CURDIR)/$(BIN):$$PATH" exec $(BIN)/honcho --env /dev/null start

demo: $(VENV)/run.stamp ## the database brought up to date, with demo people and conversations, and no server
	@$(BIN)/flask db upgrade
	@$(BIN)/flask demo

test: $(VENV)/dev.stamp ## the tests, on SQLite and PostgreSQL, in three processes (ARGS= for pytest)
	$(BIN)/python -m pytest -n 3 --dist worksteal -m "not training" $(ARGS)

test-all: lint ## the linters, and every test with the training of the shipped model, which takes minutes
	$(BIN)/python -m pytest -n 3 --dist worksteal $(ARGS)

bench: $(VENV)/run.stamp ## how good the drafts are: on the dev split, and on the benchmark in SUPPORTAPP_SHARED (../shared)
	@$(BIN)/python -m bench.run

bench-speed: $(VENV)/run.stamp ## how fast it answers with TICKETS (20000) demo tickets, as shares of a bare route (needs wrk)
	@$(BIN)/python -m bench.speed $(TICKETS)

lint: $(VENV)/dev.stamp ## style, format, types, and who may import whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.stamp ## put the code into the house's format
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lock: $(BIN)/pip ## choose the versions again, for Python 3.11 to 3.14 (UPGRADE=--upgrade takes the newest)
	$(PIP_INSTALL) uv
	$(BIN)/uv $(LOCK) --extra server --extra postgresql --output-file requirements.lock
	$(BIN)/uv $(LOCK) --extra server --extra postgresql --extra test --extra lint \
		--constraint requirements.lock --output-file requirements-dev.lock

LOCK := pip compile setup.cfg --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --quiet $(UPGRADE)

clean: ## remove what was installed and made; instance/ with your data stays
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is newer than the lock it was installed from, so a second run has nothing to install.
$(VENV)/run.stamp: requirements.lock | $(BIN)/pip
	@echo "Installing what the server needs ..."
	@$(PIP_INSTALL) --require-hashes --requirement requirements.lock
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock | $(BIN)/pip
	@echo "Installing what the server, the tests and the linters need ..."
	@$(PIP_INSTALL) --require-hashes --requirement requirements-dev.lock
	@touch $@

$(BIN)/pip:
	@$(FIND_PYTHON); \
	"$$python" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$$python has no venv module. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }; \
	echo "Making $(VENV) with $$("$$python" --version) ..."; \
	"$$python" -m venv $(VENV)

free-port:
	@$(FIND_PYTHON); "$$python" -c "$$CHECK_PORT" "$(PORT)"

# Sets $python to the first interpreter that is new enough.
define FIND_PYTHON
python=; \
for each in $(or $(PYTHON),$(BIN)/python python3 python3.14 python3.13 python3.12 python3.11 python); do \
	if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$each; break; fi; \
done; \
if [ -z "$$python" ]; then \
	echo "Python 3.11 or newer is needed; $(or $(PYTHON),python3) is not. Install one, or name it: make PYTHON=/path/to/python3.11" >&2; \
	exit 1; \
fi
endef

define CHECK_PORT
import socket, sys
try:
    port = int(sys.argv[1])
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
except (ValueError, OverflowError):
    sys.exit(f"PORT={sys.argv[1]} is not a port number.")
except OSError as error:
    sys.exit(f"Port {port} can't be used ({error.strerror}). Choose another one: make run PORT={port + 1}")
endef
export CHECK_PORT
