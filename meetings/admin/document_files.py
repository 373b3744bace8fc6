"""Many files at once made documents of a meeting: guessed at by their names, confirmed row by row, stored together.

Nothing waits on the server: the files stay in the browser until the confirmed rows are posted with them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files import File
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from committees.models import State
from intersessional.lib.file_checks import checked
from intersessional.lib.folding import fold
from intersessional.lib.uploads import FileFacts, NotStoredError, check_arrived
from meetings import file_names
from meetings.actions import NewFile, RefusedFilesError, add_documents
from meetings.actions.naming import Called, names
from meetings.admin.programme_pages import ProgrammePages
from meetings.models import AgendaItem, Document, Meeting

MAX_FILES = 50


class Choices:
    """What the rows may choose from, read once for all of them."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.states = Called(State.objects.in_order(), lambda row: [row.iso2, row.iso3], names)
        self.items = {str(item.pk): item for item in AgendaItem.objects.filter(meeting=meeting).in_order()}

    def state_in(self, words: str) -> State | None:
        """The State of the longest name that stands among the words."""
        told = f" {fold(words)} "
        found = [key for key in self.states.by_name if f" {key} " in told]
        return self.states.by_name[max(found, key=len)][0] if found else None

    def guesses(self, given: Sequence[str]) -> list[dict[str, Any]]:
        """The first values of the rows of files of these names; of a document that is there already what it says."""
        found = [file_names.guess(name) for name in given]
        symbols = {guess.symbol for guess in found if guess.symbol}
        rows = {row.symbol: row for row in Document.objects.filter(meeting=self.meeting, symbol__in=symbols)}
        return [
            {"name": name, "symbol": guess.symbol, "language": guess.language, **self.told(guess, rows)}
            for name, guess in zip(given, found, strict=True)
        ]

    def told(self, guess: file_names.Guess, existing: Mapping[str, Document]) -> dict[str, Any]:
        if row := existing.get(guess.symbol):
            return {"title": row.title.in_language("en"), "kind": row.kind}
        state = self.state_in(guess.words)
        title = guess.words
        if state and guess.kind == Document.Kind.STATEMENT:
            title = _("Statement by %(state)s") % {"state": state.name.in_language("en")}
        return {"title": title, "kind": guess.kind or Document.Kind.OTHER, "state": str(state or "")}


class FileForm(forms.Form):
    """One file, and what is told of its document."""

    name = forms.CharField(widget=forms.HiddenInput, max_length=255, strip=False)
    file = forms.FileField(
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("This file didn't arrive whole. Leave it out, and add it again.")},
    )
    symbol = forms.CharField(label=gettext_lazy("Symbol"), max_length=60, required=False)
    title = forms.CharField(label=gettext_lazy("Title in English"), max_length=1000, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=[("", "—"), *settings.CONTENT_LANGUAGES])
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Document.Kind.choices)
    item = forms.ChoiceField(label=gettext_lazy("Agenda item"), required=False)
    state = forms.CharField(label=gettext_lazy("By the State"), max_length=200, required=False)
    organisation = forms.CharField(label=gettext_lazy("or the organisation"), max_length=200, required=False)

    def __init__(self, choices: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        self.facts: FileFacts | None = None
        items = [(key, str(item)) for key, item in choices.items.items()]
        self.fields["item"].choices = [("", "—"), *items]  # type: ignore[attr-defined]
        self.fields["state"].widget.attrs["list"] = "states"
        for name in ("symbol", "title", "state", "organisation"):
            self.fields[name].widget.attrs["placeholder"] = self.fields[name].label

    def clean_file(self) -> File:
        upload: File = self.cleaned_data["file"]
        self.facts = checked(upload)
        if self.facts.name != self.cleaned_data.get("name"):
            raise ValidationError(_("This file's name can't be kept: give it a plain one of at most 200 characters."))
        return upload

    def clean_state(self) -> State | None:
        typed = self.cleaned_data["state"]
        found = self.choices.states.find(typed)
        if typed and not found:
            raise ValidationError(_("No State is called “%(typed)s”."), params={"typed": typed})
        return found[0] if typed else None

    def clean_item(self) -> AgendaItem | None:
        return self.choices.items.get(self.cleaned_data["item"])

    def given(self) -> NewFile:
        told = {name: self.cleaned_data[name] for name in self.cleaned_data if name != "name"}
        return NewFile(facts=self.facts or checked(told["file"]), **told)


class StatusForm(forms.Form):
    status = forms.ChoiceField(
        label=gettext_lazy("New documents are"),
        choices=[
            (Document.Status.DRAFT, gettext_lazy("drafts, which staff alone see")),
            (Document.Status.PUBLISHED, gettext_lazy("published at once")),
        ],
        initial=Document.Status.DRAFT,
        widget=forms.RadioSelect,
    )


class DocumentFilePages(ProgrammePages):
    def get_urls(self) -> list[Any]:
        pages = {"add/": (self.add_files, "add_files"), "guess/": (self.guess_files, "guess_files")}
        own = [
            path(f"<int:key>/documents/{address}", self.admin_site.admin_view(page), name=f"meetings_meeting_{name}")
            for address, (page, name) in pages.items()
        ]
        return [*own, *super().get_urls()]

    def may_add(self, request: HttpRequest, key: int) -> Meeting:
        return self.meeting(request, key, "view_document", "add_document", "add_documentversion")

    def add_files(self, request: HttpRequest, key: int) -> HttpResponse:
        """The page; a post of the rows that its script has made answers with an address to go on to, or with the rows
        and what is wrong in them."""
        meeting = self.may_add(request, key)
        choices = Choices(meeting)
        if request.method == "POST":
            return self.posted_files(request, choices)
        context = {"form": StatusForm(label_suffix=""), "states": choices.states.rows, "max_files": MAX_FILES}
        return self.programme_page(request, "documents", meeting, _("Add documents"), **context)

    def posted_files(self, request: HttpRequest, choices: Choices) -> HttpResponse:
        keys = request.POST.getlist("row")[: MAX_FILES + 1]
        rows = [FileForm(choices, request.POST, request.FILES, prefix=key, label_suffix="") for key in keys]
        form = StatusForm(request.POST)
        try:
            check_arrived(request)
        except NotStoredError as error:
            return self.refused(request, rows, error.messages[0])
        if not 0 < len(keys) <= MAX_FILES:
            told = _("Choose one file at least, and at most %(number)d at once.")
            return self.refused(request, [], told % {"number": MAX_FILES})
        if not all([form.is_valid(), *(row.is_valid() for row in rows)]):
            return self.refused(request, rows)
        return self.add(request, choices.meeting, rows, form.cleaned_data["status"])

    def add(self, request: HttpRequest, meeting: Meeting, rows: Sequence[FileForm], status: str) -> HttpResponse:
        try:
            files = [row.given() for row in rows]
            documents = add_documents(meeting=meeting, files=files, status=status, by=request.user)
        except RefusedFilesError as error:
            for place, sentences in error.by_place.items():
                for sentence in sentences:
                    rows[place].add_error(None, sentence)
            return self.refused(request, rows)
        except NotStoredError as error:
            return self.refused(request, rows, error.messages[0])
        number = ngettext("%(number)d file added", "%(number)d files added", len(rows)) % {"number": len(rows)}
        told = ngettext("%(files)s to %(number)d document.", "%(files)s to %(number)d documents.", len(documents))
        self.message_user(request, told % {"files": number, "number": len(documents)}, messages.SUCCESS)
        query = f"?meeting__id__exact={meeting.pk}"
        return JsonResponse({"next": reverse("admin:meetings_document_changelist") + query})

    def guess_files(self, request: HttpRequest, key: int) -> HttpResponse:
        """Rows for files of these names, under the keys that the script has given them."""
        choices = Choices(self.may_add(request, key))
        given = dict(zip(request.POST.getlist("row"), request.POST.getlist("name"), strict=False))
        values = zip(given, choices.guesses(list(given.values())), strict=True)
        rows = [FileForm(choices, prefix=key, initial=initial, label_suffix="") for key, initial in values]
        return JsonResponse({"rows": self.drawn(request, rows[:MAX_FILES])})

    def refused(self, request: HttpRequest, rows: Sequence[FileForm], sentence: str = "") -> HttpResponse:
        """The rows with what is wrong in them, and a sentence for all; status 400."""
        wrong = sum(not row.is_valid() for row in rows)
        told = ngettext(
            "Nothing was added yet: see what is wrong with %(number)d file.",
            "Nothing was added yet: see what is wrong with %(number)d files.",
            wrong,
        )
        answer = {"rows": self.drawn(request, rows), "told": sentence or told % {"number": wrong}}
        return JsonResponse(answer, status=400)

    def drawn(self, request: HttpRequest, rows: Sequence[FileForm]) -> str:
        return render_to_string("admin/meetings/programme/document_rows.html", {"rows": rows}, request)
