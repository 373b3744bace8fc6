"""States, committees and terms on the staff's desk."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from committees.exports import COMMITTEE_COLUMNS, committee_blocks
from committees.models import Committee, Membership, Objective, State, Succession
from intersessional.lib.staff_admin import SOURCE, Blocks, PartAdmin, StaffAdmin, TabularParts


@admin.register(State)
class StateAdmin(StaffAdmin):
    list_display = ["name", "iso2", "status", "entry_into_force", "joined_year", "regional_group", "confidence"]
    list_filter = ["status", "regional_group", "is_least_developed", "is_mine_affected", "confidence"]
    ordering = ["sort_key"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *(("iso2", "iso3"), "name", "aliases", "regional_group"),
                    ("is_least_developed", "is_mine_affected"),
                ],
                "description": _("A country by its UN short name; it is found by its aliases and codes too."),
            },
        ),
        (
            _("The Convention"),
            {
                "fields": ["status", "entry_into_force", "joined_year", "withdrawn_on"],
                "description": _(
                    "It is a State Party from the day of entry into force; where only the year of joining is known, "
                    "from 1 January of the next."
                ),
            },
        ),
        SOURCE,
    ]

    def let_go_of(self, rows: QuerySet[Any]) -> None:
        """A meeting's pages name the State that hosts it."""
        for state in rows:
            state.meetings_hosted.raise_public_version()


@admin.register(Objective)
class ObjectiveAdmin(StaffAdmin):
    list_display = ["name", "slug", "position"]
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "slug", "sentence", "position"],
                "description": _("One of the four core humanitarian aims, which committees, segments and items serve."),
            },
        ),
    ]


class PredecessorParts(TabularParts):
    model = Succession
    fk_name = "successor"
    verbose_name = _("predecessor")
    verbose_name_plural = _("predecessors: whose work this committee took over")
    fields = ["predecessor", "kind"]
    autocomplete_fields = ["predecessor"]


class SuccessorParts(TabularParts):
    model = Succession
    fk_name = "predecessor"
    verbose_name = _("successor")
    verbose_name_plural = _("successors: who took over from this committee")
    fields = ["successor", "kind"]
    autocomplete_fields = ["successor"]


@admin.register(Committee)
class CommitteeAdmin(StaffAdmin):
    list_display = ["name", "short_name", "kind", "established_told", "ended_told", "confidence"]
    list_filter = ["kind", "confidence"]
    ordering = [F("ended_on").desc(nulls_first=True), F("established_on").asc(nulls_last=True)]
    prepopulated_fields = {"slug": ["short_name"]}
    inlines = [PredecessorParts, SuccessorParts]
    fieldsets = [
        (
            None,
            {
                "fields": ["short_name", "slug", "name", "aliases", "kind"],
                "description": _("A body held by States, by its full name; it is found by its aliases too."),
            },
        ),
        (
            _("Mandate"),
            {
                "fields": ["mandate", "objectives"],
                "description": _("What the deciding meeting gave it to do, and which aims it serves."),
            },
        ),
        (
            _("From when to when"),
            {
                "fields": [
                    ("established_on", "established_on_precision", "established_at"),
                    ("ended_on", "ended_on_precision", "ended_at"),
                ],
                "description": _(
                    "It exists from the day of the decision that established it to the day before the one that "
                    "ended it; of a date known to the year or month give the first day."
                ),
            },
        ),
        SOURCE,
    ]

    @admin.display(description=_("established"), ordering="established_on")
    def established_told(self, committee: Committee) -> str:
        return committee.established_told

    @admin.display(description=_("ended"), ordering="ended_on")
    def ended_told(self, committee: Committee) -> str:
        return committee.ended_told

    def file_of(self, request: HttpRequest, queryset: QuerySet[Any]) -> tuple[Sequence[str], Blocks]:
        return COMMITTEE_COLUMNS, committee_blocks(queryset, request.build_absolute_uri)


@admin.register(Succession)
class SuccessionAdmin(PartAdmin):
    list_display = ["predecessor", "kind", "successor", "confidence"]
    list_filter = ["kind"]
    list_select_related = ["predecessor", "successor"]
    autocomplete_fields = ["predecessor", "successor"]
    search_fields = ["predecessor__folded", "successor__folded"]
    fieldsets = [
        (
            None,
            {
                "fields": ["predecessor", "kind", "successor"],
                "description": _("The successor took over from the predecessor, whole or in part."),
            },
        ),
        SOURCE,
    ]


@admin.register(Membership)
class MembershipAdmin(StaffAdmin):
    list_display = ["state", "role", "committee", "starts_told", "ends_told", "is_open", "confidence"]
    list_filter = ["role", "is_open", "confidence", ("committee", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["state", "committee"]
    ordering = [F("starts_on").desc(nulls_last=True), "state__sort_key"]
    search_fields = ["state__folded", "committee__folded"]
    autocomplete_fields = ["state", "committee"]
    fieldsets = [
        (
            None,
            {
                "fields": ["state", "committee", "role"],
                "description": _("One State's term in one committee: a second term is a second row."),
            },
        ),
        (
            _("Term"),
            {
                "fields": [
                    ("starts_on", "starts_on_precision", "starts_at"),
                    ("ends_on", "ends_on_precision", "ends_at"),
                    "is_open",
                ],
                "description": _(
                    "Terms are half-open: on the day of the end the State has already left. An empty end is “not "
                    "recorded”, unless the term runs on."
                ),
            },
        ),
        SOURCE,
    ]

    @admin.display(description=_("from"), ordering="starts_on")
    def starts_told(self, membership: Membership) -> str:
        return membership.starts_told or membership.starts_at

    @admin.display(description=_("to"), ordering="ends_on")
    def ends_told(self, membership: Membership) -> str:
        return membership.ends_told or membership.ends_at
