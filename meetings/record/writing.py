"""Writes rows in bulk, with their links and one history row each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from intersessional.lib.folding import Folded
from meetings.record.entries import Entry
from meetings.record.stored import through_names

REASON = gettext_noop("Loaded from the historical record")


@dataclass(frozen=True)
class Ready:
    """A row filled in and checked, and the rows it is linked to, by the name of the many-to-many field."""

    entry: Entry
    row: Any
    many: Mapping[str, list[Any]]


def create(model: Any, prepared: list[Ready], moment: datetime) -> None:
    rows = refolded(prepared)
    bulk_create_with_history(rows, model, default_change_reason=REASON, default_date=moment)
    link(model, prepared)


def change(model: Any, prepared: list[Ready], moment: datetime) -> None:
    if not prepared:
        return
    rows, entry = refolded(prepared), prepared[0].entry
    fields = [*entry.values, *entry.links, "record_digest", "version"]
    if issubclass(model, Folded):
        fields += model.derived
    bulk_update_with_history(rows, model, fields, default_change_reason=REASON, default_date=moment)
    link(model, prepared)


def refolded(prepared: list[Ready]) -> list[Any]:
    """Bulk writers don't call `save()`."""
    rows = [one.row for one in prepared]
    for row in rows:
        if isinstance(row, Folded):
            row.refold()
    return rows


def link(model: Any, prepared: list[Ready]) -> None:
    """Replace the links of these rows, and copy them into the history rows just written, which have none yet."""
    pks = [one.row.pk for one in prepared]
    names = list(prepared[0].many) if prepared else []
    history = history_rows(model, pks) if names else {}
    for name in names:
        here, there = through_names(model, name)
        through = model._meta.get_field(name).remote_field.through
        through._base_manager.filter(**{f"{here}__in": pks}).delete()
        linked = through._base_manager.bulk_create(
            through(**{here: one.row.pk, there: target.pk}) for one in prepared for target in one.many[name]
        )
        historical = getattr(model.history.model, name).model
        historical._base_manager.bulk_create(
            historical(history_id=history[pk], id=row.pk, **{here: pk, there: getattr(row, there)})
            for row in linked
            for pk in [getattr(row, here)]
        )


def history_rows(model: Any, pks: list[Any]) -> dict[Any, int]:
    """The latest history row of each row."""
    return dict(model.history.filter(id__in=pks).order_by("history_id").values_list("id", "history_id"))
