"""What a secretary does with a long programme, one deed after the other."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from intersessional.lib.csv_export import cell
from intersessional.lib.spreadsheet import Table
from meetings.actions import Choices, candidate, copy_programme, import_sheet, look_at, release, take_back
from meetings.models import Meeting
from meetings.programme.sheets import DRAFT_COLUMNS, draft_rows
from tests.factories import MeetingFactory

Deed = tuple[str, Callable[[], Any]]


def deeds(seeds: Any, size: int) -> Iterator[Deed]:
    meeting = seeds.programme_of(size)
    user = User.objects.create_superuser("secretary")
    client = Client()
    client.force_login(user)
    desk = f"/admin/meetings/meeting/{meeting.pk}/programme/desk/"
    table = moved_table(meeting)
    said = {"meeting": meeting, "table": table, "by": user, "choices": Choices()}
    yield "open the desk", lambda: client.get(desk)
    yield "look at a spreadsheet that changes every item", lambda: look_at(**said)
    yield "bring it in", lambda: import_sheet(seen=candidate(meeting).seen, **said)
    yield (
        "tell how the draft differs, and what doesn't fit",
        lambda: (candidate(meeting).difference, candidate(meeting).clashes),
    )
    acknowledged = candidate(meeting).acknowledgement
    yield "release it", lambda: release(meeting=meeting, by=user, note={}, acknowledged=acknowledged)
    first = meeting.revisions.get(number=1)
    yield "take the first revision back into the draft", lambda: take_back(revision=first, by=user)
    target = MeetingFactory.create(slug="bench-target", starts_on=meeting.starts_on, ends_on=meeting.ends_on)
    yield "copy it onto another meeting", lambda: copy_programme(source=meeting, target=target, by=user)


def moved_table(meeting: Meeting) -> Table:
    """The draft's own spreadsheet with every item on the next room and a minute later."""
    draft = candidate(Meeting.objects.select_related("country").get(pk=meeting.pk))
    positions = dict(meeting.items.values_list("public_id", "position"))
    rows = [list(map(cell, row)) for row in draft_rows(draft.programme, positions, lambda item: item.id)]
    room, starts = DRAFT_COLUMNS.index("room"), DRAFT_COLUMNS.index("starts")
    for row in rows:
        hours, minutes = map(int, row[starts].split(":"))
        later = timedelta(hours=hours, minutes=minutes + 1)
        row[room], row[starts] = f"{row[room]} b", f"{later.seconds // 3600:02}:{later.seconds // 60 % 60:02}"
    return Table(DRAFT_COLUMNS, list(enumerate(rows, start=2)))
