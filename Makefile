# `make run` serves the dashboard, `make test` judges the code. Both make .venv when it is missing
# or when the requirements have changed.
PYTHON ?= python3
BIN := .venv/bin
# Each file whole, in the order that tests/conftest.py gives them; one process more than there are
# cores, for the one that has a browser waits most of its time.
WORKERS = -n $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )) --dist loadfile --no-loadscope-reorder

.PHONY: run test test-long lint lock audit bench alarms soak kill pictures samples papers-look clean
run: .venv/run
	$(BIN)/streamlit run dashboard.py

test: .venv/test lint
	$(BIN)/python -m pytest $(WORKERS)

# What `make test` runs a slice of, in full: crosses, attacks, soak, properties on many examples.
test-long: .venv/test
	$(BIN)/python -m pytest $(WORKERS) -m "long or hypothesis" --hypothesis-profile=whole

# Kills a hundred loads in every step and says where; `make test` kills ten.
kill: .venv/test
	$(BIN)/python -m pytest -m long tests/test_kill.py

lint: .venv/test
	$(BIN)/ruff check .
	$(BIN)/basedpyright

# Only files whose hash is in the lock are installed.
.venv/run: requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

.venv/test: .venv/run requirements-dev.txt constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m tests.browser_setup
	touch $@

# Locks the whole closure for every system and Python from 3.11 on: constraints.txt, without hashes
# so that `pip install -r requirements.txt` goes on working, and what a run alone needs, with hashes.
UV := $(BIN)/uv pip compile --universal --python-version 3.11 --no-header --no-annotate --quiet
lock: .venv/test
	$(BIN)/python -m pip install --quiet uv==0.13.9
	sed '/^-c/d' requirements.txt > .venv/requirements.txt
	cp requirements-dev.txt .venv/dev.txt
	$(UV) .venv/dev.txt -o .venv/locked.txt
	(echo '# The whole closure, locked: made by `make lock` from requirements.txt and requirements-dev.txt.'; cat .venv/locked.txt) > constraints.txt
	$(UV) --generate-hashes -c constraints.txt .venv/requirements.txt -o .venv/hashed.txt
	(echo '# What `make run` installs, with hashes: made by `make lock` from requirements.txt and constraints.txt.'; cat .venv/hashed.txt) > requirements.lock
	$(BIN)/python -m docs.licences

# Asks for the published vulnerabilities of what is locked; fails where nobody answers. pip-audit
# has a place of its own, so that it brings no other version of a locked library.
audit: .venv/run
	$(PYTHON) -m venv .venv/audit
	.venv/audit/bin/python -m pip install --quiet pip-audit==2.10.1
	$(BIN)/python -m docs.audit .venv/audit/bin/pip-audit

# Measures PART (load, day, pages, papers, browser, peers), or all in turn, and writes its section of
# docs/benchmarks.md. CHECK=1 fails where a limit is passed. The data stay in OUT, 12 GB.
bench: .venv/test
	$(BIN)/python -m bench $(PART) $(if $(OUT),--out $(OUT)) $(if $(CHECK),--check)

# Forty signed-in people of five roles at one dashboard for ten minutes; writes its figures into docs/operations.md.
# MINUTES=30 SESSIONS=20 asks whether memory is level, and writes that into docs/benchmarks.md.
soak: .venv/test
	$(BIN)/python -m bench.soak $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SESSIONS),--sessions $(SESSIONS))

# Simulates wards with and without a change, and what is said of them; writes docs/alarms.md.
alarms: .venv/test
	$(BIN)/python -m bench.alarms

# Takes the user guide's pictures anew from the sample.
pictures: .venv/test
	$(BIN)/python -m docs.pictures

# Makes the papers of docs/samples anew from the sample.
samples: .venv/run
	$(BIN)/python -m docs.samples

# Draws every paper as LibreOffice and Typst set it, into papers-look/, and looks at its letters.
papers-look: .venv/test
	$(BIN)/python -m docs.papers_look

clean:
	rm -rf .venv
