"""A draft that is taken out as a spreadsheet comes back in without a change, whatever its texts."""

from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intersessional.lib.spreadsheet import read_table
from meetings.actions import Choices, look_at
from meetings.models import Meeting
from meetings.programme.items import LANGUAGES
from tests.factories import (
    AgendaItemFactory,
    CommitteeFactory,
    MeetingFactory,
    ObjectiveFactory,
    SegmentFactory,
    SpeakerFactory,
    StateFactory,
)
from tests.meetings.sheets import taken_out
from tests.record import rolled_back

pytestmark = pytest.mark.django_db

KINDS = ["csv", "xlsx"]


def beside(desk, meeting, kind, lang="en"):
    """The draft's own file beside it: rows that change nothing, and all that would change."""
    table = read_table(taken_out(desk, meeting, kind, lang=lang), lambda _header: True)
    meeting = Meeting.objects.select_related("country").get(pk=meeting.pk)
    incoming = look_at(meeting=meeting, table=table, by=desk.user, choices=Choices())
    told = [(row.item.title["en"], row.changes) for row in incoming.changed]
    return incoming.unchanged, (told, incoming.added, incoming.guessed, incoming.refused, incoming.absent)


NOTHING: tuple[list, list, list, list, tuple] = ([], [], [], [], ())


@pytest.mark.parametrize("kind", KINDS)
def test_every_recorded_programme_comes_back_without_a_change(record, superuser, kind):
    meetings = Meeting.objects.filter(items__isnull=False).distinct()
    numbers = {meeting.short_name: meeting.items.count() for meeting in meetings}
    assert len(numbers) == 31
    found = {meeting.short_name: beside(superuser, meeting, kind) for meeting in meetings}
    assert found == {name: (number, NOTHING) for name, number in numbers.items()}


NASTY = st.text(st.sampled_from(";() ()'\"=+-@,\n\r\tabé، العر中\u2028\x0b_x0:"), max_size=12)
SOMETHING = NASTY.map(lambda text: f"a{text}") | NASTY.map(lambda text: f"{text}z")
SPEAKING = st.tuples(st.booleans(), SOMETHING, NASTY, NASTY)
ITEM = st.fixed_dictionaries(
    {
        "title": SOMETHING,
        "summary": st.just("") | SOMETHING,
        "others": st.dictionaries(st.sampled_from(LANGUAGES[1:]), SOMETHING),
        "room": NASTY,
        "number": NASTY.map(lambda text: text[:10]),
        "starts": st.sampled_from([None, time(9, 30)]),
        "speakers": st.lists(SPEAKING, max_size=3),
        "parts": st.booleans(),
    }
)


def test_nasty_texts_come_back_without_a_change(superuser):
    # Codes that no State of the record has, which may be loaded beside them.
    names = {"XA": "Iran (Islamic Republic of)", "XB": "Côte d'Ivoire"}
    states = [StateFactory(iso2=code, name={"en": name}) for code, name in names.items()]
    twins = [CommitteeFactory(name={"en": "Committee; (one) of two"}) for _ in range(2)]
    objectives = ObjectiveFactory.create_batch(2)

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(ITEM, min_size=1, max_size=3), st.sampled_from(KINDS), st.sampled_from([*LANGUAGES, "all"]))
    def holds(items, kind, lang):
        with rolled_back():
            meeting = MeetingFactory(short_name="IM; (2099)", slug="im-2099")
            segment = SegmentFactory(meeting=meeting, title={"en": "(A) segment; of two"})
            for values in items:
                speakers, has_parts, others = (values.pop(name) for name in ("speakers", "parts", "others"))
                texts = {name: {"en": values.pop(name), **others} for name in ("title", "summary")}
                texts["summary"] = texts["summary"] if texts["summary"]["en"] else {}
                item = AgendaItemFactory(meeting=meeting, day=date(2024, 6, 18), **values, **texts)
                if has_parts:
                    item.committee, item.segment = twins[0], segment
                    item.save()
                    item.chairs.set(states)
                    item.objectives.set(objectives)
                for place, (is_state, who, person, function) in enumerate(speakers):
                    of = {"state": states[0], "organisation": ""} if is_state else {"organisation": who}
                    SpeakerFactory(item=item, position=place, person=person, function=function, **of)
            assert beside(superuser, meeting, kind, lang) == (len(items), NOTHING)

    holds()
