"""One search over all that delegates may read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control

from committees.models import Committee, State
from intersessional.lib.folding import words_in
from intersessional.lib.list_page import chosen_page
from intersessional.lib.public import public
from meetings.models import Decision, Document, Meeting, PresidentsPaper, ReleasedItem

FEW, MANY = 8, 50
LATEST_MEETING = F("meeting__starts_on").desc(nulls_last=True)


@dataclass(frozen=True)
class Kind:
    """What is searched: public rows in their order, and the columns in which words stand."""

    key: str
    label: Promise
    rows: Callable[[], QuerySet[Any]]
    columns: tuple[str, ...] = ("folded",)

    def found(self, query: str) -> QuerySet[Any]:
        return self.rows().filter(words_in(query, *self.columns))


KINDS = (
    Kind("committee", _("Committees"), Committee.objects.in_order),
    Kind("state", _("States"), State.objects.in_order),
    Kind("meeting", _("Meetings"), lambda: Meeting.objects.public().newest_first()),
    Kind(
        "item",
        _("Agenda items"),
        lambda: (
            ReleasedItem.objects.public()
            .select_related("meeting")
            .order_by(LATEST_MEETING, "meeting__sort_key", "meeting_id", "position", "pk")
        ),
    ),
    Kind(
        "document",
        _("Documents"),
        lambda: Document.objects.public().latest_first().select_related("meeting", "paper"),
    ),
    Kind(
        "paper",
        _("President's Papers"),
        lambda: PresidentsPaper.objects.public().in_order().select_related("meeting"),
        ("folded", "document__folded"),
    ),
    Kind("decision", _("Decisions"), lambda: Decision.objects.public().newest_first().select_related("meeting")),
)


@dataclass(frozen=True)
class Section:
    """The first hits of one kind, or a page of them, and how many there are."""

    kind: Kind
    words: str
    page: Page

    @property
    def query(self) -> str:
        """Leads to all hits of this kind."""
        return urlencode({"q": self.words, "kind": self.kind.key})

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @property
    def has_more(self) -> bool:
        return self.total > len(self.page.object_list)


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Search"), max_length=200, required=False, strip=True)
    kind = forms.ChoiceField(required=False, choices=[(kind.key, kind.label) for kind in KINDS])


@public
@cache_control(public=True, max_age=30)
def search(request: HttpRequest) -> HttpResponse:
    """`?q=` in all kinds, the first of each; `?kind=` all of one kind, page by page. 400 for what isn't understood."""
    form = SearchForm(request.GET)
    is_valid = form.is_valid()
    query = form.cleaned_data.get("q", "") if is_valid else ""
    sections = sections_of(request, query, form.cleaned_data["kind"]) if query else []
    context = {"form": form, "query": query, "sections": sections, "total": sum(section.total for section in sections)}
    return render(request, "meetings/search/search.html", context, status=200 if is_valid else 400)


def sections_of(request: HttpRequest, query: str, only: str) -> list[Section]:
    """Those with a hit; a page that doesn't exist is an address that doesn't."""
    number, size = (request.GET.get("page", "1"), MANY) if only else ("1", FEW)
    found = [
        Section(kind, query, chosen_page(Paginator(kind.found(query), size), number))
        for kind in KINDS
        if not only or kind.key == only
    ]
    return [section for section in found if section.total]
