"""President's Papers on the staff's desk."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from intersessional.lib.staff_admin import SOURCE, Blocks, PartAdmin, StaffAdmin, TabularParts
from meetings.exports import PAPER_COLUMNS, paper_blocks
from meetings.models import PresidentsPaper, Principle


class PrincipleParts(TabularParts):
    model = Principle
    fields = ["number", "text", "is_quoted"]


@admin.register(PresidentsPaper)
class PresidentsPaperAdmin(StaffAdmin):
    list_display = ["title", "meeting_name", "symbol", "president", "confidence"]
    list_filter = ["confidence"]
    list_select_related = ["meeting", "document"]
    ordering = [F("meeting__starts_on").desc(nulls_last=True), "slug"]
    search_fields = ["folded", "meeting__folded", "document__folded"]
    autocomplete_fields = ["meeting", "document", "revises", "reaffirms"]
    inlines = [PrincipleParts]
    fieldsets = [
        (
            None,
            {
                "fields": ["slug", "title", "meeting", "document", "annex", "president"],
                "description": _(
                    "A paper by the President on which decisions rest; its document carries the symbol and the "
                    "languages, and publishes it."
                ),
            },
        ),
        (
            _("What it is about"),
            {
                "fields": ["subject", "objectives", "revises", "reaffirms"],
                "description": _("Its subject in a sentence, and the earlier paper that it revises or reaffirms."),
            },
        ),
        SOURCE,
    ]

    @admin.display(description=_("meeting"), ordering="meeting__sort_key")
    def meeting_name(self, paper: PresidentsPaper) -> str:
        return paper.meeting.short_name

    @admin.display(description=_("symbol"), ordering="document__symbol")
    def symbol(self, paper: PresidentsPaper) -> str:
        return paper.document.symbol

    def file_of(self, request: HttpRequest, queryset: QuerySet[Any]) -> tuple[Sequence[str], Blocks]:
        return PAPER_COLUMNS, paper_blocks(queryset, request.build_absolute_uri)


@admin.register(Principle)
class PrincipleAdmin(PartAdmin):
    list_display = ["paper", "number", "text", "is_quoted", "confidence"]
    list_select_related = ["paper"]
    autocomplete_fields = ["paper"]
    fieldsets = [
        (
            None,
            {
                "fields": ["paper", "number", "text", "is_quoted"],
                "description": _("One passage of the paper, with a number by which it is quoted and linked to."),
            },
        ),
        SOURCE,
    ]
