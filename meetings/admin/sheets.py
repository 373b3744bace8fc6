"""The draft of a programme as a spreadsheet: taken out, sent in, looked at, and only then written."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intersessional.audit import log
from intersessional.lib.csv_export import csv_response
from intersessional.lib.languages import ALL, unspoken
from intersessional.lib.signed_sheet import packed, unpacked
from intersessional.lib.spreadsheet import MAX_BYTES, Table, read_table
from intersessional.lib.translated import ENGLISH, content_languages
from intersessional.lib.xlsx_export import workbook, xlsx_response
from meetings.actions import Candidate, Choices, Imported, Incoming, candidate, import_sheet, look_at
from meetings.admin.programme_pages import ProgrammePages, posted
from meetings.admin.releases import ConfirmForm
from meetings.models import Meeting
from meetings.programme.items import LANGUAGES, Item
from meetings.programme.sheets import DRAFT, OF_TEXTS, Heading, draft_columns, draft_rows

WIDTHS = {"title": 48, "summary": 48, "speakers": 36, "committee": 30, "chairs": 22, "room": 16, "url": 16}
WIDTHS |= {column: WIDTHS[name] for column, (name, _language) in OF_TEXTS.items()}
ARE_SAME = {"yes": True, "no": False}


class SheetForm(forms.Form):
    """One file, read into rows."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("CSV or XLSX, with the columns of the draft's spreadsheet in any order."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        data = file.read(MAX_BYTES + 1)
        self.table = read_table(data, lambda header: Heading.of(header).is_ours)
        heading = Heading.of(self.table.header)
        if heading.twice:
            told = _("These columns stand there twice: %(names)s.")
            raise ValidationError(told, params={"names": ", ".join(heading.twice)})
        if heading.unspoken:
            told = _("No text has the language of these columns: %(names)s. The languages are %(codes)s.")
            spoken = {"names": ", ".join(heading.unspoken), "codes": ", ".join(content_languages())}
            raise ValidationError(told, params=spoken)
        return file


class ImportForm(ConfirmForm):
    """What is said before a file is brought in; `sheet` is the file itself, signed, since nothing of it is stored."""

    sheet = forms.CharField(widget=forms.HiddenInput)
    are_same = forms.ChoiceField(choices=[(name, name) for name in ARE_SAME], required=False)
    leaves_out = forms.BooleanField(required=False)

    @property
    def choices(self) -> Choices:
        said = self.cleaned_data
        cancelled = self.data.getlist("cancelled")  # type: ignore[attr-defined]
        return Choices(ARE_SAME.get(said.get("are_same", "")), said.get("leaves_out", False), frozenset(cancelled))


def salt_of(meeting: Meeting) -> str:
    return f"meetings.sheet.{meeting.pk}"


class SheetPages(ProgrammePages):
    def get_urls(self) -> list[Any]:
        pages = {
            "spreadsheet/": (self.spreadsheet, "spreadsheet"),
            "spreadsheet/import/": (self.import_sheet, "import_sheet"),
            "spreadsheet.csv": (self.draft_csv, "draft_csv"),
            "spreadsheet.xlsx": (self.draft_xlsx, "draft_xlsx"),
        }
        own = [
            path(f"<int:key>/programme/{address}", self.admin_site.admin_view(page), name=f"meetings_meeting_{name}")
            for address, (page, name) in pages.items()
        ]
        return [*own, *super().get_urls()]

    # Out

    def draft_csv(self, request: HttpRequest, key: int) -> HttpResponseBase:
        draft = taken_out(request, self.meeting(request, key, "view_agendaitem"))
        languages = asked_for(request)
        if languages is None:
            return unspoken([*content_languages(), ALL])
        rows = rows_of(request, draft, languages)
        return csv_response(file_name(draft), draft_columns(languages), [rows], bom=True)

    def draft_xlsx(self, request: HttpRequest, key: int) -> HttpResponse:
        draft = taken_out(request, self.meeting(request, key, "view_agendaitem"))
        languages = asked_for(request)
        if languages is None:
            return unspoken([*content_languages(), ALL])
        title = f"{DRAFT} {draft.meeting.short_name}"
        mark = f"{title}: {_('not released')}"
        rows = rows_of(request, draft, languages)
        return xlsx_response(
            file_name(draft), workbook(title, draft_columns(languages), rows, widths=WIDTHS, mark=mark)
        )

    # In

    def spreadsheet(self, request: HttpRequest, key: int) -> HttpResponse:
        """Both ways: the files to take out, and the form that a file is sent in by."""
        needed = ["change_agendaitem", "add_agendaitem"] if request.method == "POST" else []
        meeting = self.meeting(request, key, "view_agendaitem", *needed)
        form = SheetForm(posted(request), request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                return self.looked_at(request, meeting, form.table, ImportForm(), packed(form.table, salt_of(meeting)))
            except ValidationError as error:
                form.add_error("file", error)
        return self.programme_page(
            request, "spreadsheet", meeting, _("Spreadsheet"), form=form, draft=candidate(meeting)
        )

    def import_sheet(self, request: HttpRequest, key: int) -> HttpResponse:
        meeting = self.meeting(request, key, "view_agendaitem", "change_agendaitem", "add_agendaitem")
        form = ImportForm(posted(request))
        form.is_valid()
        sheet = form.data.get("sheet", "")
        table = unpacked(sheet, salt_of(meeting))
        if table is None:
            self.message_user(request, _("Choose the file once more: nothing was changed."), messages.WARNING)
            return redirect("admin:meetings_meeting_spreadsheet", meeting.pk)
        try:
            seen = form.data.get("seen", "")
            done = import_sheet(meeting=meeting, table=table, by=request.user, seen=seen, choices=form.choices)
        except ValidationError as error:
            form.add_error(None, error)
            return self.looked_at(request, meeting, table, form, sheet)
        return self.is_imported(request, meeting, done)

    def looked_at(
        self, request: HttpRequest, meeting: Meeting, table: Table, form: ImportForm, sheet: str
    ) -> HttpResponse:
        """What the file would do to the draft as it is now."""
        choices = form.choices if form.is_bound else Choices()
        incoming = look_at(meeting=meeting, table=table, by=request.user, choices=choices)
        context = {"incoming": incoming, "draft": incoming.draft, "form": form, "sheet": sheet}
        context["tally"] = tally(incoming)
        return self.programme_page(request, "import_sheet", meeting, _("What the spreadsheet would do"), **context)

    def is_imported(self, request: HttpRequest, meeting: Meeting, done: Imported) -> HttpResponse:
        deeds = deeds_told(done)
        told = _("The draft was changed by the spreadsheet: %(deeds)s.") if deeds else _("The draft stays as it was.")
        self.message_user(request, told % {"deeds": deeds}, messages.SUCCESS if deeds else messages.INFO)
        return redirect("admin:meetings_meeting_change", meeting.pk)


def taken_out(request: HttpRequest, meeting: Meeting) -> Candidate:
    """The draft for a file: that it was asked for is written down first."""
    log.write(log.Kind.EXPORTED, by=request.user, subject=meeting)
    return candidate(meeting)


def file_name(draft: Candidate) -> str:
    return f"draft-{draft.meeting.slug}"


def asked_for(request: HttpRequest) -> Sequence[str] | None:
    """The languages that the draft's texts have columns for: none where they are in English alone, since a text of
    another language never stands in a column that is read as English. None: `?lang=` names none of them."""
    asked = request.GET.get("lang", ENGLISH)
    known: dict[str, Sequence[str]] = {code: (ENGLISH, code) for code in LANGUAGES}
    return {**known, ENGLISH: (), ALL: LANGUAGES}.get(asked)


def rows_of(request: HttpRequest, draft: Candidate, languages: Sequence[str]) -> list[list[object]]:
    """An item has an address once delegates can read it."""
    meeting, released = draft.meeting, draft.released

    def address(item: Item) -> str:
        if not (released and meeting.is_public and released.item(item.id)):
            return ""
        return request.build_absolute_uri(reverse("item", args=[meeting.slug, item.id]))

    positions = dict(meeting.items.values_list("public_id", "position"))
    return list(draft_rows(draft.programme, positions, address, languages))


def tally(incoming: Incoming) -> str:
    """`2 changed, 1 new, 57 unchanged, 1 refused`."""
    counts = [
        (len(incoming.changed), ngettext("%(number)d changed", "%(number)d changed", len(incoming.changed))),
        (len(incoming.added), ngettext("%(number)d new", "%(number)d new", len(incoming.added))),
        (
            len(incoming.guessed),
            ngettext("%(number)d without an id", "%(number)d without an id", len(incoming.guessed)),
        ),
        (incoming.unchanged, ngettext("%(number)d unchanged", "%(number)d unchanged", incoming.unchanged)),
        (len(incoming.refused), ngettext("%(number)d refused", "%(number)d refused", len(incoming.refused))),
        (
            len(incoming.absent),
            ngettext("%(number)d not in the file", "%(number)d not in the file", len(incoming.absent)),
        ),
    ]
    return ", ".join(words % {"number": number} for number, words in counts if number)


def deeds_told(done: Imported) -> str:
    """`2 items changed, 1 item added`."""
    added, changed, cancelled, left = len(done.added), len(done.changed), len(done.cancelled), done.left_out
    deeds = [
        (changed, ngettext("%(number)d item changed", "%(number)d items changed", changed)),
        (added, ngettext("%(number)d item added", "%(number)d items added", added)),
        (cancelled, ngettext("%(number)d item cancelled", "%(number)d items cancelled", cancelled)),
        (left, ngettext("%(number)d row left out", "%(number)d rows left out", left)),
    ]
    told = [words % {"number": number} for number, words in deeds if number]
    return ", ".join(told) if added or changed or cancelled else ""
