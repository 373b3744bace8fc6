"""The list of meetings and a meeting's page, as a delegate reads them."""

from datetime import date

import pytest

from meetings.models import Meeting, Segment
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    CommitteeFactory,
    DecisionFactory,
    DocumentFactory,
    DocumentVersionFactory,
    MeetingFactory,
    PresidentsPaperFactory,
    ReportedFigureFactory,
    SegmentFactory,
    SpeakerFactory,
    StateFactory,
    released,
)

pytestmark = pytest.mark.django_db


def full_meeting(number):
    """A meeting with one of everything that its pages show."""
    meeting = MeetingFactory(
        kind=Meeting.Kind.MSP, country=StateFactory(), president_state=StateFactory(), president=f"President {number}"
    )
    segment = SegmentFactory(meeting=meeting, kind=Segment.Kind.SITTING, committee=CommitteeFactory())
    item = AgendaItemFactory(
        meeting=meeting, segment=segment, committee=CommitteeFactory(), day=meeting.starts_on, chairs=[StateFactory()]
    )
    SpeakerFactory(item=item, state=StateFactory(), organisation="")
    DocumentVersionFactory(document=DocumentFactory(meeting=meeting))
    DecisionFactory(meeting=meeting, based_on_paper=PresidentsPaperFactory(meeting=meeting))
    ReportedFigureFactory(meeting=meeting)
    released(meeting)
    return meeting


@pytest.mark.parametrize("meetings", [1, 3])
def test_the_list_costs_the_same_however_many_meetings(client, meetings, django_assert_num_queries):
    for number in range(meetings):
        full_meeting(number)
    with django_assert_num_queries(6):
        page = client.get("/meetings/")
    assert page.context["count"] == meetings


@pytest.mark.parametrize("meetings", [1, 3])
def test_the_file_costs_the_same_however_many_meetings(client, meetings, django_assert_num_queries):
    for number in range(meetings):
        full_meeting(number)
    with django_assert_num_queries(9):
        lines = b"".join(client.get("/meetings.csv")).splitlines()
    assert len(lines) == 1 + meetings


@pytest.mark.parametrize("items", [1, 3])
def test_a_meeting_costs_the_same_however_much_hangs_on_it(client, items, django_assert_num_queries):
    meeting = full_meeting(0)
    AttendanceFactory.create_batch(items, meeting=meeting)
    for _ in range(items - 1):
        item = AgendaItemFactory(meeting=meeting, committee=CommitteeFactory(), chairs=[StateFactory()])
        SpeakerFactory(item=item)
        SegmentFactory(meeting=meeting, committee=CommitteeFactory())
        DocumentVersionFactory(document=DocumentFactory(meeting=meeting))
        PresidentsPaperFactory(meeting=meeting)
        DecisionFactory(meeting=meeting)
        ReportedFigureFactory(meeting=meeting)
    if items > 1:
        released(meeting)
    with django_assert_num_queries(20):  # 8 of them tell what the rules find of it
        page = client.get(meeting.get_absolute_url())
    assert [len(day) for day in page.context["days"]] == [1, items - 1][: len(page.context["days"])]


def test_newest_meetings_come_first_and_those_without_dates_last(client):
    MeetingFactory(short_name="OLD", slug="old", starts_on=date(2001, 1, 1), ends_on=date(2001, 1, 2))
    MeetingFactory(short_name="UNDATED", slug="undated", starts_on=None, ends_on=None, year=2026)
    MeetingFactory(short_name="NEW", slug="new", starts_on=date(2024, 1, 1), ends_on=date(2024, 1, 2))
    assert [m.short_name for m in client.get("/meetings/").context["page"]] == ["NEW", "OLD", "UNDATED"]
    for sort, order in [("starts_on", ["OLD", "NEW", "UNDATED"]), ("-starts_on", ["NEW", "OLD", "UNDATED"])]:
        page = client.get("/meetings/", {"sort": sort}).context["page"]
        assert [m.short_name for m in page] == order


def test_titles_sort_without_case_and_accents(client):
    for title in ("Zagreb", "évian", "Eton", "Oslo"):
        MeetingFactory(title={"en": title})
    page = client.get("/meetings/?sort=title").context["page"]
    assert [str(m.title) for m in page] == ["Eton", "évian", "Oslo", "Zagreb"]
    page = client.get("/meetings/?sort=-title").context["page"]
    assert [str(m.title) for m in page] == ["Zagreb", "Oslo", "évian", "Eton"]


def test_a_long_list_is_given_fifty_a_page_and_the_file_whole(client):
    MeetingFactory.create_batch(51)
    first, second = client.get("/meetings/"), client.get("/meetings/?page=2")
    assert (len(first.context["page"].object_list), len(second.context["page"].object_list)) == (50, 1)
    assert "Page 1 of 2" in first.content.decode()
    assert len(b"".join(client.get("/meetings.csv?page=2")).splitlines()) == 52


@pytest.mark.parametrize("page", ["0", "2", "-1", "abc", "99999999999999999999", ""])
def test_a_page_that_does_not_exist_is_not_found(client, page):
    MeetingFactory()
    assert client.get("/meetings/", {"page": page}).status_code == 404


def test_a_page_links_to_the_file_of_just_what_it_shows(client):
    MeetingFactory(kind=Meeting.Kind.MSP)
    page = client.get("/meetings/?kind=msp&q=&year=&page=1&nonsense=1").content.decode()
    assert 'href="/meetings.csv?kind=msp"' in page
    assert "Export this one as CSV" in page


def test_a_list_without_a_hit_says_which_filter_to_loosen(client):
    MeetingFactory(kind=Meeting.Kind.MSP, country=StateFactory(iso2="CH", iso3="CHE", name={"en": "Switzerland"}))
    StateFactory(iso2="FR", iso3="FRA", name={"en": "France"})
    page = client.get("/meetings/?kind=msp&country=fr").content.decode()
    assert "Nothing matches all of these filters." in page
    assert '<a href="?kind=msp">Without “Country: France”</a>' in page
    assert "Without “Kind" not in page


def test_a_list_that_no_single_filter_empties_offers_to_clear_them_all(client):
    StateFactory(iso2="FR", iso3="FRA")
    page = client.get("/meetings/?kind=msp&country=fr").content.decode()
    assert '<a href="/meetings/">Clear all filters</a>' in page


def test_a_page_ignores_an_unknown_parameter_and_a_file_refuses_it(client):
    MeetingFactory()
    assert client.get("/meetings/?colour=red").context["count"] == 1
    refused = client.get("/meetings.csv?colour=red")
    assert (refused.status_code, refused.content.decode()) == (400, "colour: unknown parameter\n")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("year=abc", "year: Enter a year of four digits, such as 2024."),
        ("year=99999", "year: Enter a year of four digits, such as 2024."),
        ("year=٢٠٢٤", "year: Enter a year of four digits, such as 2024."),
        ("year=2024&year=x", "year: Enter a year of four digits, such as 2024."),
        ("from=2024-13-01", "from: Enter a day as 2024-06-18."),
        ("to=18/06/2024", "to: Enter a day as 2024-06-18."),
        ("from=2024-02-02&to=2024-02-01", "to: This day is before the first one."),
        ("kind=party", "kind: Select a valid choice. party is not one of the available choices."),
        ("status=draft", "status: Select a valid choice. draft is not one of the available choices."),
        ("country=CH", "country: Select a valid choice. CH is not one of the available choices."),
        ("sort=president", "sort: Select a valid choice. president is not one of the available choices."),
        ("q=%00", "q: Null characters are not allowed."),
        (f"q={'a' * 201}", "q: Ensure this value has at most 200 characters (it has 201)."),
    ],
)
def test_a_filter_that_does_not_validate_lists_nothing_and_says_why(client, query, reason):
    StateFactory(iso2="CH", iso3="CHE")
    MeetingFactory()
    page, file = client.get(f"/meetings/?{query}"), client.get(f"/meetings.csv?{query}")
    assert (page.status_code, page.context["count"]) == (400, 0)
    assert reason.split(": ", 1)[1] in page.content.decode()
    assert (file.status_code, file.content.decode()) == (400, f"{reason}\n")


PARAMETERS = ["q", "kind", "year", "from", "to", "committee", "country", "format", "segment", "objective", "status"]
PARAMETERS += ["sort", "page", "view", "bom", "on", "group"]
HOSTILE = [
    "\x00",
    "9" * 400,
    "-1",
    "9999-12-31",
    "0000-00-00",
    "2024-02-30",
    "'; --",
    "%",
    "\ud83d\ude00",
    "a[]",
    "()",
    "1e9",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "path",
    ["/meetings/", "/meetings.csv", "/committees/", "/committees.csv", "/states/", "/decisions/", "/papers.csv"],
)
def test_no_value_of_any_parameter_breaks_a_list(visitor, path, value):
    MeetingFactory()
    for name in PARAMETERS:
        assert visitor.get(path, {name: value.encode("utf-8", "surrogatepass")}).status_code in {200, 400, 404}, name


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ({"starts_on": None, "ends_on": None, "year": 2026}, "2026 (dates not recorded)"),
        (
            {"starts_on": None, "ends_on": None, "year": 2027, "is_to_be_announced": True},
            "2027 (dates to be announced)",
        ),
        ({"starts_on": date(2020, 6, 30), "ends_on": date(2020, 7, 2)}, "30 June – 2 July 2020"),
    ],
)
def test_dates_are_told_as_far_as_they_are_known(client, text_of, dates, told):
    meeting = MeetingFactory(**dates)
    assert told in text_of(client.get("/meetings/"))
    assert told in text_of(client.get(meeting.get_absolute_url()))


@pytest.mark.parametrize(("status", "sentence"), [("cancelled", "is cancelled."), ("postponed", "is postponed.")])
def test_a_cancelled_or_postponed_meeting_stays_and_says_so(client, text_of, status, sentence):
    meeting = MeetingFactory(status=status)
    assert f"This meeting {sentence}" in text_of(client.get(meeting.get_absolute_url()))
    assert client.get("/meetings/").context["count"] == 1


def test_a_source_can_be_followed_and_an_unsure_one_says_so(client, text_of):
    meeting = MeetingFactory(source="https://example.org/page/ (dates); general knowledge", confidence="low")
    page = client.get(meeting.get_absolute_url())
    address = "https://example.org/page/"
    link = f'<a href="{address}" rel="external"><bdi dir="ltr">{address}</bdi></a>'
    assert f'{link} <bdi lang="en">(dates)</bdi>' in page.content.decode()
    assert "Confidence low: unsure." in text_of(page)


def test_public_pages_know_no_session_and_say_how_long_they_hold(client):
    meeting = MeetingFactory()
    for path in ["/", "/meetings/", meeting.get_absolute_url()]:
        page = client.get(path)
        assert page["Cache-Control"] == "public, no-cache"
        assert "Cookie" not in page.get("Vary", "")
        assert not page.cookies
        assert client.get(path, HTTP_IF_NONE_MATCH=page["ETag"]).status_code == 304
    assert client.get("/meetings.csv")["Cache-Control"] == "public, max-age=30"


def test_a_file_may_be_read_by_any_site(client):
    file = client.get("/meetings.csv")
    assert file["Access-Control-Allow-Origin"] == "*"
    assert file["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.get("/meetings/")["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/meetings/", "/meetings.csv", "/states/", "/decisions/", "/papers/"])
def test_public_pages_are_only_read(client, path):
    assert client.post(path).status_code == 405
