"""A migrated, empty database to measure on: at `DATABASE_URL`, or SQLite in a temporary folder."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

ENVIRONMENT = {
    "SECRET_KEY": "of the benchmark",
    "HTTPS": "off",
    "ALLOWED_HOSTS": "*",
    "DEBUG": "off",
    "SECOND_FACTOR": "off",
}


@contextmanager
def ground() -> Iterator[Any]:
    """Gives the seeds; Django can be imported only inside."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(ENVIRONMENT)
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["STATIC_ROOT"] = f"{folder}/static"
        os.environ["DJANGO_SETTINGS_MODULE"] = "intersessional.settings"
        import_module("django").setup()
        call_command = import_module("django.core.management").call_command
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        yield import_module("tests.benchmarks.seeds")
