"""The command that loads the record, and what it says."""

from io import StringIO

import pytest
from django.core.management import call_command

from committees.models import State
from tests.meetings.small_record import write_files

pytestmark = pytest.mark.django_db


def said(**options):
    out = StringIO()
    call_command("load_record", stdout=out, **options)
    return out.getvalue()


def test_the_command_says_what_it_did_with_each_table(tmp_path):
    assert said(data=write_files(tmp_path)) == (
        "states: 3 added, 0 changed, 0 unchanged, 0 left alone\n"
        "committees: 2 added, 0 changed, 0 unchanged, 0 left alone\n"
        "successions: 1 added, 0 changed, 0 unchanged, 0 left alone\n"
        "meetings: 4 added, 0 changed, 0 unchanged, 0 left alone\n"
        "segments: 2 added, 0 changed, 0 unchanged, 0 left alone\n"
        "memberships: 2 added, 0 changed, 0 unchanged, 0 left alone, 1 left out\n"
        "  left out, because the file names no committee: CH member ?–3RC\n"
        "items: 2 added, 0 changed, 0 unchanged, 0 left alone\n"
        "documents: 2 added, 0 changed, 0 unchanged, 0 left alone\n"
        "papers: 2 added, 0 changed, 0 unchanged, 0 left alone\n"
        "principles: 2 added, 0 changed, 0 unchanged, 0 left alone\n"
        "decisions: 2 added, 0 changed, 0 unchanged, 0 left alone\n"
        "effects: 4 added, 0 changed, 0 unchanged, 0 left alone\n"
        "amendments: 1 added, 0 changed, 0 unchanged, 0 left alone\n"
        "figures: 1 added, 0 changed, 0 unchanged, 0 left alone\n"
    )


def test_the_command_names_a_row_that_it_left_alone(tmp_path):
    said(data=write_files(tmp_path))
    state = State.objects.get(iso2="BE")
    state.joined_year = 1999
    state.save()
    assert said(data=tmp_path).splitlines()[:2] == [
        "states: 0 added, 0 changed, 2 unchanged, 1 left alone",
        "  left alone: BE: edited by staff since it was loaded",
    ]


def test_the_quiet_command_says_nothing(tmp_path):
    assert said(data=write_files(tmp_path), quiet=True) == ""
    assert State.objects.count() == 3
