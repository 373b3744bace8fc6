"""Where texts stand that tell of a person: in rows, and in stored files that no row knows any more."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

SHORTEST = 4
"""Characters: anything shorter stands in too many texts to tell of anybody."""
BLOCK = 1 << 20

TEXTS = (models.CharField, models.TextField, models.JSONField)


@dataclass(frozen=True)
class Trace:
    """A row's field in which one of the texts stands."""

    model: type[models.Model]
    key: Any
    field: str

    def __str__(self) -> str:
        return f"{self.model._meta.label_lower} {self.key}, {self.field}"


def telling(values: Iterable[Any]) -> list[str]:
    """The texts among the values that are long enough to be looked for."""
    texts = {value.strip() for value in values if isinstance(value, str)}
    return sorted(text for text in texts if len(text) >= SHORTEST)


def traces(texts: Sequence[str]) -> Iterator[Trace]:
    """In every text of every row, histories and logs included, capitals or not. One query for each model."""
    for model in apps.get_models(include_auto_created=True) if texts else []:
        columns = [field for field in model._meta.concrete_fields if isinstance(field, TEXTS) and not field.is_relation]
        names = {f"searched_{field.name}": Cast(field.name, models.TextField()) for field in columns}
        found = Q(pk__in=[])
        for name in names:
            for text in spellings(texts):
                found |= Q(**{f"{name}__icontains": text})
        for key, *told in (
            model._base_manager.annotate(**names).filter(found).values_list("pk", *names) if names else []
        ):
            yield from (
                Trace(model, key, field.name)
                for field, text in zip(columns, told, strict=True)
                if any(one.casefold() in (text or "").casefold() for one in spellings(texts))
            )


def spellings(texts: Sequence[str]) -> list[str]:
    """As they stand in a text, and in JSON."""
    return sorted({spelt for text in texts for spelt in (text, json.dumps(text)[1:-1])})


def stray_files(texts: Sequence[str]) -> Iterator[str]:
    """Names of stored files that hold one of the texts and that no row refers to: what a deletion has left behind."""
    root = Path(settings.MEDIA_ROOT)
    if not texts or not root.is_dir():
        return
    known = set(names_in_rows())
    wanted = [text.encode() for text in texts]
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and name not in known and holds(path, wanted):
            yield name


def names_in_rows() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField):
                yield from model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)


def holds(path: Path, texts: Sequence[bytes]) -> bool:
    """Read in blocks that overlap by the longest of the texts."""
    overlap = max(map(len, texts))
    with path.open("rb") as file:
        kept = b""
        while block := file.read(BLOCK):
            if any(text in kept + block for text in texts):
                return True
            kept = block[-overlap:]
    return False
