"""History of many rows at once, with their many-to-many links, which simple-history's own helpers leave out."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models, transaction

User = AbstractBaseUser | AnonymousUser


@transaction.atomic
def update_with_history(rows: Sequence[Any], fields: Sequence[str], *, user: User, reason: str = "") -> None:
    """Store these fields of rows that are locked and validated; each row's version is raised."""
    if not rows:
        return
    for row in rows:
        row.version += 1
    type(rows[0])._base_manager.bulk_update(rows, [*fields, "version"])
    write_history(rows, user=user, reason=reason)


def write_history(rows: Sequence[Any], *, user: User, is_new: bool = False, reason: str = "") -> None:
    """One history row for each of these rows of one model, as they stand now."""
    manager = type(rows[0]).history
    records = manager.bulk_history_create(
        rows, update=not is_new, default_user=user, default_change_reason=reason or None
    )
    for field in manager.model._history_m2m_fields:  # noqa: SLF001 it has no other name
        copy_links(field, rows, records)


def copy_links(field: Any, rows: Sequence[models.Model], records: Sequence[Any]) -> None:
    """What each row is linked to, copied beside its record."""
    historical_link = getattr(type(records[0]), field.name).model
    own_column = f"{field.m2m_field_name()}_id"
    record_of = {row.pk: record for row, record in zip(rows, records, strict=True)}
    links = field.remote_field.through._base_manager.filter(**{f"{own_column}__in": list(record_of)})
    columns = [column.attname for column in field.remote_field.through._meta.concrete_fields]
    historical_link._base_manager.bulk_create(
        historical_link(
            history=record_of[getattr(link, own_column)], **{column: getattr(link, column) for column in columns}
        )
        for link in links
    )
