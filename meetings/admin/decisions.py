"""Decisions and their effects on the staff's desk."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from intersessional.lib.staff_admin import SOURCE, Blocks, PartAdmin, StaffAdmin, TabularParts
from meetings.admin.choices import MeetingFilter
from meetings.exports import DECISION_COLUMNS, decision_blocks
from meetings.models import Amendment, Decision, Effect


class EffectParts(TabularParts):
    model = Effect
    extra = 1
    fields = ["position", "kind", "committee", "matter"]
    autocomplete_fields = ["committee"]


class EarlierParts(TabularParts):
    model = Amendment
    fk_name = "later"
    verbose_name = _("earlier decision")
    verbose_name_plural = _("earlier decisions: which it amends or replaces")
    fields = ["kind", "earlier", "basis"]
    autocomplete_fields = ["earlier"]


class LaterParts(TabularParts):
    model = Amendment
    fk_name = "earlier"
    verbose_name = _("later decision")
    verbose_name_plural = _("later decisions: which amend or replace it")
    fields = ["later", "kind", "basis"]
    autocomplete_fields = ["later"]


@admin.register(Decision)
class DecisionAdmin(StaffAdmin):
    list_display = ["slug", "summary", "meeting_name", "decided_on", "reference", "confidence"]
    list_filter = [("meeting", MeetingFilter), "confidence"]
    list_select_related = ["meeting"]
    ordering = [F("decided_on").desc(nulls_last=True), "slug"]
    search_fields = ["folded", "meeting__folded"]
    autocomplete_fields = ["meeting", "based_on_paper"]
    inlines = [EffectParts, EarlierParts, LaterParts]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *("slug", "meeting", "decided_on", "reference", "summary"),
                    ("holds_until", "holds_until_precision"),
                ],
                "description": _(
                    "What a formal meeting decided, on one of its days, with its symbol and paragraph. It is in force "
                    "until a later one replaces it, or beyond the day that its own words name."
                ),
            },
        ),
        (
            _("In its own words"),
            {
                "fields": ["quotation", "quoted_from"],
                "description": _("Shown as a quotation, with the place from which it is taken."),
            },
        ),
        (
            _("What it rests on"),
            {
                "fields": ["based_on_paper"],
                "description": _("The President's Paper that the meeting had before it."),
            },
        ),
        SOURCE,
    ]

    @admin.display(description=_("meeting"), ordering="meeting__sort_key")
    def meeting_name(self, decision: Decision) -> str:
        return decision.meeting.short_name

    def file_of(self, request: HttpRequest, queryset: QuerySet[Any]) -> tuple[Sequence[str], Blocks]:
        return DECISION_COLUMNS, decision_blocks(queryset, request.build_absolute_uri)


@admin.register(Effect)
class EffectAdmin(PartAdmin):
    list_display = ["decision", "kind", "matter_told", "position"]
    list_select_related = ["decision", "committee"]
    autocomplete_fields = ["decision", "committee"]
    fieldsets = [
        (
            None,
            {
                "fields": ["decision", "position", "kind", "committee", "matter"],
                "description": _("What the decision did, to a committee or to a matter that is none."),
            },
        ),
        SOURCE,
    ]

    @admin.display(description=_("committee or matter"))
    def matter_told(self, effect: Effect) -> str:
        return effect.on_what


@admin.register(Amendment)
class AmendmentAdmin(PartAdmin):
    list_display = ["later", "kind", "earlier", "confidence"]
    list_select_related = ["later", "earlier"]
    autocomplete_fields = ["later", "earlier"]
    fieldsets = [
        (
            None,
            {
                "fields": ["later", "kind", "earlier", "basis"],
                "description": _("The later decision amends the earlier one, or takes its place altogether."),
            },
        ),
        SOURCE,
    ]
