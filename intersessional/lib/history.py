"""Many rows at once, and their history, with the many-to-many links that simple-history's own helpers leave out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models, transaction

User = AbstractBaseUser | AnonymousUser


@transaction.atomic
def update_with_history(rows: Sequence[Any], fields: Sequence[str], *, user: User | None, reason: str = "") -> None:
    """Store these fields of rows that are locked and validated; each row's version is raised."""
    if not rows:
        return
    for row in rows:
        row.version += 1
    # An upsert of rows that are there: `bulk_update` has a condition for each field of each row, and takes ten times
    # as long over a whole programme.
    type(rows[0])._base_manager.bulk_create(
        rows, update_conflicts=True, update_fields=[*fields, "version"], unique_fields=["pk"]
    )
    write_history(rows, user=user, reason=reason)


def write_history(rows: Sequence[Any], *, user: User | None, is_new: bool = False, reason: str = "") -> None:
    """One history row for each of these rows of one model, as they stand now."""
    if not rows:
        return
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


def set_links(wanted: Sequence[tuple[models.Model, Mapping[str, Iterable[models.Model]]]]) -> None:
    """Link each of these stored rows of one model, by the names of its fields, to just those rows. No history row is
    written: one is to follow for the whole."""
    for name in dict.fromkeys(name for _row, links in wanted for name in links):
        field: Any = type(wanted[0][0])._meta.get_field(name)
        through = field.remote_field.through
        own, other = (f"{column}_id" for column in (field.m2m_field_name(), field.m2m_reverse_field_name()))
        rows = {row.pk for row, links in wanted if name in links}
        pairs = dict.fromkeys((row.pk, linked.pk) for row, links in wanted for linked in links.get(name, ()))
        stored = through._base_manager.filter(**{f"{own}__in": rows})
        now = {(getattr(link, own), getattr(link, other)): link.pk for link in stored}
        through._base_manager.filter(pk__in=[key for pair, key in now.items() if pair not in pairs]).delete()
        through._base_manager.bulk_create(
            through(**{own: ours, other: theirs}) for ours, theirs in pairs if (ours, theirs) not in now
        )
