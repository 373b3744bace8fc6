"""Programmes of the record copied onto later days."""

from datetime import date, time

import pytest

from meetings.actions import copy_of, copy_programme
from meetings.models import Meeting
from meetings.wording.copies import left_told
from tests.factories import MeetingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

TODAYS = (
    "Committee on Article 5 Implementation; Committee on Cooperative Compliance; Committee on Victim Assistance; "
    "Committee on the Enhancement of Cooperation and Assistance"
)


def of(slug, target):
    """The copy of its first revision, and what it leaves out."""
    source = Meeting.objects.get(slug=slug)
    copy = copy_of(source=source, target=target)
    assert copy.revision.number == 1
    return copy, [left_told(left) for left in copy.carried.left]


@pytest.fixture
def target():
    return MeetingFactory(slug="im-2027", starts_on=date(2027, 6, 21), ends_on=date(2027, 6, 23))


def test_the_meetings_of_2022_keep_their_hours_and_find_no_chair_for_2027(target, editor):
    copy, left = of("im-2022", target)
    assert left == [
        "No chair recorded for Committee on Victim Assistance on Monday 21 June 2027: 1 item.",
        "No chair recorded for Committee on Article 5 Implementation on Monday 21 June 2027: 1 item.",
        "The chairs of 1 item stay behind: without a committee nobody knows who chairs it now.",
    ]
    copy_programme(source=copy.source, target=target, by=editor.user, seen=copy.seen)
    assert [(str(item), item.day, item.starts) for item in target.items.in_order()][:4] == [
        ("1. Opening", date(2027, 6, 21), time(10)),
        ("2. Preliminary observations of the Convention's committees", date(2027, 6, 21), time(10, 15)),
        ("3. Matters related to the Committee on Victim Assistance", date(2027, 6, 21), time(11)),
        ("Lunch", date(2027, 6, 21), time(13)),
    ]


def test_the_meetings_of_2023_are_chaired_by_who_served_in_2025(editor):
    target = MeetingFactory(slug="im-2025-again", starts_on=date(2025, 6, 17), ends_on=date(2025, 6, 20))
    copy, left = of("im-2023", target)
    assert left == [
        "No chair recorded for Committee on Article 5 Implementation on Tuesday 17 June 2025: 1 item.",
        "The chairs of 2 items stay behind: without a committee nobody knows who chairs them now.",
    ]
    copy_programme(source=copy.source, target=target, by=editor.user)
    chaired = {str(item.committee): [str(state) for state in item.chairs.all()] for item in target.items.all()}
    assert chaired["Committee on Victim Assistance"] == ["Burkina Faso"]


def test_of_a_week_of_the_standing_committees_only_the_titles_are_left(target, editor):
    copy, left = of("sc-2012-05", target)
    gone = [
        ("Mine Clearance, Mine Risk Education and Mine Action Technologies", 4),
        ("Victim Assistance and Socio-Economic Reintegration", 4),
        ("Stockpile Destruction", 6),
        ("the General Status and Operation of the Convention", 4),
        ("Resources, Cooperation and Assistance", 3),
    ]
    assert left == [
        "No day of the new meeting answers to Thursday 24 May 2012: 1 item arrives without a day.",
        *(
            f"Doesn't exist then: Standing Committee on {name}. {number} items arrive without their committee. "
            f"Its work went on in: {TODAYS}."
            for name, number in gone
        ),
        "Sittings of committees that don't exist then stay behind. 21 items arrive without their segment.",
        "The chairs of 21 items stay behind: without a committee nobody knows who chairs them now.",
    ]
    done = copy_programme(source=copy.source, target=target, by=editor.user)
    assert (len(done.items), [segment.slug for segment in done.segments]) == (22, ["thematic"])
    assert {(item.committee, item.chairs.count()) for item in target.items.all()} == {(None, 0)}
