"""One row of the programme desk, read as it was typed and judged as the item that it would make."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from intersessional.lib.translated import ENGLISH, Translated
from meetings.actions.naming import Choices
from meetings.models import AgendaItem
from meetings.programme.reading import read_clock, read_date

TEXTS = ("title", "summary")
LINKS = ("chairs", "objectives")
RELATED = ("meeting", "segment", "committee")
"""Found among rows that were read in the same transaction: looking each up again would cost a query a row."""


@dataclass(frozen=True)
class Entry:
    """What was entered in one row: only fields that were edited, each as it was typed. `version` is the one that the
    row was drawn from, 0 of a new one, whose public id was made where it was typed."""

    id: str
    version: int
    values: Mapping[str, Any] = field(default_factory=dict)
    is_deleted: bool = False


@dataclass
class Edit:
    """An entry read onto its item: what it changes of it, and why it is refused."""

    item: AgendaItem
    before: dict[str, Any] = field(default_factory=dict)
    links: dict[str, list[Any]] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.before or self.links)

    def undo(self) -> None:
        """The item as it is stored."""
        for name, value in self.before.items():
            setattr(self.item, name, value)

    def refuse(self, name: str, error: ValidationError) -> None:
        """At the field, or at those that the error itself names."""
        told = {name: error.messages} if not hasattr(error, "error_dict") else error.message_dict
        for place, messages in told.items():
            self.errors.setdefault(place, []).extend(messages)


def read(entry: Entry, item: AgendaItem, choices: Choices) -> Edit:
    """Set the item's fields to what was typed. What isn't understood is refused at its field, and not set."""
    edit = Edit(item)
    for name, typed in entry.values.items():
        try:
            value = value_of(name, typed, item, choices)
        except ValidationError as error:
            edit.refuse(name, error)
            continue
        if name in LINKS:
            stored = [] if item._state.adding else list(getattr(item, name).all())
            if set(value) != set(stored):
                edit.links[name] = value
        elif value != getattr(item, name):
            edit.before[name] = getattr(item, name)
            setattr(item, name, value)
    return edit


def judge(edit: Edit) -> None:
    """What the model says of the item. Its constraints are those that `clean` tells of, or are kept by reading."""
    checks: list[Callable[[], None]] = [lambda: edit.item.clean_fields(exclude=RELATED), edit.item.clean]
    for check in checks:
        try:
            check()
        except ValidationError as error:
            found = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
            for name, errors in found.items():
                if name not in edit.errors:
                    edit.refuse("" if name == NON_FIELD_ERRORS else name, ValidationError(errors))


def value_of(name: str, typed: Any, item: AgendaItem, choices: Choices) -> Any:
    """ValidationError: it isn't understood. LookupError: the desk has no such field. TypeError: no such value."""
    if name in TEXTS:
        stored = getattr(item, name)
        return Translated.of({**stored, **fit_texts(name, typed)})
    if name == "objectives":
        return choices.some_objectives(typed)
    return READERS[name](fit(typed).strip(), choices)


def fit_texts(name: str, typed: Mapping[str, str]) -> dict[str, str]:
    """By language; what can't be stored is refused at its own control: `title`, `title_fr`."""
    found, refused = {}, {}
    for language, text in typed.items():
        try:
            found[language] = fit(text).strip()
        except ValidationError as error:
            refused[name if language == ENGLISH else f"{name}_{language}"] = error
    if refused:
        raise ValidationError(refused)
    return found


def fit(text: str) -> str:
    """A text that a database can hold."""
    if not isinstance(text, str):
        raise TypeError(f"No text: {text!r}")
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise ValidationError(_("The text holds signs that can't be stored."))
    return text


def as_typed(typed: str, choices: Choices) -> str:
    return typed


def as_clock(typed: str, choices: Choices) -> time | None:
    try:
        return read_clock(typed)
    except ValueError:
        raise ValidationError(_("Not a time: type 9:30, 930 or 9h30.")) from None


def as_day(typed: str, choices: Choices) -> date | None:
    try:
        return read_date(typed)
    except ValueError:
        raise ValidationError(_("Not a day: type 2024-06-18 or 18/06/2024.")) from None


READERS: dict[str, Callable[[str, Choices], Any]] = {
    **dict.fromkeys(("number", "room", "note", "kind", "status"), as_typed),
    "day": as_day,
    "starts": as_clock,
    "ends": as_clock,
    "segment": lambda typed, choices: choices.segment(typed),
    "committee": lambda typed, choices: choices.committee(typed),
    "chairs": lambda typed, choices: choices.some_states(typed),
}
FIELDS = (*READERS, *TEXTS, "objectives")
