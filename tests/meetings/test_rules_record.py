"""What the rules say of the record: just what is known of it."""

import re
from collections import Counter
from datetime import date

import pytest

from meetings.models import Meeting
from meetings.models.judged import Rulings
from tests.factories import ThematicOptionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

TODAY = date(2026, 11, 24)


def told(response):
    """Each rule's status on a meeting's page, by its key."""
    lines = re.findall(
        r'<li class="ruling">\s*<strong class="(\w+)">.*?#([\w-]+)"', response.content.decode(), re.DOTALL
    )
    return {key: status for status, key in lines}


def test_the_record_says_what_is_known_of_it():
    found = {}
    for finding in Rulings.of_all(TODAY).findings:
        found.setdefault(finding.rule, Counter())[finding.status.value] += 1
    found = {rule: {s: n for s, n in counts.items() if s != "not_applicable"} for rule, counts in found.items()}
    assert found == {
        "committees-meet-twice": {"met": 21},
        "committees-meet-yearly": {"met": 5},
        "representation-sponsored": {"met": 4, "not_recorded": 34},
        "held-every-year": {"met": 11, "not_recorded": 1},
        "after-transparency-deadline": {"met": 11, "not_recorded": 1},
        "two-days": {"met": 4, "departs": 2, "not_recorded": 6},
        "thematic-or-preparatory": {"used": 1, "not_recorded": 11},
        "same-week": {"not_recorded": 12},
        "four-committees": {"met": 1, "not_recorded": 11},
        "thematic-option": {"not_recorded": 7},
        "president-consults": {"not_recorded": 7},
    }


def test_no_committee_week_after_the_second_review_conference_nor_of_april_2014_is_judged(visitor):
    for slug in ("sc-2010-06", "sc-2014-04"):
        assert told(visitor.get(f"/meetings/{slug}/")) == {}


def test_three_days_of_2019_depart_and_the_preparatory_meeting_within_them_is_said(visitor, text_of):
    response = visitor.get("/meetings/im-2019/")
    assert told(response)["two-days"] == "departs"
    assert "It is 3 days long. Within them: 4RC-PM1." in text_of(response)


@pytest.mark.parametrize(
    ("option", "expected"), [(None, "not_recorded"), ("added_day", "met"), ("within", "departs"), ("none", "departs")]
)
def test_three_days_since_2020_are_judged_by_the_option_once_it_is_entered(visitor, option, expected):
    if option:
        ThematicOptionFactory.create(meeting=Meeting.objects.get(slug="im-2022"), option=option)
    assert told(visitor.get("/meetings/im-2022/"))["two-days"] == expected


def test_the_page_of_the_rules_counts_and_leads_to_the_decision(visitor, text_of):
    response = visitor.get("/programme/rules/")
    text = text_of(response)
    assert "Departs 2 IM-2019 It is 3 days long. Within them: 4RC-PM1. IM-2025 It is 4 days long." in text
    assert "A principle is kept in mind; no meeting is judged by it." in text
    assert 'href="/decisions/3rc-1/"' in response.content.decode()
