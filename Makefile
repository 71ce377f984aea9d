# Two commands: `make run` serves the navigator on port 8000, `make test` proves it. `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
CODE := $(shell find bot -name '*.py') pyproject.toml
NLU := $(wildcard translations/*/nlu.yml)
PO := $(wildcard translations/*/LC_MESSAGES/*.po)

.PHONY: help run test test-rasa bench-rasa rasa check bench texts pictures screens styles lock lint clean
.DEFAULT_GOAL := help

help: ## Say what each command does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/'

$(BIN)/navigator: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "Python 3.11, 3.12 or 3.13 is needed; this is " + sys.version.split()[0] + ". Set PYTHON=python3.12, for example.")'
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing. On Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --progress-bar on --editable .
	@touch $@

$(VENV)/test: $(BIN)/navigator
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --progress-bar on --editable '.[test]'
	@touch $@

build/nlu.skops: $(NLU) bot/nlu/classifier.py bot/safety/normalise.py | $(BIN)/navigator
	$(BIN)/navigator train

build/catalogues: $(PO) | $(BIN)/navigator
	$(BIN)/navigator texts
	@mkdir -p build && touch $@

run: $(BIN)/navigator build/nlu.skops build/catalogues ## Install, train and serve on port 8000 (PORT=... for another)
	$(BIN)/navigator serve --port $(PORT)

test: $(VENV)/test build/nlu.skops build/catalogues ## Install what tests need and run everything
	@sh tests/install.sh
	$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports
	$(BIN)/navigator check
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term
	$(BIN)/navigator verify

rasa: $(BIN)/navigator build/nlu.skops build/catalogues ## Install Rasa 3.6 (Python 3.10, 3 GB), train it, run it beside the navigator
	deploy/rasa.sh

test-rasa: $(VENV)/test build/nlu.skops build/catalogues ## Test against a real Rasa: some minutes
	@deploy/rasa.sh install; case $$? in \
	0) NAVIGATOR_TEST_RASA=1 $(BIN)/python -m pytest -rs -m rasa tests/rasa ;; \
	3) echo "SKIPPED: every test against a real Rasa. Why stands above." >&2 ;; \
	*) exit 1 ;; esac

bench-rasa: $(VENV)/test build/nlu.skops build/catalogues ## Measure Rasa and the navigator's own reading, in one run
	deploy/rasa.sh install && $(BIN)/python -m tests.bench_rasa

check: $(BIN)/navigator ## Check pathways.yaml and walk every combination of answers
	$(BIN)/navigator check && $(BIN)/navigator verify

bench: $(VENV)/test build/nlu.skops build/catalogues ## Measure a tapped turn against an empty route, in one run
	$(BIN)/python -m tests.bench

texts: $(VENV)/test ## Extract every wording, update the catalogues, compile them
	$(BIN)/pybabel -q extract -F translations/babel.cfg -c NOTE: --no-location -o translations/messages.pot -k pgettext:1c,2 -k passage:1c,2 --project "Pathway Navigator" --copyright-holder "the Pathway Navigator project" api
	$(BIN)/pybabel -q extract -F translations/pathways.cfg -o translations/pathways.pot -k pgettext:1c,2 --project "Pathway Navigator" --copyright-holder "the Pathway Navigator project" pathways.yaml
	@for po in translations/*/LC_MESSAGES; do for domain in pathways messages; do \
	  test -f $$po/$$domain.po && $(BIN)/pybabel -q update --no-wrap -i translations/$$domain.pot -d translations -D $$domain -l $$(basename $$(dirname $$po)) --ignore-obsolete || true; done; done
	$(BIN)/navigator texts
	$(BIN)/navigator export rasa --keep

pictures: $(VENV)/test ## Bring the pictures of Easy Read from npm (needs npm)
	$(BIN)/python deploy/pictures.py

screens: $(VENV)/test build/nlu.skops build/catalogues ## Take the pictures in docs/pictures from the real pages
	$(BIN)/python -m tests.screens

styles: $(VENV)/test ## Bring NHS.UK frontend's styles from npm (needs npm)
	$(BIN)/python deploy/styles.py

lock: $(VENV)/test ## Write the hash-locked requirements for deployments
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r deploy/uv-requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.12 --output-file deploy/requirements.txt pyproject.toml

lint: $(VENV)/test ## Format and lint
	$(BIN)/ruff format . && $(BIN)/ruff check --fix . && $(BIN)/mypy

clean: ## Remove everything that was built
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
