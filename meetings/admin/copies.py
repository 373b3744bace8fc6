"""The programme of an earlier meeting, copied onto this one: chosen, looked at, confirmed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.actions import Copied, Copy, candidate, copy_of, copy_programme
from meetings.admin.programme_pages import ProgrammePages, posted
from meetings.admin.releases import ConfirmForm
from meetings.models import Meeting
from meetings.programme.layout import by_day

RELEASED, DRAFT = "released", "draft"


class EarlierMeeting(forms.ModelChoiceField):
    def label_from_instance(self, meeting: Any) -> str:
        """`IM-2024: 21 items in the draft, revision 3`."""
        items = ngettext("%(number)d item in the draft", "%(number)d items in the draft", meeting.number_of_items)
        parts = [items % {"number": meeting.number_of_items}]
        if meeting.latest_revision:
            parts.append(_("revision %(number)d") % {"number": meeting.latest_revision})
        return f"{meeting.short_name}: {', '.join(parts)}"


class EarlierForm(forms.Form):
    """Which programme. In the address of the page, so that it can be shared and gone back to."""

    source = EarlierMeeting(
        Meeting.objects.none(),
        label=gettext_lazy("Earlier meeting"),
        error_messages={"invalid_choice": gettext_lazy("This meeting has no programme to copy.")},
    )
    of = forms.ChoiceField(
        label=gettext_lazy("What of it"),
        choices=[
            (RELEASED, gettext_lazy("What was released last; where nothing was released, the draft")),
            (DRAFT, gettext_lazy("The draft as it is now")),
        ],
        widget=forms.RadioSelect,
        initial=RELEASED,
    )

    def __init__(self, data: Any, target: Meeting) -> None:
        super().__init__(data)
        self.target = target
        self.fields["source"].queryset = with_programme().exclude(pk=target.pk)  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """As the deed takes it."""
        is_draft = self.cleaned_data["of"] == DRAFT
        return {"source": self.cleaned_data["source"], "target": self.target, "is_draft": is_draft}


class CopyForm(ConfirmForm):
    again = forms.BooleanField(required=False)


class CopyPages(ProgrammePages):
    def get_urls(self) -> list[Any]:
        pages = {"copy/": (self.copy_programme, "copy"), "copy/left-out/": (self.left_out, "left_out")}
        own = [
            path(f"<int:key>/programme/{address}", self.admin_site.admin_view(page), name=f"meetings_meeting_{name}")
            for address, (page, name) in pages.items()
        ]
        return [*own, *super().get_urls()]

    def copy_programme(self, request: HttpRequest, key: int) -> HttpResponse:
        """The choice, and below it what would be copied."""
        meeting = self.meeting(request, key, "add_agendaitem", "add_segment")
        earlier = EarlierForm(request.GET or None, meeting)
        form = CopyForm(posted(request))
        if earlier.is_valid() and request.method == "POST" and form.is_valid():
            try:
                confirmed = {"seen": form.cleaned_data["seen"], "is_again": form.cleaned_data["again"]}
                return self.is_copied(
                    request, meeting, copy_programme(**earlier.chosen(), by=request.user, **confirmed)
                )
            except ValidationError as error:
                form.add_error(None, error)
        copy = copy_of(**earlier.chosen()) if earlier.is_valid() else None
        context = {"earlier": earlier, "form": form, **told(meeting, copy)}
        return self.programme_page(request, "copy", meeting, _("Copy a programme"), **context)

    def is_copied(self, request: HttpRequest, meeting: Meeting, done: Copied) -> HttpResponse:
        number = len(done.items)
        sentence = ngettext(
            "%(number)d item is copied into the draft.", "%(number)d items are copied into the draft.", number
        )
        self.message_user(request, sentence % {"number": number}, messages.SUCCESS)
        address = reverse("admin:meetings_meeting_left_out", args=[meeting.pk])
        return redirect(f"{address}?{request.GET.urlencode()}")

    def left_out(self, request: HttpRequest, key: int) -> HttpResponse:
        """What didn't come along, to be gone through once the copy is made."""
        meeting = self.meeting(request, key, "add_agendaitem", "add_segment")
        earlier = EarlierForm(request.GET, meeting)
        if not earlier.is_valid():
            return redirect("admin:meetings_meeting_copy", meeting.pk)
        context = told(meeting, copy_of(**earlier.chosen()))
        return self.programme_page(request, "left_out", meeting, _("What didn't come along"), **context)


def with_programme() -> QuerySet[Meeting]:
    """Meetings with something to copy, each with the number of its items and of its latest revision."""
    counted = Meeting.objects.select_related("country").annotate(
        number_of_items=Count("items", distinct=True), latest_revision=Max("revisions__number")
    )
    return counted.filter(Q(number_of_items__gt=0) | Q(latest_revision__gt=0)).newest_first()


def told(meeting: Meeting, copy: Copy | None) -> dict[str, Any]:
    """The copy, day by day the items that arrive, each with its segment; and the banner's draft."""
    if not copy:
        return {"copy": None, "draft": candidate(meeting)}
    programme = copy.carried.programme
    days = [(day.day, [(item, programme.segment(item.segment)) for item in day.items]) for day in by_day(programme)]
    return {"copy": copy, "days": days, "draft": candidate(meeting, copy.draft)}
