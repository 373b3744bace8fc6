"""Committees and States, for delegates."""

from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from committees.exports import COMMITTEE_COLUMNS, committee_blocks
from committees.filters import CommitteeFilter, StateFilter
from committees.lineage import outline, picture
from committees.models import Committee, Membership, State, by_name
from intersessional.lib.languages import in_asked_language
from intersessional.lib.list_filter import DayField
from intersessional.lib.list_page import list_file, list_page
from intersessional.lib.public import public
from meetings.models import Decision, Document, Effect, Meeting, ProgrammeRevision
from meetings.programme.items import Item
from meetings.record.left_out import terms_without_committee


@public
@cache_control(public=True, max_age=30)
def committee_list(request: HttpRequest) -> HttpResponse:
    listing = CommitteeFilter(request.GET, Committee.objects.in_order())
    return list_page(request, "committees/committee_list.html", listing)


@public
@cache_control(public=True, max_age=30)
@in_asked_language
def committees_csv(request: HttpRequest) -> HttpResponseBase:
    listing = CommitteeFilter(request.GET, Committee.objects.in_order())
    return list_file(request, listing, "committees", COMMITTEE_COLUMNS, committee_blocks)


class ServingForm(forms.Form):
    """On which day the serving States are asked for."""

    on = DayField(label="", required=False)


@public
@cache_control(public=True, max_age=30)
def committee(request: HttpRequest, slug: str) -> HttpResponse:
    body = get_object_or_404(Committee, slug=slug)
    form = ServingForm(request.GET)
    named = meetings_named(body)
    context = {
        "committee": body,
        "terms": terms(body.memberships.in_order().select_related("state")),
        "form": form,
        "serving": serving(body, form.cleaned_data["on"] or timezone.localdate()) if form.is_valid() else None,
        "record_ends": Membership.objects.last_recorded(),
        "effects": decisions_on(body),
        "predecessors": body.preceded_by.select_related("predecessor"),
        "successors": body.succeeded_by.select_related("successor"),
        **lineage_around(body),
        "sittings": Meeting.objects.public().of_committees([slug]).newest_first(),
        "began_at": named.get(body.established_at),
        "ended_at": named.get(body.ended_at),
    }
    return render(request, "committees/committee.html", context, status=200 if form.is_valid() else 400)


def decisions_on(body: Committee) -> QuerySet[Effect]:
    """What public decisions did to it, each with the paper that it rests on."""
    chain = ("decision__meeting", "decision__based_on_paper__document", "decision__based_on_paper__meeting")
    found = body.effects.filter(decision__in=Decision.objects.public())
    return found.select_related(*chain).order_by("decision__decided_on", "pk")


def lineage_around(body: Committee) -> dict[str, Any]:
    """All that it came from and all that came from it, drawn and told; nothing where it stands alone."""
    lineage = Committee.objects.as_lineage().around(body.slug)
    if not lineage.edges:
        return {}
    return {"picture": picture(lineage, timezone.localdate()), "outline": outline(lineage)}


def meetings_named(body: Committee) -> dict[str, Meeting]:
    """The meetings at which it began and ended, by short name: committees keep their words, not the meetings."""
    return Meeting.objects.public().in_bulk([body.established_at, body.ended_at], field_name="short_name")


def terms(memberships: QuerySet[Membership]) -> list[tuple[Membership, list[Membership]]]:
    """Memberships by term: the first of each tells the term's start and end for all of them."""
    by_term = groupby(memberships, key=lambda m: (m.starts_on, m.starts_at, m.ends_on, m.ends_at, m.is_open))
    groups = [list(members) for _term, members in by_term]
    return [(group[0], group) for group in groups]


def serving(body: Committee, day: date) -> dict[str, Any]:
    """Who serves on that day. The Coordinating Committee of a day without recorded members is the President and
    the chairs and co-chairs of that day."""
    recorded = list(body.memberships.serving_on(day).select_related("state").order_by("role", by_name("state__")))
    if recorded or body.kind != Committee.Kind.COORDINATING_COMMITTEE:
        return {"day": day, "memberships": recorded, "is_derived": False}
    chairs = Membership.objects.serving_on(day).filter(role__in=(Membership.Role.CHAIR, Membership.Role.CO_CHAIR))
    return {
        "day": day,
        "is_derived": True,
        "presidency": Meeting.objects.public().presided_on(day),
        "memberships": list(chairs.select_related("state", "committee").order_by(by_name("state__"))),
    }


@public
@cache_control(public=True, max_age=30)
def state_list(request: HttpRequest) -> HttpResponse:
    listing = StateFilter(request.GET, State.objects.in_order())
    return list_page(request, "committees/state_list.html", listing, per_page=250)


@public
@cache_control(public=True, max_age=30)
def state(request: HttpRequest, iso2: str) -> HttpResponse:
    country = get_object_or_404(State, iso2=iso2.upper())
    today = timezone.localdate()
    presided = Meeting.objects.public().filter(president_state=country)
    documents = Document.objects.public().filter(state=country).latest_first()
    context = {
        "state": country,
        "is_party": country.is_party_on(today),
        "memberships": country.memberships.in_order().select_related("committee"),
        "terms_without_committee": not_completed(country),
        "presided": presided.newest_first(),
        "items": chaired_by(country),
        "documents": documents.select_related("meeting", "paper").prefetch_related("versions"),
        "record_ends": Membership.objects.last_recorded(),
        "figures": country.figures_as_donor.public().in_order(),
    }
    return render(request, "committees/state.html", context)


def chaired_by(country: State) -> list[tuple[Meeting, list[Item]]]:
    """Items of released programmes that it chairs or at which it speaks, by meeting, newest first; no breaks."""
    revisions = ProgrammeRevision.objects.public().latest_of_each().filter(states=country).select_related("meeting")
    found = []
    for revision in revisions.order_by(F("meeting__starts_on").desc(nulls_last=True), "meeting_id"):
        items = [
            item for item in revision.programme().items if item.kind != "break" and item.is_of(country.iso2.lower())
        ]
        if items:
            found.append((revision.meeting, items))
    return found


def not_completed(country: State) -> list[Membership]:
    """Terms of which the record doesn't name the committee, but for those that staff have completed since."""
    known = {(m.role, m.starts_at, m.ends_at) for m in country.memberships.all()}
    left_out = [Membership(**asdict(term)) for term in terms_without_committee(country.iso2)]
    return [term for term in left_out if (term.role, term.starts_at, term.ends_at) not in known]
