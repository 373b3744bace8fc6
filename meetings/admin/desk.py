"""The programme desk: all draft items of a meeting on one page, edited in place, saved row by row."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intersessional.lib.signed_in import seconds_left
from intersessional.lib.translated import languages_of_a_form
from meetings.actions.desk import Order, Saved, save_rows
from meetings.actions.entries import FIELDS, TEXTS, Entry
from meetings.actions.naming import Choices
from meetings.admin.desk_rows import Draft, offered, outcome_of
from meetings.admin.programme_pages import ProgrammePages
from meetings.models import AgendaItem
from meetings.programme.items import LETTERS

BANNER = "admin/meetings/programme/banner.html"
NEEDED = ("view_agendaitem", "change_agendaitem")
IDENTIFIER = re.compile(rf"[{LETTERS}]{{6}}")


class DeskPages(ProgrammePages):
    def get_urls(self) -> list[Any]:
        pages = {"": (self.desk, "desk"), "save/": (self.save_desk, "desk_save"), "session/": (self.session, "session")}
        own = [
            path(
                f"<int:key>/programme/desk/{address}",
                self.admin_site.admin_view(page),
                name=f"meetings_meeting_{name}",
            )
            for address, (page, name) in pages.items()
        ]
        return [*own, *super().get_urls()]

    def desk(self, request: HttpRequest, key: int) -> HttpResponse:
        meeting = self.meeting(request, key, *NEEDED)
        choices = Choices(meeting)
        draft = Draft(meeting, choices.segments.rows)
        data = {
            "addresses": {
                "save": reverse("admin:meetings_meeting_desk_save", args=[key]),
                "session": reverse("admin:meetings_meeting_session", args=[key]),
                "signIn": reverse("admin:login"),
            },
            "keptAs": f"desk.{key}.{request.user.pk}",
            "may": sorted(allowed(request)),
            "days": draft.days(),
            "rows": draft.rows(),
            "clashes": draft.clashes(),
            **offered(choices),
        }
        context = {
            "draft": draft.candidate,
            "is_desk": True,
            "data": data,
            "may": allowed(request),
            "choices": choices,
            "item": AgendaItem,
            "languages": languages_of_a_form(),
            "is_nav_sidebar_enabled": False,
        }
        return self.programme_page(request, "desk", meeting, _("Programme desk"), **context)

    def save_desk(self, request: HttpRequest, key: int) -> HttpResponse:
        """Each row is answered for itself; the page's banner comes with the answer."""
        meeting = self.meeting(request, key, *NEEDED)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            entries, orders = posted(request)
        except RequestDataTooBig:
            return refused(_("These are too many rows for one save: save fewer at once."), 413)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return refused(_("The rows arrived damaged: nothing is saved. Save again."), 400)
        try:
            with transaction.atomic():
                saved = save_rows(
                    meeting=meeting, entries=entries, orders=orders, by=request.user, may=allowed(request)
                )
                draft = Draft(meeting)
                answer = self.answer(request, saved, draft)
        except IntegrityError:
            told = _("Something that these rows belong to was deleted meanwhile: nothing is saved. Save again.")
            return refused(told, 409)
        return JsonResponse(answer)

    def answer(self, request: HttpRequest, saved: Saved, draft: Draft) -> dict[str, Any]:
        rows = {row["id"]: row for row in draft.rows(saved.outcomes)}
        return {
            "rows": {
                identifier: {**outcome_of(outcome), "row": rows.get(identifier)}
                for identifier, outcome in saved.outcomes.items()
            },
            "clashes": draft.clashes(),
            "orders": saved.orders,
            "keptOrders": saved.kept_orders,
            "told": saved_told(saved),
            "banner": render_to_string(BANNER, {"draft": draft.candidate, "is_desk": True}, request),
            "seconds": seconds_left(request),
        }

    def session(self, request: HttpRequest, key: int) -> HttpResponse:
        """Who is signed in, and for how long: a page that is left open asks now and then."""
        self.meeting(request, key, *NEEDED)
        return JsonResponse({"user": request.user.get_username(), "seconds": seconds_left(request)})


def allowed(request: HttpRequest) -> frozenset[str]:
    """What more than changing items the user may do."""
    return frozenset(deed for deed in ("add", "delete") if request.user.has_perm(f"meetings.{deed}_agendaitem"))


def refused(told: str, status: int) -> JsonResponse:
    return JsonResponse({"told": told}, status=status)


def posted(request: HttpRequest) -> tuple[list[Entry], list[Order]]:
    """What was sent. ValueError, TypeError, LookupError, AttributeError: it isn't what the page sends."""
    data = json.loads(request.body)
    entries = [entry_of(row) for row in data["rows"]]
    if len({entry.id for entry in entries}) != len(entries):
        raise ValueError("A row was sent twice")
    return entries, [Order(day, texts(order["seen"]), texts(order["wanted"])) for day, order in data["orders"].items()]


def entry_of(row: Mapping[str, Any]) -> Entry:
    identifier, version, values = row["id"], row["version"], dict(row["values"])
    if not isinstance(identifier, str) or type(version) is not int or values.keys() - set(FIELDS):
        raise TypeError("No row of the desk")
    if version == 0 and not IDENTIFIER.fullmatch(identifier):
        raise ValueError("No public id")
    for name, value in values.items():
        parts = texts(value) if name == "objectives" else list(value.values()) if name in TEXTS else [value]
        texts(parts)
    return Entry(identifier, version, values, is_deleted=row.get("isDeleted") is True)


def texts(values: Any) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TypeError("No list of texts")
    return values


def saved_told(saved: Saved) -> str:
    """`3 rows saved, 1 refused`, and a full stop."""
    counted: dict[str, int] = {}
    for outcome in saved.outcomes.values():
        counted[outcome.status] = counted.get(outcome.status, 0) + 1
    stored = counted.get("saved", 0) + counted.get("unchanged", 0)
    told = [
        (stored, ngettext("%(number)d row saved", "%(number)d rows saved", stored)),
        (counted.get("deleted", 0), ngettext("%(number)d deleted", "%(number)d deleted", counted.get("deleted", 0))),
        (counted.get("refused", 0), ngettext("%(number)d refused", "%(number)d refused", counted.get("refused", 0))),
        (
            counted.get("conflict", 0),
            ngettext(
                "%(number)d changed by somebody else meanwhile",
                "%(number)d changed by somebody else meanwhile",
                counted.get("conflict", 0),
            ),
        ),
        (
            counted.get("gone", 0),
            ngettext(
                "%(number)d deleted by somebody else meanwhile",
                "%(number)d deleted by somebody else meanwhile",
                counted.get("gone", 0),
            ),
        ),
        (len(saved.kept_orders), _("order kept as somebody else has changed it")),
    ]
    parts = [sentence % {"number": number} for number, sentence in told if number]
    return ", ".join(parts) + "." if parts else _("The order is saved.")
