"""The site as a process of its own, whatever the environment of the tests."""

import os
import subprocess
import sys

from tests.benchmarks.server import ROOT

PASSWORD = "of the secretariat alone"
ENVIRONMENT = {
    "SECRET_KEY": "of the faults",
    "HTTPS": "off",
    "ALLOWED_HOSTS": "127.0.0.1,testserver",
    "DEBUG": "off",
    "SECOND_FACTOR": "off",
    "LOG_LEVEL": "CRITICAL",
    "INTERFACE_LANGUAGES": "en",
    "DJANGO_SETTINGS_MODULE": "intersessional.settings",
    "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
}


def manage(environment, *arguments):
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL)


def migrated(environment):
    manage(environment, "migrate", "--skip-checks")


def filled(environment):
    """The record and one account."""
    manage(environment, "load_record", "--quiet", "--skip-checks")
    manage(environment, "createsuperuser", "--noinput", "--username=head", "--email=", "--skip-checks")
