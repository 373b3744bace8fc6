"""Sponsorship rounds: one for a meeting, with its rates, its board, its ledger, its report and its file."""

from typing import Any

from django.contrib import admin
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from intersessional.lib.staff_admin import TabularParts
from intersessional.lib.versioned import VersionedForm
from meetings.admin.published import PublishedFacts
from meetings.admin.sponsorship.board import BoardPages
from meetings.admin.sponsorship.export import ExportPages
from meetings.admin.sponsorship.money import MoneyPages
from meetings.admin.sponsorship.parts import HistoryOfPart, warn_of_overdrawn
from meetings.models import ExchangeRate, SponsorshipRound


class RoundForm(VersionedForm):
    def full_clean(self) -> None:
        """Its rates change its money: the row is held, and before any other, as deeds do."""
        if self.is_bound and not self.is_new:
            SponsorshipRound.objects.locked(self.instance.pk)
        super().full_clean()


class ExchangeRateParts(TabularParts):
    model = ExchangeRate
    fields = ["currency", "rate", "day", "source"]


@admin.register(SponsorshipRound)
class SponsorshipRoundAdmin(PublishedFacts, BoardPages, MoneyPages, ExportPages):
    form = RoundForm
    list_display = ["code", "meeting_name", "opens_on", "closes_on", "places", "budget", "currency"]
    list_select_related = ["meeting"]
    ordering = [F("meeting__starts_on").desc(nulls_last=True), "code"]
    search_fields = ["meeting__folded"]
    autocomplete_fields = ["meeting"]
    inlines = [ExchangeRateParts]
    fieldsets = [
        (
            None,
            {
                "fields": ["meeting", "code", ("opens_on", "closes_on")],
                "description": gettext_lazy("One round for each meeting to which delegates are sponsored."),
            },
        ),
        (
            gettext_lazy("Means"),
            {
                "fields": ["currency", ("places", "budget")],
                "description": gettext_lazy(
                    "Offers stay within what is received, the budget and the places, unless somebody says why not. "
                    "With places alone, and neither a budget nor a contribution, they are judged by places."
                ),
            },
        ),
        (
            gettext_lazy("Criteria"),
            {
                "fields": ["criteria"],
                "description": gettext_lazy(
                    "By what nominations are judged: limited means, deadlines that approach, requests to extend them, "
                    "expertise."
                ),
            },
        ),
    ]

    @admin.display(description=gettext_lazy("meeting"), ordering="meeting__sort_key")
    def meeting_name(self, row: SponsorshipRound) -> str:
        return row.meeting.short_name

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        warn_of_overdrawn(self, request, [form.instance])


@admin.register(ExchangeRate)
class ExchangeRateAdmin(HistoryOfPart):
    list_display = ["currency", "rate", "day", "round"]
    list_select_related = ["round"]
