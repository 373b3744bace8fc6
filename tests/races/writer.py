"""One of several processes that write at once, each by the project's own settings: `python -m tests.races.writer KEY
TIMES`, at DATABASE_URL."""

import sys

import django
from django.apps import apps
from django.db import transaction


def write(key: int, times: int) -> None:
    """Raise the item's position so many times, each in a transaction that first reads."""
    items = apps.get_model("meetings", "AgendaItem").objects
    for _time in range(times):
        with transaction.atomic():
            item = items.select_for_update().get(pk=key)
            item.position += 1
            item.version += 1
            item.save()


if __name__ == "__main__":
    django.setup()
    write(*map(int, sys.argv[1:]))
