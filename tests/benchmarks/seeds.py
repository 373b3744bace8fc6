"""Programmes of a known size."""

from datetime import date, time
from typing import Any

from meetings.actions import release
from meetings.models import AgendaItem, Meeting
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
