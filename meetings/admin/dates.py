"""The form of a meeting: when its days change, it asks whether the items move along."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intersessional.lib.translated import content_languages
from intersessional.lib.versioned import VersionedForm
from meetings.actions import dated_items, moved_items
from meetings.models import AgendaItem

DAYS = {"starts_on", "ends_on"}
MOVE, LEAVE = "move", "leave"


def languages() -> list[tuple[str, str]]:
    return list(content_languages().items())


class MeetingForm(VersionedForm):
    """With the languages of interpretation as boxes, and a question that is only drawn when it arises."""

    interpretation_languages = forms.MultipleChoiceField(
        label=gettext_lazy("Interpretation"),
        choices=languages,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    items_move = forms.ChoiceField(
        label=gettext_lazy("Items of the programme"),
        choices=[(MOVE, MOVE), (LEAVE, LEAVE)],
        required=False,
        widget=forms.HiddenInput,
    )

    @property
    def has_new_days(self) -> bool:
        return not self.is_new and bool(DAYS.intersection(self.edited))

    @property
    def shift(self) -> timedelta:
        """By how much the first day moves; nothing where it isn't known before and after."""
        before, after = self.initial.get("starts_on"), self.cleaned_data.get("starts_on")
        return after - before if before and after else timedelta()

    @property
    def moves_items(self) -> bool:
        return self.has_new_days and bool(self.shift) and self.cleaned_data.get("items_move") == MOVE

    def _post_clean(self) -> None:
        """Once the meeting has its new days: its items are judged by them."""
        super()._post_clean()  # type: ignore[misc]
        if self.has_new_days and self.shift and not DAYS.intersection(self.errors):
            items = dated_items(self.instance)
            if items:
                self.ask(items)

    def ask(self, items: Sequence[AgendaItem]) -> None:
        answer = self.cleaned_data.get("items_move")
        self.draw_question(len(items))
        if not answer:
            asked = _(
                "The first day changes, and the programme has items on days of its own: say what becomes of them."
            )
            self.add_error("items_move", asked)
        elif answer == MOVE:
            try:
                moved_items(meeting=self.instance, by=self.shift)
            except ValidationError as error:
                self.add_error("items_move", error)

    def draw_question(self, number: int) -> None:
        told = {"number": number, "days": days_told(self.shift.days)}
        move = ngettext(
            "Move the one dated item along, %(days)s", "Move the %(number)d dated items along, %(days)s", number
        )
        leave = ngettext("Leave it where it is", "Leave them where they are", number)
        field: Any = self.fields["items_move"]
        field.widget = forms.RadioSelect()
        field.choices = [(MOVE, move % told), (LEAVE, leave)]


def days_told(days: int) -> str:
    """`3 days later`, `1 day earlier`."""
    later = ngettext("%(days)d day later", "%(days)d days later", abs(days))
    earlier = ngettext("%(days)d day earlier", "%(days)d days earlier", abs(days))
    return (later if days > 0 else earlier) % {"days": abs(days)}
