"""One column of texts by language: `{"en": "Opening", "fr": "Ouverture"}`."""

import json
from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.db.models.query_utils import DeferredAttribute
from django.forms.widgets import Script
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

ENGLISH = "en"


class Translated(dict[str, str]):
    """Texts by language code; as a string the one of the active language, else English."""

    def in_language(self, language: str | None) -> str:
        """The text in that language, else English, else nothing."""
        return self.get(language or ENGLISH) or self.get(ENGLISH, "")

    def __str__(self) -> str:
        return self.in_language(get_language())

    def __bool__(self) -> bool:
        return any(self.values())

    def all_texts(self) -> str:
        """Every language's text, English first: what a search looks through."""
        others = [text for language, text in sorted(self.items()) if language != ENGLISH]
        return " ".join([self.get(ENGLISH, ""), *others]).strip()

    @classmethod
    def of(cls, value: object) -> Self:
        """From a map, or from a plain string, which is English."""
        if isinstance(value, cls):
            return value
        if isinstance(value, Mapping):
            return cls({str(language): str(text) for language, text in value.items() if text})
        return cls({ENGLISH: str(value)} if value else {})


def stored_text(name: str) -> Combinable:
    """A column's text as `str()` gives it, taken out by the database."""
    english, language = KT(f"{name}__{ENGLISH}"), get_language() or ENGLISH
    return english if language == ENGLISH else Coalesce(KT(f"{name}__{language}"), english)


def content_languages() -> dict[str, str]:
    """The languages a text may have, by code, each with its own name."""
    return dict(settings.CONTENT_LANGUAGES)


def languages_of_a_form() -> list[tuple[str, str]]:
    """The same, the language that is needed first."""
    return sorted(content_languages().items(), key=lambda language: language[0] != ENGLISH)


class ReadableEncoder(json.JSONEncoder):
    """Accents stay readable in the database: SQLite stores the text as it is given."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "ensure_ascii": False})


class TranslatedAttribute(DeferredAttribute):
    """What is assigned, a plain dict or an English string, is read back as `Translated`."""

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = Translated.of(value)


class TranslatedField(models.JSONField):
    """Texts in the content languages, English required wherever there is any."""

    descriptor_class = TranslatedAttribute

    def __init__(self, *args: Any, is_long: bool = False, **kwargs: Any) -> None:
        """`is_long` gives several lines to the form; it is no part of the column."""
        self.is_long = is_long
        kwargs["encoder"] = ReadableEncoder
        kwargs.setdefault("default", Translated)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("encoder", None)
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        found = super().from_db_value(value, expression, connection)
        return Translated.of(found) if isinstance(found, dict) else found

    def to_python(self, value: object) -> Translated:
        return Translated.of(value)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        unknown = sorted(set(value) - set(content_languages()))
        if unknown:
            raise ValidationError(_("Unknown language: %(codes)s."), params={"codes": ", ".join(unknown)})
        if value and not value.get(ENGLISH, "").strip():
            raise ValidationError(_("The English text is missing."))

    def value_to_string(self, obj: models.Model) -> Any:
        return dict(self.value_from_object(obj))

    def save_form_data(self, instance: models.Model, data: Any) -> None:
        """A language that the form did not draw keeps its stored text."""
        stored = Translated.of(self.value_from_object(instance))
        setattr(instance, self.name, Translated.of({**stored, **(data or {})}))

    def formfield(self, **kwargs: Any) -> Any:
        defaults = {
            "label": kwargs.pop("label", None) or capfirst(self.verbose_name),
            "required": not self.blank,
            "help_text": self.help_text,
            "is_long": self.is_long,
        }
        kwargs.pop("widget", None)
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return TranslatedFormField(**{**defaults, **kwargs})


class TranslatedInput(forms.Widget):
    """A fieldset of inputs, English first, that a script puts behind a tab each. `at_fault` are the languages whose
    text was refused."""

    template_name = "widgets/translated.html"
    use_fieldset = True

    class Media:
        js = (Script("js/translated.js", type="module"),)

    def __init__(self, attrs: dict[str, Any] | None = None, *, is_long: bool = False, label: object = "") -> None:
        super().__init__(attrs)
        self.is_long = is_long
        self.label = label
        self.at_fault: list[str] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        texts = Translated.of(value or {})
        has_errors = "aria-invalid" in context["widget"]["attrs"]
        at_fault = (self.at_fault or [ENGLISH]) if has_errors else []
        inputs = [
            {
                "name": f"{name}_{code}",
                "id": f"{context['widget']['attrs'].get('id', 'id_' + name)}_{code}",
                "language": code,
                "language_name": language_name,
                "text": texts.get(code, ""),
                "is_required": code == ENGLISH and self.is_required,
                "is_rtl": code in settings.LANGUAGES_BIDI,
                "is_at_fault": code in at_fault,
            }
            for code, language_name in languages_of_a_form()
        ]
        context["widget"].update(label=self.label, is_long=self.is_long, texts=inputs, languages=languages_of_a_form())
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        """Only the languages that were drawn, a cleared one as an empty text."""
        return {code: data[key].strip() for code in content_languages() if (key := f"{name}_{code}") in data}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}_{code}" in data for code in content_languages())

    def id_for_label(self, id_: str) -> str:
        """Each input has a label of its own; the field's name is the legend."""
        return ""


class TranslatedFormField(forms.Field):
    """The form's side of a `TranslatedField`: gives the map of the languages that were posted."""

    widget = TranslatedInput

    def __init__(self, *, is_long: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.is_long = is_long
        self.widget.label = self.label

    def clean(self, value: Any) -> dict[str, str]:
        texts = dict(value or {})
        at_fault = [language for language, text in texts.items() if "\x00" in text]
        self.widget.at_fault = at_fault
        if at_fault:
            raise ValidationError(_("Null characters are not allowed."))
        if ENGLISH in texts and not texts[ENGLISH] and (self.required or any(texts.values())):
            raise ValidationError(_("Enter the English text."), code="required")
        return texts

    def has_changed(self, initial: Any, data: Any) -> bool:
        stored = Translated.of(initial or {})
        return any(stored.get(language, "") != text for language, text in (data or {}).items())
