"""A filtered list as a page, and as a file that refuses what it doesn't understand."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from intersessional.lib.csv_export import csv_response
from intersessional.lib.list_filter import ListFilter

Response = TypeVar("Response", bound=HttpResponseBase)
Absolute = Callable[[str], str]
Blocks = Callable[[QuerySet[Any], Absolute], Any]


def list_page(
    request: HttpRequest,
    template: str,
    listing: ListFilter,
    *,
    per_page: int = 50,
    prepare: Callable[[Any], QuerySet[Any]] = lambda rows: rows,
) -> HttpResponse:
    """A page of the list; status 400, and nothing in it, while a filter doesn't validate. `prepare` adds to the
    rows what the template needs and their count doesn't."""
    paginator = Paginator(prepare(listing.rows()), per_page)
    page = chosen_page(paginator, request.GET.get("page", "1"))
    is_valid = listing.is_valid()
    to_loosen = listing.to_loosen() if is_valid and not paginator.count else []
    context = {"listing": listing, "page": page, "count": paginator.count, "to_loosen": to_loosen}
    return render(request, template, context, status=200 if is_valid else 400)


def chosen_page(paginator: Paginator, number: str) -> Page:
    """A page that doesn't exist is an address that doesn't exist."""
    try:
        return paginator.page(number)
    except InvalidPage as error:
        raise Http404 from error


def list_file(
    request: HttpRequest, listing: ListFilter, name: str, columns: list[str], blocks: Blocks
) -> HttpResponseBase:
    """All pages of the list as CSV, for whoever reads it from anywhere; 400 with the reasons, one a line."""
    if answer := refusal(listing.faults(request)):
        return answer
    rows = blocks(listing.rows(), request.build_absolute_uri)
    return for_everybody(csv_response(name, columns, rows, bom=request.GET.get("bom") == "1"))


def list_calendar(
    request: HttpRequest, listing: ListFilter, name: str, blocks: Callable[[QuerySet[Any], Absolute], Iterator[bytes]]
) -> HttpResponseBase:
    """The same list as a calendar: shown where it is opened, so that a phone offers to subscribe to it."""
    if answer := refusal(listing.faults(request)):
        return answer
    body = blocks(listing.rows(), request.build_absolute_uri)
    response = StreamingHttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return for_everybody(response)


def refusal(faults: list[str]) -> HttpResponse | None:
    """400 with the reasons, one a line, where there are any."""
    return refused(*faults) if faults else None


def refused(*faults: str) -> HttpResponse:
    return HttpResponse("\n".join(faults) + "\n", status=400, content_type="text/plain; charset=utf-8")


def for_everybody(response: Response) -> Response:
    """Readable from any site."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
