"""President's Papers: what they say and what rests on them."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control

from intersessional.lib.languages import in_asked_language
from intersessional.lib.list_page import list_file, list_page
from intersessional.lib.public import public
from meetings.exports import PAPER_COLUMNS, paper_blocks
from meetings.filters import PaperFilter
from meetings.models import Decision, PresidentsPaper, PresidentsPaperQuerySet
from meetings.views.decisions import with_chain


def with_meeting(papers: PresidentsPaperQuerySet) -> PresidentsPaperQuerySet:
    return papers.select_related("meeting", "document")


@public
@cache_control(public=True, max_age=30)
def paper_list(request: HttpRequest) -> HttpResponse:
    listing = PaperFilter(request.GET, PresidentsPaper.objects.public().in_order())
    return list_page(request, "meetings/papers/paper_list.html", listing, prepare=with_meeting)


@public
@cache_control(public=True, max_age=30)
@in_asked_language
def papers_csv(request: HttpRequest) -> HttpResponseBase:
    listing = PaperFilter(request.GET, PresidentsPaper.objects.public().in_order())
    return list_file(request, listing, "papers", PAPER_COLUMNS, paper_blocks)


@public
@cache_control(public=True, max_age=30)
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(with_meeting(PresidentsPaper.objects.public()), slug=slug)
    others = with_meeting(PresidentsPaper.objects.public())
    context = {
        "paper": found,
        "versions": found.document.versions_in_order,
        "objectives": found.objectives.all(),
        "principles": found.principles.all(),
        "revises": others.filter(revised_by=found).first(),
        "reaffirms": others.filter(reaffirmed_by=found).first(),
        "revised_by": others.filter(revises=found),
        "reaffirmed_by": others.filter(reaffirms=found),
        "decisions": with_chain(Decision.objects.public().filter(based_on_paper=found)),
    }
    return render(request, "meetings/papers/paper.html", context)
