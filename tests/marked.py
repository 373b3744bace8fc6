"""Content that is recognised as such: Latin letters stand as Greek ones in translated texts, else as Georgian."""

import json
from string import ascii_letters, ascii_lowercase

from django.apps import apps
from django.db import models

from intersessional.lib.translated import TranslatedField


def alphabet(first):
    """Latin letters of both cases to the letters from the first on."""
    letters = [chr(ord(first) + place) for place in range(len(ascii_lowercase))]
    return str.maketrans(ascii_letters, "".join(letters * 2))


GREEK, GEORGIAN = alphabet("α"), alphabet("ა")

CODES = {"iso2", "iso3", "symbol", "short_name", "time_zone", "language", "currency", "folded", "body", "file"}
"""Names that pages build on, or that are written in Latin letters in every language."""


def is_plain(field):
    return (
        isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.SlugField | models.URLField)
        and not (field.choices or field.unique or field.name in CODES)
    )


def mark(value):
    if isinstance(value, str):
        return value.translate(GEORGIAN)
    marks = {"en": GREEK}
    return {key: text.translate(marks.get(key, GEORGIAN)) for key, text in value.items()} if value else value


def mark_content():
    """Every text of every row of both apps, history aside, and of the released programmes."""
    for label in ("committees", "meetings"):
        for model in apps.get_app_config(label).get_models():
            if not model.__name__.startswith("Historical"):
                mark_rows(model)
    revisions = apps.get_model("meetings", "ProgrammeRevision").objects
    for key, body in revisions.values_list("pk", "body"):
        revisions.filter(pk=key).update(body=json.dumps(in_programme(json.loads(body))))


def mark_rows(model):
    fields = [field for field in model._meta.concrete_fields if isinstance(field, TranslatedField) or is_plain(field)]
    rows = list(model._base_manager.all()) if fields else []
    for row in rows:
        for field in fields:
            setattr(row, field.name, mark(getattr(row, field.name)))
    if rows:
        model._base_manager.bulk_update(rows, [field.name for field in fields], batch_size=500)


def in_programme(value, name=""):
    if isinstance(value, dict):
        return {key: in_programme(part, key) for key, part in value.items()}
    if isinstance(value, list):
        return [in_programme(part, name) for part in value]
    if name == "en":
        return value.translate(GREEK)
    return value.translate(GEORGIAN) if name in {"room", "organisation", "person", "function", "name"} else value
