"""How ready a meeting is: what is open around its programme."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intersessional.lib.dates import written
from intersessional.lib.translated import content_languages
from meetings.actions import Candidate
from meetings.admin.open_points import OpenPoint, list_address, open_points
from meetings.models import Document, DraftLink, Meeting
from meetings.programme.clashes import Severity

SOON = timedelta(days=2)
NAMED = 3
"""So many of several are told by name."""


def readiness(request: HttpRequest, draft: Candidate) -> list[OpenPoint]:
    """By severity; how far the draft is from what delegates read is told elsewhere."""
    meeting, user = draft.meeting, request.user
    points = [*meeting_points(draft), *open_points(draft, is_short=True)]
    if user.has_perm("meetings.view_document"):
        documents = meeting.documents.exclude(status=Document.Status.WITHDRAWN)
        points += document_points(meeting, list(documents.in_order().prefetch_related("versions")))
    if user.has_perm("meetings.view_draftlink"):
        points += link_points(meeting, timezone.now())
    return sorted(points, key=lambda point: list(Severity).index(point.severity))


def meeting_points(draft: Candidate) -> Iterator[OpenPoint]:
    key = [draft.meeting.pk]
    if not draft.meeting.is_public:
        told = _("The meeting is not published: delegates see nothing of it.")
        yield OpenPoint(Severity.WARNING, told, reverse("admin:meetings_meeting_change", args=key))
    if not draft.programme.items:
        told = _("There is no programme yet.")
        yield OpenPoint(Severity.WARNING, told, reverse("admin:meetings_meeting_desk", args=key))


def document_points(meeting: Meeting, documents: Sequence[Document]) -> Iterator[OpenPoint]:
    """A language is missing where another document of the meeting has it; statements stay as they were spoken."""
    address = list_address("document", meeting__id__exact=meeting.pk)
    drafts = [document for document in documents if document.status == Document.Status.DRAFT]
    languages = {document: {version.language for version in document.versions.all()} for document in documents}
    empty = [str(document) for document, held in languages.items() if not held]
    translated = {doc: held for doc, held in languages.items() if held and doc.kind not in Document.AS_SPOKEN}
    wanted = set().union(*translated.values())
    lacking = [f"{doc} ({named(wanted - held)})" for doc, held in translated.items() if wanted - held]
    if empty:
        told = ngettext(
            "%(number)d document has no version: %(names)s.",
            "%(number)d documents have no version: %(names)s.",
            len(empty),
        )
        yield OpenPoint(Severity.WARNING, told % counted(empty), address)
    if lacking:
        told = ngettext(
            "%(number)d document lacks a language that another has: %(names)s.",
            "%(number)d documents lack languages that others have: %(names)s.",
            len(lacking),
        )
        yield OpenPoint(Severity.NOTE, told % counted(lacking), address)
    if drafts:
        told = ngettext("%(number)d document is not published.", "%(number)d documents are not published.", len(drafts))
        yield OpenPoint(
            Severity.NOTE, told % {"number": len(drafts)}, f"{address}&status__exact={Document.Status.DRAFT}"
        )


def link_points(meeting: Meeting, now: datetime) -> Iterator[OpenPoint]:
    links = DraftLink.objects.open_at(now).filter(meeting=meeting, expires_at__lte=now + SOON).order_by("expires_at")
    expiring = [f"{link} ({written(timezone.localtime(link.expires_at), 'month_day_moment')})" for link in links]
    if expiring:
        told = ngettext(
            "%(number)d link to the draft expires soon: %(names)s.",
            "%(number)d links to the draft expire soon: %(names)s.",
            len(expiring),
        )
        address = reverse("admin:meetings_meeting_draft_links", args=[meeting.pk])
        yield OpenPoint(Severity.NOTE, told % counted(expiring), address)


def named(languages: set[str]) -> str:
    """Languages by their own names, in the order of the six."""
    return ", ".join(name for code, name in content_languages().items() if code in languages)


def counted(names: list[str]) -> dict[str, object]:
    """How many there are, and the first of them."""
    more = _("and %(number)d more") % {"number": len(names) - NAMED}
    return {"number": len(names), "names": "; ".join([*names[:NAMED], *([more] if len(names) > NAMED else [])])}
