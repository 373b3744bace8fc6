"""How a deed comes into the audit log: its room calls `write` in the transaction of the deed, as its last query."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction

from intersessional.audit.chain import seal_once_written
from intersessional.audit.models import Kind, Line
from intersessional.request_ids import current_request_id

__all__ = ["Kind", "deleted", "refused", "rows", "saved", "subject_of", "write", "write_each"]

Subject = tuple[str, str]
"""`meetings.meeting` and the row's key."""

NAME = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,99}")
PERMISSIONS = {"is_active", "is_staff", "is_superuser", "groups", "user_permissions", "permissions"}


def write(
    kind: Kind, *, by: Any = None, subject: models.Model | Subject | None = None, address: str = "", **facts: Any
) -> None:
    """`by` is an account, or nobody; `address` a digest. ValueError: a fact is more than names and numbers."""
    write_each(kind, by=by, subjects=[subject], address=address, **facts)


def write_each(
    kind: Kind, *, by: Any, subjects: Iterable[models.Model | Subject | None], address: str = "", **facts: Any
) -> None:
    """A line for each of the rows that one deed was done to."""
    request_id = current_request_id.get() if current_request_id.get() != "-" else ""
    lines = []
    for subject in subjects:
        of_row = subject_of(subject) if isinstance(subject, models.Model) else subject
        subject_type, subject_key = of_row or ("", "")
        told = {"subject_type": subject_type, "subject_key": subject_key, "facts": plain(facts)}
        lines.append(Line(kind=kind, actor=getattr(by, "pk", None), address=address, request_id=request_id, **told))
    Line.objects.bulk_create(lines)
    keys = [line.pk for line in lines]

    # Django names what failed, and so wants a function.
    def seal_lines() -> None:
        seal_once_written(keys)

    transaction.on_commit(seal_lines, robust=True)


def subject_of(row: models.Model) -> Subject:
    """To be taken before the row is deleted: afterwards it has no key."""
    return row._meta.label_lower, str(row.pk)


def rows(of: Iterable[models.Model]) -> dict[str, list[Any]]:
    """Keys by model, as a fact."""
    found: dict[str, list[Any]] = {}
    for row in of:
        found.setdefault(row._meta.label_lower, []).append(row.pk)
    return found


def plain(fact: Any) -> Any:
    """Whatever is no name of ours and no number could be a person's: it is refused rather than written."""
    if fact is None or isinstance(fact, bool | int):
        return fact
    if isinstance(fact, str) and NAME.fullmatch(fact):
        return str(fact)
    if isinstance(fact, Mapping):
        return {plain(name): plain(value) for name, value in fact.items() if value not in ([], {}, None)}
    if isinstance(fact, list | tuple | set | frozenset):
        return [plain(one) for one in fact]
    raise ValueError("A fact of the audit log is a name, a number, or a list of them")


def saved(by: Any, form: Any, formsets: Iterable[Any], *, is_new: bool) -> None:
    """A form of the staff's desk, with its parts; one that has changed nothing leaves no line."""
    fields = names_among(form, form.changed_data)
    parts = {formset.model._meta.label_lower: part for formset in formsets if (part := part_of(formset))}
    if not (is_new or fields or parts):
        return
    kind = Kind.ADDED if is_new else Kind.PERMISSIONS_CHANGED if PERMISSIONS.intersection(fields) else Kind.CHANGED
    write(kind, by=by, subject=form.instance, fields=fields, parts=parts)


def part_of(formset: Any) -> dict[str, Any]:
    """The keys of its new and changed rows, the fields that changed, and how many are gone."""
    changed = [(row, names) for row, names in formset.changed_objects if names]
    own = {field.name for field in formset.model._meta.get_fields()}
    part = {
        "added": [row.pk for row in formset.new_objects],
        "changed": [row.pk for row, _names in changed],
        "fields": sorted(own & {name for _row, names in changed for name in names}),
        "deleted": len(formset.deleted_objects),
    }
    return {name: told for name, told in part.items() if told}


def names_among(form: Any, changed: Iterable[str]) -> list[str]:
    """Of the row's own fields: a form may have others, such as the version that its editor saw."""
    return sorted({field.name for field in form.instance._meta.get_fields()}.intersection(changed))


def deleted(by: Any, subjects: Iterable[Subject]) -> None:
    write_each(Kind.DELETED, by=by, subjects=subjects)


def refused(by: Any, view: str) -> None:
    """Somebody who is signed in asked for what they may not have, at an address by its name."""
    write(Kind.REFUSED, by=by, view=view)
