"""Programmes of a known size."""

from datetime import date, time
from typing import Any

from intersessional.lib.folding import fold
from meetings.actions import release
from meetings.models import AgendaItem, Document, Meeting, ReleasedItem
from tests.factories import AgendaItemFactory, CommitteeFactory, MeetingFactory, StateFactory


def programme_of(size: int) -> Any:
    """So many items over three days, each with a committee and a chair, released."""
    meeting: Any = MeetingFactory(slug=f"bench-{size}", city={"en": "Geneva"})
    committees, states = CommitteeFactory.create_batch(4), StateFactory.create_batch(8)
    items = [
        AgendaItemFactory.build(
            meeting=meeting,
            number=str(number),
            title={"en": f"Matters related to the mandate, part {number}"},
            day=date(2024, 6, 18 + number % 3),
            starts=time(9 + number // 3 % 9, number // 27 % 60),
            room=f"Room {number % 2}",
            committee=committees[number % 4],
            position=number,
        )
        for number in range(size)
    ]
    for item in items:
        item.refold()
    AgendaItem.objects.bulk_create(items)
    links = AgendaItem.chairs.through
    links.objects.bulk_create(
        links(agendaitem_id=item.pk, state_id=states[place % 8].pk) for place, item in enumerate(items)
    )
    release(meeting=meeting, by=None, note={})
    return meeting


def make_cold(size: int) -> None:
    """What was kept of the programme is of an old version now."""
    Meeting.objects.filter(slug=f"bench-{size}").raise_public_version()


SUBJECTS = ("victim assistance", "clearance", "stockpiles", "universalization", "thematic panel")


def records(number: int) -> None:
    """A quarter meetings, a quarter documents, half released items; the last one of each says a word of its own."""
    each = number // 4
    meetings = [
        MeetingFactory.build(slug=f"found-{n}", short_name=f"FOUND-{n}", title={"en": told(n, each)})
        for n in range(each)
    ]
    documents = [
        Document(title={"en": told(n, each)}, symbol=f"APLC/MSP.{n % 30}/{1999 + n % 30}/{n}", status="published")
        for n in range(each)
    ]
    for row in (*meetings, *documents):
        row.refold()
    Meeting.objects.bulk_create(meetings, batch_size=1000)
    for document, meeting in zip(documents, meetings, strict=True):
        document.meeting = meeting
    Document.objects.bulk_create(documents, batch_size=1000)
    ReleasedItem.objects.bulk_create(
        [
            ReleasedItem(
                meeting=meetings[n % each],
                public_id=f"i{n}",
                title={"en": told(n, 2 * each)},
                position=n // each,
                folded=fold(told(n, 2 * each)),
            )
            for n in range(2 * each)
        ],
        batch_size=1000,
    )


def told(number: int, last: int) -> str:
    rare = " in Zanzibar" if number == last - 1 else ""
    subject = SUBJECTS[number % 4] if number % 20 else SUBJECTS[4]
    return f"Matters of {subject}, part {number}{rare}"
