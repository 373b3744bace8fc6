"""A programme is a value that reads back equal, from every schema ever released."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given

from meetings.programme.changes import marked
from meetings.programme.items import Item, Named, Programme
from tests.meetings.programme.strategies import programmes

SAMPLES = sorted((Path(__file__).parent / "samples").glob("schema-*.json"))


@given(programmes, programmes)
def test_a_programme_reads_back_equal(old, new):
    frozen = marked(old, new)
    assert Programme.from_json(frozen.to_json()) == frozen


@given(programmes)
def test_the_same_programme_gives_the_same_text(programme):
    assert Programme.from_json(programme.to_json()).to_json() == programme.to_json()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_every_schema_ever_released_is_still_read(sample):
    programme = Programme.from_json(sample.read_text())
    assert programme.meeting.title == {"en": "2022 Intersessional Meetings", "fr": "Réunions intersessions de 2022"}
    assert [item.id for item in programme.items] == ["opening", "matters"]
    matters = programme.item("matters")
    assert (matters.day, matters.starts, matters.ends) == (date(2022, 6, 20), time(11), time(13))
    assert matters.committee == Named("c-va", {"en": "Committee on Victim Assistance"})
    assert matters.chairs == (Named("dz", {"en": "Algeria"}),)
    assert (matters.sequence, matters.was.ways, matters.was.starts) == (1, ("moved",), time(10, 30))
    assert [item.id for item in programme.dropped] == ["panel"]
    assert programme.segment("general").kind == "general"


def test_there_is_a_sample_of_the_schema_in_use():
    assert [sample.stem for sample in SAMPLES] == ["schema-1"]


@pytest.mark.parametrize("text", ['{"schema": 0}', '{"schema": 99}', "{}"])
def test_an_unknown_schema_is_refused(text):
    with pytest.raises(ValueError, match="No programme of a known schema"):
        Programme.from_json(text)


def test_accents_stay_readable_in_the_stored_text():
    programme = Programme.from_json(SAMPLES[0].read_text())
    assert "Réunions" in replace(programme, items=(Item("x", {"en": "Déminage"}),)).to_json()
