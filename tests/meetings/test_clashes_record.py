"""What doesn't fit in the programmes of the historical record."""

import pytest
from django.core.management import call_command

from meetings.actions import candidates
from meetings.models import Departure, Meeting
from meetings.programme.clashes import Code, clashes
from meetings.wording.clashes import clash_told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

GAPS = {Code.NO_DAY, Code.NO_TIME, Code.NO_ROOM, Code.NO_CHAIR}


def drafts(**chosen):
    return candidates(list(Meeting.objects.filter(**chosen).select_related("country")))


def told(slug):
    """The sentences on one meeting but for its gaps."""
    (draft,) = drafts(slug=slug)
    return [clash_told(clash, draft.judged) for clash in draft.clashes if clash.code not in GAPS]


def test_no_recorded_programme_clashes_with_itself_and_each_clash_has_its_sentence():
    found = [(draft, clash) for draft in drafts() for clash in draft.clashes]
    assert all(clash_told(clash, draft.judged) for draft, clash in found)
    assert [clash for _draft, clash in found if clash.severity == "error"] == []
    assert {clash.code for _draft, clash in found} - GAPS == {Code.OVER_LUNCH}


def test_a_released_programme_of_the_record_has_the_clashes_of_its_draft():
    for draft in drafts():
        if draft.released:
            assert clashes(draft.released) == draft.clashes


def test_small_groups_in_parallel_are_one_recorded_item_so_that_nothing_overlaps():
    groups = "“Small group sessions convened by co-chairs” (Thursday 24 May, 11:15–15:45)"
    assert told("sc-2011-06") == []
    assert told("sc-2012-05") == [f"{groups} leaves less than an hour for lunch."]


def test_a_departure_from_a_rule_is_told_unless_a_reason_is_given(capsys):
    call_command("check_programme", "im-2025")
    assert capsys.readouterr().out == (
        "Note: IM-2025: Departs from a rule: They need not be longer than two days; a third may be added for thematic "
        "discussions. It is 4 days long.\n"
    )
    meeting = Meeting.objects.get(slug="im-2025")
    Departure.objects.create(meeting=meeting, rule="two-days", reason={"en": "It was combined with training."})
    call_command("check_programme", "im-2025")
    assert capsys.readouterr().out == "Nothing is open in: IM-2025.\n"
