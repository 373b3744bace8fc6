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
from meetings.models import Decision, Effect


class EffectParts(TabularParts):
    model = Effect
    extra = 1
    fields = ["position", "kind", "committee", "matter"]
    autocomplete_fields = ["committee"]


@admin.register(Decision)
class DecisionAdmin(StaffAdmin):
    list_display = ["slug", "summary", "meeting_name", "decided_on", "reference", "confidence"]
    list_filter = [("meeting", MeetingFilter), "confidence"]
    list_select_related = ["meeting"]
    ordering = [F("decided_on").desc(nulls_last=True), "slug"]
    search_fields = ["folded", "meeting__folded"]
    autocomplete_fields = ["meeting", "based_on_paper"]
    inlines = [EffectParts]
    fieldsets = [
        (
            None,
            {
                "fields": ["slug", "meeting", "decided_on", "reference", "summary"],
                "description": _("What a formal meeting decided, on one of its days, with its symbol and paragraph."),
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
    list_display = ["decision", "kind", "on_what", "position"]
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
