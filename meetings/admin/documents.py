"""Documents and their language versions on the staff's desk."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intersessional.lib.file_answers import file_answer
from intersessional.lib.file_checks import checked
from intersessional.lib.staff_admin import SOURCE, PartAdmin, StaffAdmin, TabularParts
from intersessional.lib.uploads import FileFacts, NotStoredError, check_arrived, taken_away_on_failure
from intersessional.lib.versioned import VersionedForm
from meetings.admin.choices import MeetingFilter, change_status, draw_only, meeting_of
from meetings.admin.published import PublishedFacts
from meetings.models import AgendaItem, Document, DocumentVersion


class DocumentForm(VersionedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = AgendaItem.objects.filter(meeting=meeting_of(self)).in_order()
        draw_only(self, "item", ((item.pk, str(item)) for item in items))


class VersionForm(VersionedForm):
    """A file is looked into before anything is stored, and described beside its bytes."""

    facts: FileFacts | None = None

    def clean_file(self) -> File | None:
        upload: File | None = self.cleaned_data["file"]
        if isinstance(upload, UploadedFile):
            self.facts = checked(upload)
        return upload

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "file" in self.changed_data and "file" in self.cleaned_data:
            given = self.cleaned_data.get("size") if "size" in self.changed_data else None
            self.cleaned_data["size"] = self.facts.size if self.facts else given
            self.instance.describe(self.facts)
        return cleaned


class TakesFiles(StaffAdmin):
    """Nothing is changed, and no file is left, where the disk takes no more or the deed is undone."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            check_arrived(request)
            with taken_away_on_failure():
                return super().changeform_view(request, *args, **kwargs)
        except NotStoredError as error:
            self.message_user(request, error.messages[0], messages.ERROR)
            return redirect(request.get_full_path())


class VersionParts(TabularParts):
    model = DocumentVersion
    form = VersionForm
    fields = ["language", "file", "url", "size"]
    extra = 1
    max_num = 6
    view_on_site = False


@admin.register(Document)
class DocumentAdmin(PublishedFacts, TakesFiles):
    form = DocumentForm
    list_display = ["__str__", "meeting_name", "kind", "status", "confidence"]
    list_filter = ["status", "kind", ("meeting", MeetingFilter), "confidence"]
    list_select_related = ["meeting"]
    ordering = [F("meeting__starts_on").desc(nulls_last=True), "meeting_id", "sort_key"]
    search_fields = ["folded", "meeting__folded"]
    autocomplete_fields = ["meeting", "committee", "state"]
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
        (
            gettext_lazy("By whom"),
            {
                "fields": ["state", "organisation", "committee"],
                "description": gettext_lazy("The State or the organisation that speaks, and the committee concerned."),
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
class DocumentVersionAdmin(PublishedFacts, PartAdmin, TakesFiles):
    form = VersionForm
    to_meeting = "document__meeting"
    list_display = ["document", "language", "format", "url"]
    list_select_related = ["document"]
    autocomplete_fields = ["document"]
    fieldsets = [
        (
            None,
            {
                "fields": ["document", "language", "file", "url", "size"],
                "description": gettext_lazy("The document in one language: a file, or an address elsewhere."),
            },
        ),
    ]

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(self.file)
        return [path("<int:key>/file/", page, name="meetings_documentversion_file"), *super().get_urls()]

    def file(self, request: HttpRequest, key: int) -> HttpResponseBase:
        """For who may see the version, published or not."""
        version = get_object_or_404(DocumentVersion.objects.exclude(file=""), pk=key)
        if not self.has_view_permission(request, version):
            raise PermissionDenied
        return file_answer(request, version.file, version.facts)
