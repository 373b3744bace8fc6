"""Documents and their language versions on the staff's desk."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intersessional.lib.staff_admin import SOURCE, PartAdmin, StaffAdmin, TabularParts
from intersessional.lib.versioned import VersionedForm
from meetings.admin.choices import MeetingFilter, change_status, draw_only, meeting_of
from meetings.admin.published import PublishedFacts
from meetings.models import AgendaItem, Document, DocumentVersion


class DocumentForm(VersionedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = AgendaItem.objects.filter(meeting=meeting_of(self)).in_order()
        draw_only(self, "item", ((item.pk, str(item)) for item in items))


class VersionParts(TabularParts):
    model = DocumentVersion
    extra = 1
    max_num = 6


@admin.register(Document)
class DocumentAdmin(PublishedFacts, StaffAdmin):
    form = DocumentForm
    list_display = ["__str__", "meeting_name", "kind", "status", "confidence"]
    list_filter = ["status", "kind", ("meeting", MeetingFilter), "confidence"]
    list_select_related = ["meeting"]
    ordering = [F("meeting__starts_on").desc(nulls_last=True), "symbol"]
    search_fields = ["folded", "meeting__folded"]
    autocomplete_fields = ["meeting"]
    actions = ["publish", "withdraw", "export_csv"]
    inlines = [VersionParts]
    fieldsets = [
        (
            None,
            {
                "fields": ["symbol", "title", "kind", "status", "meeting", "item"],
                "description": gettext_lazy(
                    "Anything circulated at a meeting: one record for all its language versions. Agenda items are "
                    "offered once the meeting is chosen and the document saved."
                ),
            },
        ),
        SOURCE,
    ]

    @admin.display(description=gettext_lazy("meeting"), ordering="meeting__sort_key")
    def meeting_name(self, document: Document) -> str:
        return document.meeting.short_name

    @admin.action(description=gettext_lazy("Publish the selected documents"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        change_status(self, request, queryset, Document.Status.PUBLISHED, _("published"))

    @admin.action(description=gettext_lazy("Withdraw the selected documents"), permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        change_status(self, request, queryset, Document.Status.WITHDRAWN, _("withdrawn"))


@admin.register(DocumentVersion)
class DocumentVersionAdmin(PublishedFacts, PartAdmin):
    to_meeting = "document__meeting"
    list_display = ["document", "language", "url"]
    list_select_related = ["document"]
    autocomplete_fields = ["document"]
    fieldsets = [
        (
            None,
            {
                "fields": ["document", "language", "url", "size"],
                "description": gettext_lazy("The document in one language, at an outside address."),
            },
        ),
    ]
