"""Narrowed choices: filters by meeting and by what is open, a meeting's parts, buttons that set a status."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, ngettext

from meetings.actions import set_status
from meetings.models import AgendaItem, Meeting
from meetings.programme.clashes import Code


class MeetingFilter(admin.RelatedFieldListFilter):
    """The meetings that the list knows, by their short names, newest first."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[Any]:
        known = model_admin.model._base_manager.order_by().values(field.attname)
        return list(Meeting.objects.filter(pk__in=known).newest_first().values_list("pk", "short_name"))


class OpenFilter(admin.SimpleListFilter):
    """Items that lack something, or stand on a day on which there is no meeting."""

    title = gettext_lazy("what is open")
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            (Code.NO_DAY, gettext_lazy("No day")),
            (Code.NO_TIME, gettext_lazy("No start")),
            (Code.NO_ROOM, gettext_lazy("No room")),
            (Code.NO_CHAIR, gettext_lazy("No chair")),
            (Code.STRANDED, gettext_lazy("On a day without meeting")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        if chosen is None:
            return queryset
        if chosen not in dict(self.lookup_choices):
            raise IncorrectLookupParameters
        return queryset.filter(pk__in=AgendaItem.objects.told_by(Code(chosen)).values("pk"))


def draw_only(form: forms.ModelForm, name: str, choices: Iterable[tuple[Any, str]]) -> None:
    """Offer these rows alone in a drop-down, while any row is still judged by the model, which says what is wrong."""
    if name in form.fields:
        form.fields[name].widget.choices = [("", "---------"), *choices]


def meeting_of(form: forms.ModelForm) -> int | None:
    """The key of the meeting that a form is about: as posted, as stored, or as the address of an empty form gives."""
    posted = form.data.get(form.add_prefix("meeting"))
    key = str(posted or form.initial.get("meeting") or form.instance.meeting_id or "")
    return int(key) if key.isdecimal() else None


def change_status(admin_page: Any, request: HttpRequest, queryset: QuerySet[Any], status: str, told: str) -> None:
    """Set it, and say how many rows it changed and which it left."""
    outcome = set_status(rows=queryset, status=status, by=request.user)
    number = len(outcome.changed)
    if number:
        sentence = ngettext("%(number)d row %(told)s.", "%(number)d rows %(told)s.", number)
        admin_page.message_user(request, sentence % {"number": number, "told": told}, messages.SUCCESS)
    if outcome.left:
        rows = "; ".join(f"{row} ({row.get_status_display()})" for row in outcome.left[:10])
        left = len(outcome.left)
        sentence = ngettext("%(number)d left as it was: %(rows)s", "%(number)d left as they were: %(rows)s", left)
        rows += " …" if left > 10 else ""
        admin_page.message_user(request, sentence % {"number": left, "rows": rows}, messages.WARNING)
