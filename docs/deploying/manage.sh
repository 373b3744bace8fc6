#!/bin/sh
# A command of the site as the site's own user, with its environment: `intersessional migrate`.
set -eu
set -a
. /etc/intersessional/environment
set +a
cd /srv/intersessional/current
exec runuser --user intersessional -- .venv/bin/python manage.py "$@"
