"""The audit log on the staff's desk: superusers read it, find in it and take it as a file; nobody edits it."""

import json
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from intersessional.admin import SuperusersOnly
from intersessional.audit import log
from intersessional.audit.models import Line
from intersessional.lib.blocks import in_blocks
from intersessional.lib.csv_export import csv_response

COLUMNS = ["id", "at", "kind", "actor", "subject_type", "subject_key", "facts", "address", "request_id"]


@admin.register(Line)
class LineAdmin(SuperusersOnly, admin.ModelAdmin):
    list_display = ["at", "kind", "account", "row", "facts_told", "request_id"]
    list_filter = ["kind", "at", "subject_type"]
    list_per_page = 50
    ordering = ["-pk"]
    search_fields = ["subject_key"]
    search_help_text = _("An account's name, a kind of row, a row's key, or a request's id.")
    show_full_result_count = False
    actions = ["export_csv"]
    fields = ("at", "kind", "actor", "account", "subject_type", "subject_key", "facts_told", "address", "request_id")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Line]:
        """With the names that accounts have now: none stands in a line."""
        names = User.objects.filter(pk=OuterRef("actor")).values("username")[:1]
        found: QuerySet[Line] = super().get_queryset(request).annotate(username=Subquery(names))
        return found

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Line], search_term: str
    ) -> tuple[QuerySet[Line], bool]:
        wanted = search_term.strip()
        if not wanted:
            return queryset, False
        by = User.objects.filter(username__iexact=wanted).values("pk")
        of_row = Q(subject_key=wanted) | Q(subject_type__icontains=wanted)
        return queryset.filter(of_row | Q(request_id=wanted) | Q(actor__in=by)), False

    @admin.display(description=_("account"), ordering="actor")
    def account(self, line: Any) -> str:
        return line.username or str(line.actor or "—")

    @admin.display(description=_("row"), ordering="subject_type")
    def row(self, line: Line) -> str:
        return f"{line.subject_type} {line.subject_key}".strip() or "—"

    @admin.display(description=_("facts"))
    def facts_told(self, line: Line) -> str:
        return "; ".join(f"{name}: {told(fact)}" for name, fact in line.facts.items()) or "—"

    @admin.action(description=_("Export the selected rows as CSV"), permissions=["view"])
    def export_csv(self, request: HttpRequest, queryset: QuerySet[Line]) -> HttpResponseBase:
        log.write(log.Kind.EXPORTED, by=request.user, subject=("audit.line", ""), number=queryset.count())
        return csv_response("audit-log", COLUMNS, line_blocks(queryset), bom=True)


def told(fact: Any) -> str:
    if isinstance(fact, dict):
        return ", ".join(f"{name} {told(one)}" for name, one in fact.items())
    return ", ".join(map(told, fact)) if isinstance(fact, list) else str(fact)


def line_blocks(lines: QuerySet[Line]) -> Iterator[list[list[object]]]:
    for block in in_blocks(lines.iterator(chunk_size=2000)):
        yield [
            [json.dumps(line.facts) if name == "facts" else getattr(line, name) for name in COLUMNS] for line in block
        ]
