"""Tells whether two rows say the same, whatever database they are in."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db import models


def digest(
    model: type[models.Model],
    values: Mapping[str, Any],
    links: Mapping[str, str | None],
    many: Mapping[str, Iterable[str]],
) -> str:
    """Of what the loader sets of a row: its fields, and its links by the keys of the rows they lead to.

    A field added here later makes every row loaded before look edited: a migration has to renew their digests.
    """
    plain = {name: as_plain(model._meta.get_field(name), value) for name, value in values.items()}
    several = {name: sorted(keys) for name, keys in many.items()}
    text = json.dumps([plain, dict(links), several], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def as_plain(field: Any, value: Any) -> Any:
    """The same JSON for a value from a file and from any database."""
    if isinstance(value, Decimal):
        return f"{value:.{field.decimal_places}f}"
    if isinstance(value, date | time):
        return value.isoformat()
    return value
