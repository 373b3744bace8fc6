"""What a schedule may be narrowed by: the values of its own programme."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from committees.models import Committee, Objective, State
from intersessional.lib.folding import sort_key
from intersessional.lib.list_filter import AnyOfField, FilterAddress
from intersessional.lib.translated import Translated
from meetings.models import Segment
from meetings.programme.grid import has_rooms
from meetings.programme.items import Item, Named, Programme
from meetings.programme.selection import Selection, absent, counted, selected

PART_OF = {
    "state": "states",
    "committee": "committees",
    "segment": "segments",
    "room": "rooms",
    "objective": "objectives",
    "items": "items",
}
CODE = re.compile(r"[a-z0-9-]{1,50}")
LONGEST_LIST_OF_PICKS = 300


class PickedField(forms.Field):
    """Public ids of items, in one value or several: `?items=abc234.def567`. One that doesn't exist is no error."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {"invalid": _("These are not the ids of items.")}

    def to_python(self, value: list[str] | None) -> frozenset[str]:
        picked = frozenset(code for text in value or [] for code in re.split(r"[.,\s]+", text) if code)
        if len(picked) > LONGEST_LIST_OF_PICKS or not all(CODE.fullmatch(code) for code in picked):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return picked


class ScheduleForm(forms.Form):
    state = AnyOfField(label=_("State"), empty_label=_("Any State"), required=False)
    committee = AnyOfField(label=_("Committee"), empty_label=_("Any committee"), required=False)
    segment = AnyOfField(label=_("Segment"), empty_label=_("Any segment"), required=False)
    room = AnyOfField(label=_("Room"), empty_label=_("Any room"), required=False)
    objective = AnyOfField(label=_("Objective"), empty_label=_("Any objective"), required=False)
    items = PickedField(label=_("Picked items"), required=False)
    view = forms.CharField(required=False, widget=forms.HiddenInput)


class ScheduleFilter(FilterAddress):
    """`?committee= &segment= &room= &state= &objective= &items=` over a released programme.

    Offered are the values of its items. Known beside them are those of dropped items and, so that an address that
    was shared lasts, every State, committee and objective of the record: they find nothing.
    """

    def __init__(self, data: QueryDict, programme: Programme) -> None:
        self.data, self.programme = data, programme
        self.form = ScheduleForm(data, label_suffix="")
        self.ever = programme.items + programme.dropped
        self.offer_choices()

    def offer_choices(self) -> None:
        states = self.names(state for item in self.ever for state in item.named_states)
        bodies = self.names(item.committee for item in self.ever if item.committee)
        segments = {
            s.slug: str(Translated.of(s.title)) or str(Segment.Kind(s.kind).label) for s in self.programme.segments
        }
        rooms = {item.room: item.room for item in self.ever if item.room}
        self.offer("state", self.with_asked("state", states))
        self.offer("committee", self.with_asked("committee", bodies))
        self.offer("segment", segments)
        self.offer("room", rooms)
        self.offer("objective", self.objectives())

    def names(self, found: Iterable[Named]) -> dict[str, str]:
        names = {named.code: str(Translated.of(named.name)) for named in found}
        return dict(sorted(names.items(), key=lambda pair: sort_key(pair[1])))

    def with_asked(self, name: str, names: dict[str, str]) -> dict[str, str]:
        """With those that the address asks for and the programme doesn't know, as far as the record does."""
        asked = {code for code in self.data.getlist(name) if CODE.fullmatch(code)} - set(names)
        return names | named_by_the_record(name, asked) if asked else names

    def objectives(self) -> dict[str, str]:
        """A revision holds their slugs alone."""
        is_wanted = self.data.get("objective") or any(item.objectives for item in self.ever)
        return {o.slug: str(o) for o in Objective.objects.all()} if is_wanted else {}

    def offer(self, name: str, names: Mapping[str, str]) -> None:
        counts = counted(self.programme, PART_OF[name])
        asked = self.data.getlist(name)
        drawn = [(c, f"{n} ({counts.get(c, 0)})") for c, n in names.items() if c in counts or c in asked]
        field: Any = self.form.fields[name]
        field.offer(names.items(), drawn)

    @property
    def more(self) -> list[forms.BoundField]:
        """The folded fields that could make a difference, or are wrong."""
        fields = [self.form[name] for name in ("committee", "segment", "room", "objective")]
        return [field for field in fields if len(field.field.widget.choices) > 1 or field.data or field.errors]

    @property
    def uses_more(self) -> bool:
        return any(field.data or field.errors for field in self.more)

    def told(self, name: str) -> str:
        if name != "items":
            return super().told(name)
        number = len(self.picked)
        return ngettext("%(number)d item", "%(number)d items", number) % {"number": number}

    def is_valid(self) -> bool:
        return not self.form.errors

    @cached_property
    def has_grid(self) -> bool:
        return has_rooms(self.programme)

    @property
    def is_grid(self) -> bool:
        """Where there is nothing to draw by room, and for any other view, it's the list."""
        return self.has_grid and self.data.get("view") == "grid"

    @property
    def file_query(self) -> str:
        """What a link to a file carries: the filter, not how it is shown."""
        return urlencode([(name, value) for name, value in self.parameters if name not in self.beside])

    @property
    def picked(self) -> frozenset[str]:
        return self.selection.items if self.is_valid() else frozenset()

    @property
    def absent(self) -> tuple[tuple[Item, ...], frozenset[str]]:
        """Of the picked items those that were dropped, and the ids of those that never were in the programme."""
        return absent(self.programme, self.picked)

    @property
    def selection(self) -> Selection:
        """Needs a valid form."""
        return Selection(**{part: frozenset(self.form.cleaned_data[name]) for name, part in PART_OF.items()})

    def selected(self) -> Programme:
        """The programme; nothing of it while a value doesn't validate, never an unfiltered one."""
        if not self.is_valid():
            return Programme(self.programme.meeting)
        return selected(self.programme, self.selection)

    def hits_without(self, name: str) -> int:
        return len(selected(self.programme, replace(self.selection, **{PART_OF[name]: frozenset()})).items)


def named_by_the_record(name: str, codes: set[str]) -> dict[str, str]:
    if name == "state":
        states = State.objects.filter(iso2__in=[code.upper() for code in codes])
        return {state.iso2.lower(): str(state) for state in states.in_order()}
    return {body.slug: str(body) for body in Committee.objects.filter(slug__in=codes).in_order()}


SCHEDULE_PARAMETERS = frozenset(PART_OF)
"""What a schedule's answers depend on; a page's on its view as well."""
