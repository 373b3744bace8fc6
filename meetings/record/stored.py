"""What the database holds of the record, by key."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import models

from committees.models import Objective
from meetings.record.digests import digest
from meetings.record.entries import Entry, Table

Keys = Mapping[Any, str]
"""The key of the record by primary key; empty for a row that staff have added."""


def key_field(model: type[models.Model]) -> str:
    return "slug" if model is Objective else "record_key"


def keys_of(model: type[models.Model]) -> Keys:
    return dict(model._base_manager.values_list("pk", key_field(model)))


def rows_of(model: type[models.Model]) -> dict[str, Any]:
    """The rows that were loaded, locked until the end of the transaction; of copies the oldest."""
    name = key_field(model)
    rows = model._base_manager.select_for_update(of=("self",)).filter(**{f"{name}__gt": ""}).order_by("-pk")
    return {getattr(row, name): row for row in rows}


def deleted_keys(model: Any) -> set[str]:
    """Of rows that were loaded once and deleted since; some may have been entered again."""
    return set(model.history.filter(history_type="-", record_key__gt="").values_list("record_key", flat=True))


def through_names(model: type[models.Model], name: str) -> tuple[str, str]:
    """The columns of a many-to-many table: the one that points here, and the one that points there."""
    field: Any = model._meta.get_field(name)
    return f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"


class StoredTable:
    """The loaded rows of one table, with what is needed to compare them with the files."""

    def __init__(self, table: Table) -> None:
        self.model: Any = table.model
        self.rows = rows_of(table.model)
        self.deleted = deleted_keys(table.model) - set(self.rows)
        first = table.entries[0] if table.entries else None
        self.links: dict[str, Any] = {name: self.model._meta.get_field(name) for name in (first.links if first else ())}
        self.keys = {name: keys_of(field.related_model) for name, field in self.links.items()}
        self.many = {name: self.linked_keys(name) for name in (first.many if first else ())}

    def linked_keys(self, name: str) -> dict[Any, list[str]]:
        """The keys of the rows linked to each row, by its primary key."""
        field = self.model._meta.get_field(name)
        keys = keys_of(field.related_model)
        pairs = field.remote_field.through._base_manager.values_list(*through_names(self.model, name))
        found: dict[Any, list[str]] = defaultdict(list)
        for here, there in pairs:
            found[here].append(keys[there])
        return found

    def digest_now(self, entry: Entry) -> str:
        """Of the stored row of that key, over the fields and links that the entry has."""
        row = self.rows[entry.key]
        values = {name: getattr(row, name) for name in entry.values}
        links = {name: self.link_key(name, getattr(row, field.attname)) for name, field in self.links.items()}
        many = {name: keys.get(row.pk, []) for name, keys in self.many.items()}
        return digest(self.model, values, links, many)

    def link_key(self, name: str, pk: Any) -> str | None:
        return None if pk is None else self.keys[name][pk]

    def has_rows_by_hand(self) -> bool:
        """Whether staff have added rows of their own."""
        return bool(self.model._base_manager.filter(record_key="").exists())
