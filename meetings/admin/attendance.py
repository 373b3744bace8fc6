"""Who came to a meeting, on the staff's desk: delegations by number, entered one by one or by spreadsheet."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intersessional.lib.signed_sheet import packed, unpacked
from intersessional.lib.spreadsheet import MAX_BYTES, Table, read_table
from intersessional.lib.staff_admin import SOURCE
from meetings.actions.attendance import (
    IncomingAttendance,
    import_attendance,
    is_header,
    look_at_attendance,
    names_of,
)
from meetings.admin.choices import MeetingFilter
from meetings.admin.planning import OfMeeting
from meetings.admin.programme_pages import posted
from meetings.models import Attendance, Meeting


class MeetingChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.short_name)


class AttendanceSheetForm(forms.Form):
    """Whose attendance, and the file, read into rows."""

    meeting = MeetingChoice(Meeting.objects.newest_first(), label=gettext_lazy("Meeting"))
    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy(
            "CSV or XLSX with the columns state, organisation, delegates, women, source, confidence in any order."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        self.table = read_table(file.read(MAX_BYTES + 1), is_header)
        names = [name for name in names_of(self.table.header) if name]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValidationError(_("These columns stand there twice: %(names)s."), params={"names": ", ".join(twice)})
        return file


def salt_of(meeting: Meeting) -> str:
    return f"meetings.attendance.{meeting.pk}"


@admin.register(Attendance)
class AttendanceAdmin(OfMeeting):
    list_display = ["meeting_name", "delegation", "delegates", "women", "confidence"]
    list_display_links = ["meeting_name", "delegation"]
    list_filter = [("meeting", MeetingFilter), "state__regional_group", "confidence"]
    list_select_related = ["meeting", "state"]
    ordering = ["-meeting__starts_on", "meeting", "state__sort_key", "sort_key"]
    search_fields = ["meeting__folded", "state__folded", "folded"]
    autocomplete_fields = ["meeting", "state"]
    fieldsets = [
        (
            None,
            {
                "fields": ["meeting", ("state", "organisation"), ("delegates", "women")],
                "description": gettext_lazy(
                    "The delegation of one State or organisation, by number alone: what tells how many States Parties "
                    "were represented."
                ),
            },
        ),
        SOURCE,
    ]

    @admin.display(description=gettext_lazy("delegation"), ordering=Coalesce("state__sort_key", "sort_key"))
    def delegation(self, row: Any) -> str:
        return str(row.state or row.organisation)

    def get_urls(self) -> list[Any]:
        own = [
            path("spreadsheet/", self.admin_site.admin_view(self.spreadsheet), name="meetings_attendance_spreadsheet"),
            path(
                "spreadsheet/<int:key>/",
                self.admin_site.admin_view(self.import_sheet),
                name="meetings_attendance_import",
            ),
        ]
        return [*own, *super().get_urls()]

    def spreadsheet(self, request: HttpRequest) -> HttpResponse:
        """The form that a file is sent in by, then what it would do."""
        self.check_may_import(request)
        form = AttendanceSheetForm(posted(request), request.FILES or None)
        if form.is_bound and form.is_valid():
            meeting = form.cleaned_data["meeting"]
            try:
                return self.looked_at(request, meeting, form.table, packed(form.table, salt_of(meeting)))
            except ValidationError as error:
                form.add_error("file", error)
        return self.page(request, "spreadsheet", _("Spreadsheet of delegations"), form=form)

    def import_sheet(self, request: HttpRequest, key: int) -> HttpResponse:
        self.check_may_import(request)
        meeting = get_object_or_404(Meeting, pk=key)
        sheet = request.POST.get("sheet", "")
        table = unpacked(sheet, salt_of(meeting))
        if table is None:
            self.message_user(request, _("Choose the file once more: nothing was changed."), messages.WARNING)
            return redirect("admin:meetings_attendance_spreadsheet")
        try:
            done = import_attendance(meeting=meeting, table=table, by=request.user, seen=request.POST.get("seen", ""))
        except ValidationError as error:
            return self.looked_at(request, meeting, table, sheet, error.messages)
        self.message_user(request, tally(done), messages.SUCCESS)
        return redirect("admin:meetings_attendance_changelist")

    def check_may_import(self, request: HttpRequest) -> None:
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied

    def looked_at(
        self, request: HttpRequest, meeting: Meeting, table: Table, sheet: str, errors: list[str] | None = None
    ) -> HttpResponse:
        """What the file would do to the attendance as it is now."""
        incoming = look_at_attendance(meeting=meeting, table=table)
        context = {"meeting": meeting, "incoming": incoming, "sheet": sheet, "errors": errors or []}
        title = _("What the spreadsheet would do")
        return self.page(request, "import_sheet", title, tally=tally(incoming), **context)

    def page(self, request: HttpRequest, name: str, title: str, **context: Any) -> TemplateResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "title": title}
        return TemplateResponse(request, f"admin/meetings/attendance/{name}.html", {**shared, **context})


def tally(incoming: IncomingAttendance) -> str:
    """`12 delegations added, 2 changed, 57 unchanged, 1 refused`."""
    counts = [
        (len(incoming.added), ngettext("%(number)d added", "%(number)d added", len(incoming.added))),
        (len(incoming.changed), ngettext("%(number)d changed", "%(number)d changed", len(incoming.changed))),
        (incoming.unchanged, ngettext("%(number)d unchanged", "%(number)d unchanged", incoming.unchanged)),
        (len(incoming.refused), ngettext("%(number)d refused", "%(number)d refused", len(incoming.refused))),
        (
            len(incoming.absent),
            ngettext("%(number)d not in the file", "%(number)d not in the file", len(incoming.absent)),
        ),
    ]
    told = ", ".join(words % {"number": number} for number, words in counts if number)
    return _("Delegations: %(told)s.") % {"told": told}
