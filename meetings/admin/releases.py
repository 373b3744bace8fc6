"""A programme on its way to the delegates: looked at, released, released again, taken back into the draft."""

from itertools import pairwise
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.actions import (
    Candidate,
    ClashError,
    OutdatedError,
    TakenBack,
    candidate,
    release,
    release_again,
    take_back,
)
from meetings.admin.open_points import open_points
from meetings.admin.programme_pages import ProgrammePages, posted
from meetings.models import Meeting, ProgrammeRevision
from meetings.programme.changes import beside, difference
from meetings.programme.layout import by_day


class ConfirmForm(forms.Form):
    """Carries what its page showed, so that nothing else is confirmed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def compare(self, shown: Candidate) -> None:
        """Say so where the page that was posted showed something else."""
        try:
            shown.confirm(self.data.get("seen", ""))
        except OutdatedError as error:
            self.add_error(None, error)


class ReleaseForm(ConfirmForm):
    note = ProgrammeRevision._meta.get_field("note").formfield()
    acknowledged = forms.CharField(required=False)

    def clean_acknowledged(self) -> list[str]:
        """The identities of the errors that were ticked as known."""
        ticked: str = self.cleaned_data["acknowledged"]
        return ticked.split()

    def add_refusal(self, error: ValidationError) -> None:
        """Beside the errors of the programme where it is about them, else above the form."""
        if isinstance(error, ClashError):
            self.add_error("acknowledged", _("Nothing is released yet: see to the errors first."))
        else:
            self.add_error(None, error)


class ReleasePages(ProgrammePages):
    def get_urls(self) -> list[Any]:
        pages = {
            "preview/": (self.preview, "preview"),
            "release/": (self.release, "release"),
            "revisions/": (self.revisions, "revisions"),
            "revisions/<int:number>/release-again/": (self.release_again, "release_again"),
            "revisions/<int:number>/take-back/": (self.take_back, "take_back"),
        }
        own = [
            path(f"<int:key>/programme/{address}", self.admin_site.admin_view(page), name=f"meetings_meeting_{name}")
            for address, (page, name) in pages.items()
        ]
        return [*own, *super().get_urls()]

    def preview(self, request: HttpRequest, key: int) -> HttpResponse:
        """The draft on the delegates' own page, marked as the next revision would mark it."""
        draft = candidate(self.meeting(request, key))
        programme = draft.marked
        days = by_day(programme)
        context = {"meeting": draft.meeting, "programme": programme, "days": days, "is_draft": True, "draft": draft}
        response = render(request, "meetings/programme/schedule.html", context)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def release(self, request: HttpRequest, key: int) -> HttpResponse:
        meeting = self.meeting(request, key, "add_programmerevision")
        form = ReleaseForm(posted(request))
        if request.method == "POST" and form.is_valid():
            try:
                return self.is_released(request, release(meeting=meeting, by=request.user, **form.cleaned_data))
            except ValidationError as error:
                form.add_refusal(error)
        draft = candidate(meeting)
        tick = " ".join(sorted(draft.acknowledgement))
        return self.release_page(request, form, draft, _("Release the programme"), tick=tick)

    def release_again(self, request: HttpRequest, key: int, number: int) -> HttpResponse:
        meeting = self.meeting(request, key, "view_programmerevision", "add_programmerevision")
        revision = self.revision(meeting, number)
        form = ReleaseForm(posted(request))
        if request.method == "POST" and form.is_valid():
            try:
                deed = {"revision": revision, "by": request.user, "note": form.cleaned_data["note"]}
                return self.is_released(request, release_again(**deed, seen=form.cleaned_data["seen"]))
            except ValidationError as error:
                form.add_refusal(error)
        title = _("Release revision %(number)d again") % {"number": number}
        return self.release_page(request, form, candidate(meeting, revision.programme()), title, revision=revision)

    def release_page(
        self, request: HttpRequest, form: ReleaseForm, shown: Candidate, title: str, **context: Any
    ) -> HttpResponse:
        if request.method == "POST" and not form.non_field_errors():
            form.compare(shown)
        told = {"form": form, "candidate": shown, "points": list(open_points(shown)), **context}
        return self.programme_page(request, "release", shown.meeting, title, **told)

    def is_released(self, request: HttpRequest, revision: ProgrammeRevision) -> HttpResponse:
        told = _("Revision %(number)d is released: delegates read it now.")
        if not revision.meeting.is_public:
            told = _("Revision %(number)d is released: delegates will read it once the meeting is published.")
        self.message_user(request, told % {"number": revision.number}, messages.SUCCESS)
        return redirect("admin:meetings_meeting_revisions", revision.meeting_id)

    def revisions(self, request: HttpRequest, key: int) -> HttpResponse:
        """All of them with what each changed, the latest first."""
        meeting = self.meeting(request, key, "view_programmerevision")
        revisions = list(meeting.revisions.latest_first().select_related("released_by"))
        programmes = [revision.programme() for revision in revisions]
        told = [(difference(older, newer), beside(older, newer)) for newer, older in pairwise(programmes)]
        rows = list(zip(revisions, [*told, (None, ())], strict=False))
        draft = candidate(meeting)
        return self.programme_page(request, "revisions", meeting, _("Revisions"), rows=rows, draft=draft)

    def take_back(self, request: HttpRequest, key: int, number: int) -> HttpResponse:
        meeting = self.meeting(request, key, "view_programmerevision", "change_agendaitem")
        revision = self.revision(meeting, number)
        form = ConfirmForm(posted(request))
        if request.method == "POST" and form.is_valid():
            try:
                return self.is_taken_back(
                    request, revision, take_back(revision=revision, by=request.user, seen=form.cleaned_data["seen"])
                )
            except ValidationError as error:
                form.add_error(None, error)
        draft = candidate(meeting)
        becomes = difference(draft.programme, revision.programme())
        title = _("Take revision %(number)d back into the draft") % {"number": number}
        context = {"form": form, "draft": draft, "revision": revision, "difference": becomes}
        return self.programme_page(request, "take_back", meeting, title, **context)

    def is_taken_back(self, request: HttpRequest, revision: ProgrammeRevision, done: TakenBack) -> HttpResponse:
        told = _("The draft says what revision %(number)d says: %(deeds)s.")
        if not done:
            told = _("The draft said what revision %(number)d says already.")
        facts = {"number": revision.number, "deeds": deeds_told(done)}
        self.message_user(request, told % facts, messages.SUCCESS if done else messages.INFO)
        if done.cancelled:
            told = _("Cancelled rather than deleted, since documents hang on them: %(items)s")
            self.message_user(request, told % {"items": "; ".join(map(str, done.cancelled))}, messages.WARNING)
        if done.lost:
            told = _("No longer on record, so left out: %(names)s")
            names = "; ".join(f"{name} ({item})" for name, item in done.lost)
            self.message_user(request, told % {"names": names}, messages.WARNING)
        return redirect("admin:meetings_meeting_change", revision.meeting_id)

    def revision(self, meeting: Meeting, number: int) -> ProgrammeRevision:
        """With its meeting."""
        return get_object_or_404(meeting.revisions.select_related("meeting"), number=number)


def deeds_told(done: TakenBack) -> str:
    """`2 items changed, 1 item made anew`."""
    deeds = [
        (len(done.changed), ngettext("%(number)d item changed", "%(number)d items changed", len(done.changed))),
        (len(done.added), ngettext("%(number)d item made anew", "%(number)d items made anew", len(done.added))),
        (len(done.deleted), ngettext("%(number)d item deleted", "%(number)d items deleted", len(done.deleted))),
        (len(done.cancelled), ngettext("%(number)d item cancelled", "%(number)d items cancelled", len(done.cancelled))),
    ]
    return ", ".join(told % {"number": number} for number, told in deeds if number)
