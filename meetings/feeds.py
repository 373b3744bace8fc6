"""What changed in a programme, as a feed."""

from collections.abc import Callable

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings import wording
from meetings.models import Meeting, ProgrammeRevision
from meetings.programme.changes import Difference
from meetings.programme.files import HOST

SINCE = "2026"
"""In tag addresses (RFC 4151) stands the year in which the name was given."""


def changes_feed(meeting: Meeting, absolute: Callable[[str], str]) -> Atom1Feed:
    """One entry for each revision, the latest first, under names that stay the same on every host."""
    feed = Atom1Feed(
        title=_("What changed in the programme of the %(meeting)s") % {"meeting": meeting},
        link=absolute(reverse("changes", args=[meeting.slug])),
        description=None,
        language=get_language(),
        author_name=_("Secretariat of the Anti-Personnel Mine Ban Convention"),
        feed_url=absolute(reverse("changes_atom", args=[meeting.slug])),
        feed_guid=tag(meeting),
    )
    for revision, difference in meeting.revisions.with_differences():
        feed.add_item(
            title=entry_title(revision, difference),
            link=absolute(reverse("earlier_schedule", args=[meeting.slug, revision.number])),
            description=entry(revision, difference),
            unique_id=f"{tag(meeting)}/{revision.number}",
            pubdate=revision.released_at,
            updateddate=revision.released_at,
        )
    return feed


def entry(revision: ProgrammeRevision, difference: Difference | None) -> str:
    context = {"revision": revision, "difference": difference}
    return render_to_string("meetings/programme/entry.html", context).strip()


def entry_title(revision: ProgrammeRevision, difference: Difference | None) -> str:
    """`Revision 3: 2 moved, 1 cancelled`."""
    return f"{revision}: {wording.summary(difference)}" if difference else str(revision)


def tag(meeting: Meeting) -> str:
    return f"tag:{HOST},{SINCE}:{meeting.slug}/revisions"
