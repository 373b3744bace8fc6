# Everything stays in this folder: packages in .venv, the database, keys and collected files in var.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
CHROMIUM := $(firstword $(wildcard /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome))
TEMPLATES = $(shell find templates committees meetings -name '*.html')
BABEL := $(BIN)/python -m babel.messages.frontend --quiet
CATALOGUES = $(wildcard locale/*/LC_MESSAGES/django.po)
SOURCES = manage.py $(shell find intersessional committees meetings tests -name '*.py')

.PHONY: run dev test coverage test-slow access-table check lock bench lighthouse soak messages FORCE
.DELETE_ON_ERROR:

# The address is plain HTTP, so nothing may ask for HTTPS.
run dev: export HTTPS ?= off
run dev: export SECOND_FACTOR ?= off
run dev: export ALLOWED_HOSTS ?= localhost,127.0.0.1,[::1]
ifndef SECRET_KEY
run dev: export SECRET_KEY_FILE ?= var/secret_key
endif
run: export DEBUG = off
dev: export DEBUG = on

# Writes no access log: an address can be a secret. The system checks are left to `make check`: a start shall be quick.
run: .venv/runtime.stamp var/secret_key var/static.stamp var/catalogues.stamp
	@$(MANAGE) migrate --verbosity 0 --skip-checks
	@$(MANAGE) load_record --skip-checks
	@$(if $(DEMO),$(MANAGE) load_demonstration --skip-checks)
	@$(MANAGE) first_accounts --skip-checks
	@echo "Serving on http://127.0.0.1:$(PORT)"
	@exec $(BIN)/gunicorn intersessional.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --no-control-socket --log-level warning

dev: .venv/runtime.stamp var/secret_key var/catalogues.stamp
	@$(MANAGE) migrate --verbosity 0 --skip-checks
	@$(MANAGE) load_record --skip-checks
	@$(MANAGE) first_accounts --skip-checks
	@$(MANAGE) runserver 127.0.0.1:$(PORT)

# ARGS picks tests (`make test ARGS="-k headers"`).
test: .venv/dev.stamp var/catalogues.stamp
	@test -n "$(CHROMIUM)" || echo "*** NO CHROMIUM FOUND: THE BROWSER TESTS ARE LEFT OUT. Install the package chromium. ***" >&2
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(if $(CHROMIUM),,-m "not browser and not slow") $(ARGS)

# The same with its coverage, which doubles the time: every function call is counted.
coverage: export ARGS = --cov --cov-fail-under=95
coverage: test

# What takes minutes.
test-slow: .venv/dev.stamp var/catalogues.stamp
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder -m slow $(ARGS)

# Who may do what at which address, asked anew: the difference is there to be read.
access-table: .venv/dev.stamp var/catalogues.stamp
	ACCESS_TABLE=write $(BIN)/pytest -m 'slow or not slow' tests/intersessional/test_access.py

# Figures of speed, on SQLite or at DATABASE_URL (an empty database); what they mean is in docs/benchmarks.md.
bench: .venv/dev.stamp
	$(BIN)/python -W ignore tests/benchmarks/schedule.py
	$(BIN)/python -W ignore tests/benchmarks/deeds.py
	$(BIN)/python -W ignore tests/benchmarks/search.py

# A conference morning of five minutes, and twenty minutes with memory flat, on two of everything. Needs PostgreSQL's and
# Redis' programs, and an idle machine.
soak: .venv/dev.stamp var/catalogues.stamp
	$(BIN)/python -W ignore tests/benchmarks/soak.py

# How phones see the site: 100 in all four categories, or a list of what lacks. Needs Node.js, npm and Chromium.
lighthouse: .venv/dev.stamp var/catalogues.stamp tests/lighthouse/node_modules
	$(BIN)/python -W ignore tests/benchmarks/lighthouse.py $(CHROMIUM)

tests/lighthouse/node_modules: tests/lighthouse/package-lock.json
	@npm ci --prefix tests/lighthouse --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# An environment like production's, of its own; it touches no database.
check: export SECRET_KEY = for the checks alone: long enough, 0123456789, many characters
check: export ALLOWED_HOSTS = example.org
check: export DATABASE_URL = sqlite://:memory:
check: export DEBUG = off
check: export CONTACT_EMAIL = secretariat@example.org
check: export HTTPS = on
check: .venv/dev.stamp var/django.pot
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)
	$(BIN)/djlint --lint --quiet $(TEMPLATES)
	$(BIN)/django-upgrade --check --target-version 5.2 $(SOURCES)
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check --deploy --fail-level WARNING
	$(BIN)/python -m intersessional.catalogues var/django.pot locale

# Collects the texts of the interface and brings the catalogues of all languages up to date; translations stay. One
# whose English has changed is marked as fuzzy until a translator has looked at it.
messages: var/django.pot
	@for language in ar zh_Hans fr ru es; do $(BABEL) update --domain django --input-file $< --output-dir locale \
		--locale $$language --init-missing --ignore-obsolete --ignore-pot-creation-date --previous --no-wrap; done

var/django.pot: FORCE | .venv/dev.stamp var
	@$(BABEL) extract --mapping-file pyproject.toml --add-comments Translators: --add-location file --no-wrap \
		--keywords "gettext_noop gettext_lazy ngettext_lazy:1,2 pgettext_lazy:1c,2 npgettext_lazy:1c,2,3" \
		--output-file $@ intersessional committees meetings templates

# Versions and hashes, no addresses. `make lock ARGS=--upgrade` takes newer versions.
COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-strip-extras --custom-compile-command "make lock" $(ARGS)
lock: .venv/dev.stamp
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) --group dev --constraints requirements.txt --output-file requirements-dev.txt

# Both locks go into one environment: the second holds all of the first at the same versions.
.venv/runtime.stamp: requirements.txt | .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt | .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	@touch $@

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is missing: install the package python3." >&2; exit 1; }
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 \
		|| { echo "Python can't make an environment: install the package python3-venv." >&2; exit 1; }

var:
	@mkdir -m 700 var

var/secret_key: | .venv/runtime.stamp var
	@umask 077; $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))' > $@

var/static.stamp: requirements.txt $(shell find static 2>/dev/null) | .venv/runtime.stamp var/secret_key
	@$(MANAGE) collectstatic --clear --no-input --verbosity 0
	@touch $@

var/catalogues.stamp: requirements.txt $(CATALOGUES) | .venv/bin/pip var
	@$(BIN)/python -m intersessional.catalogues.compile locale
	@touch $@
