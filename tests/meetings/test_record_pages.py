"""The historical record, as delegates read it and programs take it."""

import csv
import io
from datetime import date, datetime, timedelta
from xml.etree.ElementTree import fromstring

import pytest

from committees.models import Committee, Membership, State
from meetings import wording
from meetings.models import Meeting, ProgrammeRevision
from tests.calendars import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

ALONE = [
    "q=geneva",
    "kind=intersessional",
    "year=2019",
    "from=2020-01-01",
    "to=2000-12-31",
    "committee=c-va",
    "country=kh",
    "format=virtual",
    "segment=thematic",
    "objective=survivors",
]
PAIRS = [
    "kind=msp&country=ch",
    "year=2019&year=2020&kind=preparatory",
    "committee=sc-mc&from=2010-01-01",
    "objective=clearance&segment=sitting",
    "q=WMO&format=in_person",
]
COMMITTEE_HEADER = (
    "short_name,name,kind,established_on,established_at,ended_on,ended_at,predecessors,successors,objectives,"
    "mandate,source,confidence,url"
)
DECISION_HEADER = (
    "key,meeting,decided_on,reference,summary,based_on_paper,establishes,discontinues,adjusts,source,confidence,url,"
    "holds_until,amends,replaces"
)
PAPER_HEADER = (
    "key,meeting,title,symbol,annex,president,subject,revises,reaffirms,objectives,decisions,source,confidence,url"
)


def rows_of(response):
    return list(csv.DictReader(io.StringIO(b"".join(response).decode(), newline="")))


def listed(client, query):
    """Short names over all pages of the list."""
    names, number = [], 1
    while True:
        page = client.get(f"/meetings/?{query}&page={number}").context["page"]
        names += [meeting.short_name for meeting in page]
        if not page.has_next():
            return names
        number += 1


def test_the_file_of_all_meetings_has_81_rows_under_the_promised_header(client):
    text = b"".join(client.get("/meetings.csv")).decode()
    header, *rows = text.split("\r\n")[:-1]
    assert header == (
        "short_name,kind,number,title,starts_on,ends_on,days,city,country,venue,format,time_zone,president,"
        "president_country,status,segments,committees,documents,decisions,revision,url"
    )
    assert len(rows) == 81


@pytest.mark.parametrize("query", [*ALONE, *PAIRS])
def test_the_file_holds_just_what_the_page_shows(client, query):
    names = listed(client, query)
    assert 0 < len(names) < 81
    assert [row["short_name"] for row in rows_of(client.get(f"/meetings.csv?{query}"))] == names


@pytest.mark.parametrize("query", [*ALONE, *PAIRS])
def test_the_calendar_holds_the_meetings_of_the_page_that_have_dates(client, query):
    dated = Meeting.objects.filter(short_name__in=listed(client, query), starts_on__isnull=False)
    found = read(b"".join(client.get(f"/meetings.ics?{query}"))).events
    assert {event.uid: (event.dtstart, event.dtend - timedelta(days=1), event.summary) for event in found} == {
        f"{meeting.slug}@meetings.intersessional": (meeting.starts_on, meeting.ends_on, str(meeting.title))
        for meeting in dated
    }


@pytest.mark.parametrize("sort", ["starts_on", "-starts_on", "title", "-title"])
def test_the_file_is_in_the_order_of_the_page(client, sort):
    assert [row["short_name"] for row in rows_of(client.get(f"/meetings.csv?sort={sort}"))] == listed(
        client, f"sort={sort}"
    )


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("year=2026", ["IM-2026", "23MSP"]),
        ("from=2026-01-01", []),
        ("kind=intersessional&year=2019&year=2020", ["IM-2020", "IM-2019"]),
        ("q=Maputo review", ["3RC"]),
        ("q=MÜNOZ", ["15MSP", "IM-2016"]),
        ("committee=c-va&year=2022", ["IM-2022"]),
        ("segment=preparatory&from=2019-01-01", ["5RC-PM1", "4RC-PM1"]),
        ("country=no", ["4RC"]),
        ("from=2014-06-27&to=2015-06-25", ["IM-2015", "3RC"]),
    ],
)
def test_filters_find_the_meetings_that_people_mean(client, query, names):
    assert listed(client, query) == names


def test_one_meeting_as_a_row(client):
    (row,) = rows_of(client.get("/meetings.csv?q=SC-2012-05"))
    assert row == {
        "short_name": "SC-2012-05",
        "kind": "standing_committees",
        "number": "",
        "title": "Meetings of the Standing Committees, May 2012",
        "starts_on": "2012-05-21",
        "ends_on": "2012-05-25",
        "days": "5",
        "city": "Geneva",
        "country": "CH",
        "venue": "WMO Building, avenue de la Paix 7bis",
        "format": "in_person",
        "time_zone": "Europe/Zurich",
        "president": "Prak Sokhonn",
        "president_country": "KH",
        "status": "published",
        "segments": "sc-mc; sc-va; sc-sd; sc-gs; sc-rca; thematic",
        "committees": "SC-MC; SC-VA; SC-SD; SC-GS; SC-RCA",
        "documents": "0",
        "decisions": "0",
        "revision": "1",
        "url": "http://testserver/meetings/sc-2012-05/",
    }


def test_a_meeting_without_dates_is_a_row_without_dates(client):
    (row,) = rows_of(client.get("/meetings.csv?q=IM-2026"))
    assert (row["starts_on"], row["ends_on"], row["days"], row["city"], row["country"]) == ("", "", "", "", "")


def test_the_first_page_shows_the_last_intersessional_meetings_with_a_programme(client, text_of, time_machine):
    time_machine.move_to("2026-11-24 12:00 +0000")
    page = client.get("/")
    assert page.context["meeting"].short_name == "IM-2024"
    text = text_of(page)
    assert "No coming meeting with dates is recorded." in text
    assert "2026 Intersessional Meetings · 2026 (dates not recorded) · presidency of Zambia" in text


def test_the_first_page_shows_the_meeting_in_progress_and_then_the_next(client, text_of, time_machine):
    time_machine.move_to("2024-06-19 08:00 +0000")
    assert "Day 2 of 3 2024 Intersessional Meetings" in text_of(client.get("/"))
    time_machine.move_to("2024-06-21 08:00 +0000")
    page = client.get("/")
    assert "Next meeting Second Preparatory Meeting for the Fifth Review Conference" in text_of(page)
    assert [m.short_name for m in page.context["coming"]][:2] == ["5RC-PM2", "5RC"]


def test_the_committee_on_victim_assistance_leads_to_its_decision_its_predecessors_and_the_paper_of_1999(client):
    page = client.get("/committees/c-va/").content.decode()
    assert 'href="/decisions/3rc-2/"' in page
    for slug in ("sc-mc", "sc-va", "sc-sd", "sc-gs", "sc-rca"):
        assert f'href="/committees/{slug}/"' in page
    path = ["sc-va", "sc-vama", "sce-va"]
    for earlier, later in zip(path[1:], path, strict=False):
        assert f'href="/committees/{earlier}/"' in client.get(f"/committees/{later}/").content.decode()
    assert 'href="/decisions/1msp-1/"' in client.get("/committees/sce-va/").content.decode()
    assert 'href="/papers/1msp-1/"' in client.get("/decisions/1msp-1/").content.decode()
    paper = client.get("/papers/1msp-1/").content.decode()
    assert 'href="/decisions/1msp-1/"' in paper
    assert 'href="/committees/sce-va/"' in paper
    assert 'href="/papers/2msp-1/"' in paper


def test_belgium_shows_its_terms_as_recorded_and_what_is_not_recorded(client, text_of):
    page = client.get("/states/be/")
    terms = [
        (m.committee.short_name, m.role, m.starts_at, m.ends_at, m.starts_told, m.ends_told)
        for m in page.context["memberships"]
    ]
    assert len(terms) == 15
    assert terms[0] == ("C-VA", "member", "16MSP", "4RC", "21 December 2017", "29 November 2019")
    text = text_of(page)
    assert "3 December 2010 – end not recorded from 10MSP" in text
    assert "start not recorded – end not recorded" in text
    assert "Co-Chair · from 13MSP to 3RC" in text
    assert "Member · start not recorded, to 20MSP" in text
    assert "The record knows no member elected after 22MSP (5 December 2025)." in text


def test_a_term_that_staff_completed_is_no_longer_said_to_lack_its_committee(client, text_of):
    state, committee = State.objects.get(iso2="BE"), Committee.objects.get(slug="sc-rca")
    Membership.objects.create(committee=committee, state=state, role="co_chair", starts_at="13MSP", ends_at="3RC")
    text = text_of(client.get("/states/be/"))
    assert "Co-Chair · from 13MSP to 3RC" not in text
    assert "Member · start not recorded, to 20MSP" in text


def test_states_are_found_by_alias(client):
    page = client.get("/states/?q=turkey").context["page"]
    assert [str(state) for state in page] == ["Türkiye"]
    page = client.get("/committees/?q=enhancing cooperation").context["page"]
    assert [body.short_name for body in page] == ["C-ECA"]


def test_lebanon_counts_from_the_year_after_it_joined_with_a_footnote(client, text_of, time_machine):
    time_machine.move_to("2026-11-24 12:00 +0000")
    text = text_of(client.get("/states/lb/"))
    assert "Status today State not party*" in text
    assert (
        "* Only the year of joining is recorded (2026), not the day of entry into force: it is counted as a State "
        "Party from 1 January 2027. Recorded as: State Party."
    ) in text


def test_bodies_of_a_day(client):
    def names(day):
        return [body.short_name for body in client.get(f"/committees/?on={day}").context["page"]]

    assert names("1999-12-01") == ["SCE-MC", "SCE-VA", "SCE-SD", "SCE-TMA", "SCE-GS"]
    assert "C-VA" not in names("2014-06-26")
    assert {"C-A5", "C-CC", "C-VA", "C-ECA"} <= set(names("2014-06-27"))
    assert "SC-VA" not in names("2014-06-27")


def test_the_coordinating_committee_is_shown_as_recorded_or_follows_from_the_chairs_of_the_day(client, text_of):
    recorded = client.get("/committees/cocom/?on=2018-06-01").context["serving"]
    assert (recorded["is_derived"], len(recorded["memberships"])) == (False, 17)
    derived = client.get("/committees/cocom/?on=2012-05-21").context["serving"]
    assert derived["is_derived"]
    assert derived["presidency"].president_state.iso2 == "KH"
    assert ("SC-GS", "NO") in {(m.committee.short_name, m.state.iso2) for m in derived["memberships"]}
    assert "President: Cambodia" in text_of(client.get("/committees/cocom/?on=2012-05-21"))


@pytest.mark.parametrize(
    ("day", "iso2"),
    [
        ("1999-10-01", "MZ"),
        ("2004-02-10", "TH"),
        ("2014-04-10", "DZ"),
        ("2015-01-01", "BE"),
        ("2018-12-01", "NO"),
        ("2026-11-24", "ZM"),
    ],
)
def test_the_president_of_a_day_is_told_by_the_meeting_between_the_same_formal_meetings(day, iso2):
    assert Meeting.objects.public().presided_on(date.fromisoformat(day)).president_state.iso2 == iso2


def test_contradicting_figures_stand_side_by_side(client, text_of):
    text = text_of(client.get("/sponsorship/"))
    assert "offers made and delegates attending, as told in June 2018" in text
    assert "offers made, delegates attending and cost (just over), as told in December 2018" in text
    offers = [figure.offers for figure in client.get("/sponsorship/").context["figures"] if figure.offers]
    assert offers == [16, 14]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/meetings/im-2026/", "meeting"),
        ("/committees/sc-mc/", "committee"),
        ("/states/be/", "state"),
        ("/decisions/1rc-1/", "decision"),
        ("/papers/3rc-1/", "paper"),
    ],
)
def test_each_kind_of_page_shows_the_source_of_its_row(client, text_of, path, name):
    page = client.get(path)
    row = page.context[0][name]
    text = text_of(page)
    assert row.source_parts
    for part in row.source_parts:
        assert part.address in text
        assert part.text in text
        assert not part.address or f'href="{part.address}"' in page.content.decode()
    assert f"Confidence {row.confidence}:" in text


def test_each_reported_figure_shows_its_source(client):
    page = client.get("/sponsorship/")
    for figure in page.context["figures"]:
        for part in figure.source_parts:
            assert f'href="{part.address}"' in page.content.decode()


@pytest.mark.parametrize(
    ("path", "header", "rows"),
    [
        ("/committees.csv", COMMITTEE_HEADER, 23),
        ("/decisions.csv", DECISION_HEADER, 33),
        ("/papers.csv", PAPER_HEADER, 18),
    ],
)
def test_the_files_of_the_other_lists_have_their_promised_columns(client, path, header, rows):
    text = b"".join(client.get(path)).decode()
    assert text.split("\r\n")[0] == header
    assert len(list(csv.DictReader(io.StringIO(text, newline="")))) == rows


def test_a_committee_a_decision_and_a_paper_as_rows(client):
    committee = next(row for row in rows_of(client.get("/committees.csv")) if row["short_name"] == "SC-MCRT")
    assert (committee["predecessors"], committee["successors"], committee["established_on"]) == (
        "SCE-MC; SCE-TMA",
        "SC-MCMA",
        "2000-09-13",
    )
    assert next(row for row in rows_of(client.get("/committees.csv?q=SPONS")))["established_on"] == "2000"
    decision = next(row for row in rows_of(client.get("/decisions.csv")) if row["key"] == "1msp-1")
    assert decision["establishes"] == "programme; SCE-MC; SCE-VA; SCE-SD; SCE-TMA; SCE-GS"
    assert decision["based_on_paper"] == "1msp-1"
    paper = next(row for row in rows_of(client.get("/papers.csv")) if row["key"] == "4msp-1")
    assert (paper["reaffirms"], paper["decisions"]) == ("1msp-1", "4msp-1")
    assert paper["objectives"] == "stockpiles; clearance; survivors; universal-acceptance"


@pytest.mark.parametrize(
    ("path", "query", "hits"),
    [
        ("decisions", "committee=c-va", 3),
        ("decisions", "year=2000", 6),
        ("papers", "year=1999", 2),
        ("papers", "q=MSP.2/2000", 3),
        ("papers", "objective=clearance", 1),
        ("committees", "kind=standing_committee", 13),
        ("committees", "objective=survivors", 4),
    ],
)
def test_the_other_lists_and_their_files_share_one_filter(client, path, query, hits):
    assert client.get(f"/{path}/?{query}").context["count"] == hits
    assert len(rows_of(client.get(f"/{path}.csv?{query}"))) == hits


def test_every_recorded_programme_is_a_calendar_and_an_xml_of_its_items_with_a_day(client):
    for revision in ProgrammeRevision.objects.select_related("meeting"):
        programme, address = revision.programme(), f"/meetings/{revision.meeting.slug}/schedule"
        file = client.get(f"{address}.ics").content
        with_a_day = {item.id: item for item in programme.items if item.day}
        found = {event.uid.split("@")[0]: event for event in read(file).events}
        assert {key: event.summary for key, event in found.items()} == {
            key: wording.titled(item) for key, item in with_a_day.items()
        }
        for key, event in found.items():
            item = with_a_day[key]
            assert event.dtstart.isoformat()[:10] == item.day.isoformat()
            assert isinstance(event.dtstart, datetime) == (item.starts is not None)
        assert "From the record\\, collected on 24 November 2026" in file.decode().replace("\r\n ", "")
        root = fromstring(client.get(f"{address}.xml").content)  # noqa: S314 our own
        assert len(root.findall(".//event")) == len(with_a_day)


def test_the_feed_of_a_recorded_programme_says_where_it_is_from(client):
    feed = client.get("/meetings/im-2024/schedule/changes.atom").content.decode()
    assert "From the record, collected on 24 November 2026; may be incomplete." in feed
