"""The draft as a spreadsheet in the admin: taken out, sent in, looked at, and only then written."""

import io
import re
from datetime import date, datetime, time

import pytest
from django.contrib.auth.models import Permission
from django.core import signing
from openpyxl import load_workbook

from meetings.models import AgendaItem, Meeting, Speaker
from tests.factories import (
    AgendaItemFactory,
    CommitteeFactory,
    DocumentFactory,
    MeetingFactory,
    ObjectiveFactory,
    SegmentFactory,
    SpeakerFactory,
    StateFactory,
    released,
)
from tests.meetings.sheets import COLUMNS, as_csv, as_xlsx, at, confirm, rows_out, send, taken_out
from tests.staff import errors, fields, notices, words

pytestmark = pytest.mark.django_db

DAY = date(2024, 6, 18)
CODES = ["en", "ar", "zh-hans", "fr", "ru", "es"]


@pytest.fixture
def meeting():
    return MeetingFactory(slug="im-2024", short_name="IM-2024", title={"en": "2024 Meetings"})


def an_item(meeting, title="Opening", place=1, **facts):
    values = {"day": DAY, "starts": time(10), "number": str(place), "room": "Room A", **facts}
    return AgendaItemFactory(meeting=meeting, title={"en": title}, position=place, **values)


def three_items(meeting):
    return [an_item(meeting, title, place) for place, title in enumerate(["Opening", "Review", "Closing"], start=1)]


def tally(page):
    return words(re.search(r'<p class="tally">(.*?)</p>', page.text, re.DOTALL)[1])


def told(page, heading):
    """Each row under a heading of the preview."""
    part = re.search(rf"<h2>{heading}</h2>(.*?)(?=<h2>|submit-row)", page.text, re.DOTALL)
    return (
        [words(row) for row in re.findall(r"<li(?: class=\"[a-z]+\")?>(.*?)</li>", part[1], re.DOTALL)] if part else []
    )


def stored(meeting):
    return [(str(item), item.starts, item.room, item.status) for item in meeting.items.in_order()]


# Taken out


def test_the_draft_is_taken_out_as_csv_marked_as_a_draft(editor, meeting):
    belgium, zambia = StateFactory(name={"en": "Belgium"}), StateFactory(name={"en": "Zambia"})
    item = an_item(
        meeting,
        "=Opening",
        kind="panel",
        ends=time(13),
        summary={"en": "All of it", "fr": "Tout"},
        segment=SegmentFactory(meeting=meeting, slug="thematic", title={"en": "Theme"}),
        committee=CommitteeFactory(name={"en": "Committee on Kites"}),
        chairs=[belgium, zambia],
    )
    item.objectives.add(ObjectiveFactory(slug="kites"))
    SpeakerFactory(item=item, state=belgium, organisation="", person="Jane Roe", function="Ambassador", position=1)
    SpeakerFactory(item=item, organisation="Kites; (all)", position=2)
    response = editor.client.get(at(meeting, "draft_csv"))
    assert re.fullmatch(r'attachment; filename="draft-im-2024-\d{4}-\d\d-\d\d.csv"', response["Content-Disposition"])
    assert b"".join(response).startswith(b"\xef\xbb\xbfmeeting,revision,day,")
    (row,) = rows_out(editor, meeting)
    assert list(row) == COLUMNS
    assert row == {
        "meeting": "IM-2024",
        "revision": "DRAFT",
        "day": "2024-06-18",
        "starts": "10:00",
        "ends": "13:00",
        "time_zone": "Europe/Zurich",
        "number": "1",
        "title": "'=Opening",
        "kind": "panel",
        "status": "scheduled",
        "segment": "thematic",
        "committee": "Committee on Kites",
        "chairs": "Belgium; Zambia",
        "speakers": "Belgium (Jane Roe, Ambassador); Kites;; ((all))",
        "room": "Room A",
        "url": "",
        "id": item.public_id,
        "position": "1",
        "summary": "All of it",
        "objectives": "kites",
    }


def test_an_item_has_its_address_once_delegates_can_read_it(editor, meeting):
    item = an_item(meeting)
    released(meeting)
    an_item(meeting, "Later", 2)
    addresses = [row["url"] for row in rows_out(editor, meeting)]
    assert addresses == [f"http://testserver/meetings/im-2024/items/{item.public_id}/", ""]


def test_the_draft_as_xlsx_has_real_days_and_times_and_is_marked_on_every_page(editor, meeting):
    item = an_item(meeting, "=1+1")
    response = editor.client.get(at(meeting, "draft_xlsx"))
    assert re.search(r'filename="draft-im-2024-\d{4}-\d\d-\d\d.xlsx"', response["Content-Disposition"])
    sheet = load_workbook(io.BytesIO(response.content)).active
    header, row = (dict(zip(COLUMNS, cells, strict=True)) for cells in sheet.iter_rows())
    assert [cell.value for cell in header.values()] == COLUMNS
    assert (row["day"].value, row["day"].number_format) == (datetime(2024, 6, 18), "yyyy-mm-dd")  # noqa: DTZ001
    assert (row["starts"].value, row["starts"].number_format) == (time(10), "hh:mm")
    assert (row["position"].value, row["id"].value, row["ends"].value) == (1, item.public_id, None)
    assert (row["title"].value, row["title"].data_type) == ("'=1+1", "s")
    assert (sheet.title, sheet.freeze_panes, sheet.column_dimensions["H"].width) == ("DRAFT IM-2024", "A2", 48)
    marks = (sheet.oddHeader.center.text, sheet.oddFooter.center.text)
    assert marks == ("DRAFT IM-2024: not released", "DRAFT IM-2024: not released")
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$1", "landscape")


# What the page says of a file


def test_the_page_says_row_by_row_what_would_be_added_changed_refused_and_is_absent(editor, meeting):
    first, second, _third = three_items(meeting)
    rows = [
        {"id": first.public_id, "starts": "9h30", "room": "Room B", "title": "Opening"},
        {"id": "", "starts": "", "room": "", "title": "Coffee"},
        {"id": second.public_id, "starts": "25:00", "room": "x" * 201, "title": ""},
    ]
    page = send(editor, meeting, as_csv(rows))
    assert tally(page) == "1 changed, 1 new, 1 refused, 1 not in the file"
    assert told(page, "Changed") == ["Row 2 1. Opening starts was 10:00 becomes 09:30 room was Room A becomes Room B"]
    assert told(page, "Added") == ["Row 3 Coffee day not recorded"]
    assert told(page, "Not in the file") == ["Cancel 3. Closing Tuesday 18 June, from 10:00"]
    assert told(page, "Refused") == [
        "Row 4 2. Review starts “25:00” is no time: write it as 09:30, 9h30 or 930. title It is missing."
    ]
    assert AgendaItem.history.count() == 3


def test_rules_of_the_programme_refuse_a_row_with_its_column(editor, meeting):
    items = three_items(meeting)
    gone = CommitteeFactory(short_name="SCE-MC", ended_on=date(2014, 6, 27))
    rows = [
        {
            "id": items[0].public_id,
            "day": "2024-06-18",
            "starts": "10:00",
            "ends": "09:00",
            "committee": "",
            "room": "",
        },
        {"id": items[1].public_id, "day": "2024-06-25", "starts": "10:00", "ends": "", "committee": "", "room": ""},
        {
            "id": items[2].public_id,
            "day": "",
            "starts": "",
            "ends": "",
            "committee": gone.short_name,
            "room": "x" * 201,
        },
    ]
    page = send(editor, meeting, as_csv(rows))
    assert told(page, "Refused") == [
        "Row 2 1. Opening ends The item ends before it starts.",
        "Row 3 2. Review day The meeting is held on 18–20 June 2024.",
        (
            "Row 4 3. Closing room Ensure this value has at most 200 characters (it has 201). "
            "committee This committee didn't exist at the time of the meeting."
        ),
    ]


def test_rows_of_other_meetings_are_refused(editor, meeting):
    other = an_item(MeetingFactory(short_name="IM-2023"))
    rows = [
        {"meeting": "IM-2023", "id": "", "title": "x"},
        {"meeting": "", "id": other.public_id, "title": "x"},
        {"meeting": "im-2024", "id": "zzzzzz", "title": "x"},
    ]
    page = send(editor, meeting, as_csv(rows))
    assert told(page, "Refused") == [
        "Row 2 x meeting This row is of IM-2023, and the draft is that of IM-2024.",
        f"Row 3 x id The item “{other.public_id}” belongs to another meeting: leave the id empty to add a copy.",
        "Row 4 x id No item has the id “zzzzzz”: leave it empty to add one.",
    ]


def test_columns_that_nobody_reads_are_named(editor, meeting):
    page = send(editor, meeting, as_csv([{"title": "New", "number": "", "Coffee": "yes", "Remarks": ""}]))
    assert "These columns are not read: Coffee, Remarks." in words(page.text)


def test_a_file_that_says_the_same_changes_nothing_and_offers_nothing(editor, meeting):
    three_items(meeting)
    page = send(editor, meeting, taken_out(editor, meeting))
    assert tally(page) == "3 unchanged"
    assert "Bring it into the draft" not in page.text


# What is written in the end


def test_what_was_looked_at_is_written_with_one_history_row_for_each_changed_item(editor, meeting):
    first, second, third = three_items(meeting)
    rows = rows_out(editor, meeting)
    rows[0] |= {"starts": "930", "room": "Room B"}
    rows[1] |= {"speakers": "ICBL (Jane Roe, Director)"}
    rows.insert(2, dict.fromkeys(COLUMNS, "") | {"title": "Coffee", "day": "18/06/2024", "kind": "Break"})
    page = confirm(editor, meeting, send(editor, meeting, as_csv(rows)))
    assert notices(page) == [("success", "The draft was changed by the spreadsheet: 2 items changed, 1 item added.")]
    assert stored(meeting) == [
        ("1. Opening", time(9, 30), "Room B", "scheduled"),
        ("2. Review", time(10), "Room A", "scheduled"),
        ("Coffee", None, "", "scheduled"),
        ("3. Closing", time(10), "Room A", "scheduled"),
    ]
    (speaker,) = Speaker.objects.all()
    assert (speaker.item, speaker.organisation, speaker.person, speaker.function) == (
        *(second, "ICBL", "Jane Roe", "Director"),
    )
    assert [item.history.count() for item in (first, second, third)] == [2, 2, 1]
    assert [item.version for item in AgendaItem.objects.order_by("pk")] == [2, 2, 1, 1]
    last = first.history.first()
    assert (last.history_user, last.history_change_reason) == (editor.user, "from a spreadsheet")
    coffee = AgendaItem.objects.get(kind="break")
    assert ([row.history_type for row in coffee.history.all()], len(coffee.public_id)) == (["+"], 6)


def test_names_are_understood_as_people_write_them(editor, meeting):
    turkey = StateFactory(iso2="TR", iso3="TUR", name={"en": "Türkiye"}, aliases="Turkey")
    ivory = StateFactory(iso2="CI", iso3="CIV", name={"en": "Côte d'Ivoire"})
    old = CommitteeFactory(short_name="SC-VA", name={"en": "Victim Assistance"}, ended_on=date(2014, 6, 27))
    new = CommitteeFactory(short_name="C-VA", name={"en": "Victim Assistance"}, aliases="Assistance aux victimes")
    segment = SegmentFactory(meeting=meeting, slug="thematic", kind="thematic", title={"en": "Landmines, today"})
    objective = ObjectiveFactory(slug="kites", name={"en": "Flying kites"})
    rows = [
        {"title": name, "chairs": chairs, "committee": committee, "segment": part, "objectives": aim, "status": status}
        for name, chairs, committee, part, aim, status in [
            ("a", "turkey; CIV", "victim assistance", "Thematic", "flying KITES", "Cancelled"),
            ("b", "TR\nCote d’Ivoire", "c-va", "landmines today", "kites", "cancelled"),
            ("c", "Türkiye;CI;TUR", "assistance aux victimes", "thematic", "", ""),
        ]
    ]
    confirm(editor, meeting, send(editor, meeting, as_csv(rows)))
    found = list(meeting.items.order_by("pk"))
    assert [set(item.chairs.all()) for item in found] == [{turkey, ivory}] * 3
    assert ([item.committee for item in found], [item.segment for item in found]) == ([new] * 3, [segment] * 3)
    assert [list(item.objectives.all()) for item in found] == [[objective], [objective], []]
    assert [item.status for item in found] == ["cancelled", "cancelled", "scheduled"]
    assert old.items.count() == 0


def test_nothing_is_written_while_a_row_is_refused_unless_it_is_left_out(editor, meeting):
    first, second, _third = three_items(meeting)
    rows = [{"id": first.public_id, "starts": "25:00"}, {"id": second.public_id, "starts": "11:00"}]
    page = confirm(editor, meeting, send(editor, meeting, as_csv(rows)))
    sentence = "Mend the refused rows in the file and upload it again, or say that they are left out."
    assert (errors(page), AgendaItem.history.count()) == ({"": sentence}, 3)
    assert tally(page) == "1 changed, 1 refused, 1 not in the file"
    page = confirm(editor, meeting, page, leaves_out="on")
    told = "The draft was changed by the spreadsheet: 1 item changed, 1 row left out."
    assert notices(page) == [("success", told)]
    assert [starts for _item, starts, *_others in stored(meeting)] == [time(10), time(11), time(10)]


def test_an_absent_item_is_cancelled_only_where_it_is_ticked(editor, meeting):
    first, second, third = three_items(meeting)
    page = send(editor, meeting, as_csv([{"id": first.public_id, "title": "Opening"}]))
    confirm(editor, meeting, page, cancelled=[second.public_id, first.public_id, "zzzzzz"])
    assert [status for *_others, status in stored(meeting)] == ["scheduled", "cancelled", "scheduled"]
    assert [item.history.count() for item in (first, second, third)] == [1, 2, 1]
    page = send(editor, meeting, as_csv([{"id": first.public_id, "title": "Opening"}]))
    assert told(page, "Not in the file") == [
        "2. Review (cancelled)",
        "Cancel 3. Closing Tuesday 18 June, from 10:00",
    ]


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        ("yes", ["1. Welcome", "2. Review", "3. Closing"]),
        ("no", ["1. Opening", "1. Welcome", "2. Review", "3. Closing"]),
    ],
)
def test_rows_without_an_id_are_asked_about_where_an_item_has_their_number_and_day(editor, meeting, answer, result):
    three_items(meeting)
    rows = [{"number": "1", "day": "18.6.2024", "title": "Welcome"}]
    page = send(editor, meeting, as_csv(rows))
    assert told(page, "Rows without an id") == ["Row 2 1. Opening title was Opening becomes Welcome"]
    page = confirm(editor, meeting, page)
    sentence = "Say of the rows without an id whether they are the items that have their number and day."
    assert (errors(page), AgendaItem.history.count()) == ({"": sentence}, 3)
    confirm(editor, meeting, page, are_same=answer)
    assert sorted(name for name, *_others in stored(meeting)) == result


def test_other_languages_of_a_text_are_never_lost(editor, meeting):
    item = an_item(meeting, summary={"en": "All", "fr": "Tout"})
    AgendaItem.objects.update(title={"en": "Opening", "ar": "افتتاح"})
    rows = [{"id": item.public_id, "title": "Welcome", "summary": "All of it"}]
    confirm(editor, meeting, send(editor, meeting, as_csv(rows)))
    item.refresh_from_db()
    assert item.title == {"en": "Welcome", "ar": "افتتاح"}
    assert item.summary == {"en": "All of it", "fr": "Tout"}
    page = send(editor, meeting, as_csv([{"id": item.public_id, "summary": ""}]))
    assert told(page, "Refused") == ["Row 2 1. Welcome summary The English text is missing."]


def test_the_draft_in_all_languages_has_a_column_for_each_and_an_empty_cell_where_a_text_is_missing(editor, meeting):
    an_item(meeting)
    AgendaItem.objects.update(title={"en": "Opening", "fr": "Ouverture"})
    (row,) = rows_out(editor, meeting, lang="all")
    titles, summaries = ([f"{name}_{code}" for code in CODES] for name in ("title", "summary"))
    assert list(row) == [*COLUMNS[:7], *titles, *COLUMNS[8:18], *summaries, COLUMNS[19]]
    assert [row[name] for name in titles] == ["Opening", "", "", "Ouverture", "", ""]
    book = load_workbook(io.BytesIO(taken_out(editor, meeting, "xlsx", lang="all")))
    assert [cell.value for cell in book.active[1]] == list(row)


def test_the_draft_for_one_language_has_its_texts_beside_the_english(editor, meeting):
    an_item(meeting)
    AgendaItem.objects.update(title={"en": "Opening", "ar": "افتتاح"})
    (row,) = rows_out(editor, meeting, lang="ar")
    assert (row["title_en"], row["title_ar"], row["summary_ar"]) == ("Opening", "افتتاح", "")
    assert list(row) == [*COLUMNS[:7], "title_en", "title_ar", *COLUMNS[8:18], "summary_en", "summary_ar", COLUMNS[19]]
    assert taken_out(editor, meeting, lang="en") == taken_out(editor, meeting)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_draft_in_an_unknown_language_is_refused(editor, meeting, kind):
    refused = editor.client.get(at(meeting, f"draft_{kind}"), {"lang": "de"})
    assert (refused.status_code, refused.text) == (400, "lang: one of ar, zh-hans, en, fr, ru, es, all\n")


def test_a_translators_file_changes_one_language_and_the_look_at_it_names_it(editor, meeting):
    item = an_item(meeting)
    AgendaItem.objects.update(title={"en": "Opening", "ar": "افتتاح"})
    page = send(editor, meeting, as_csv([{"id": item.public_id, "title_en": "Opening", "title_fr": "Ouverture"}]))
    assert told(page, "Changed") == ["Row 2 1. Opening title_fr was — becomes Ouverture"]
    confirm(editor, meeting, page)
    item.refresh_from_db()
    assert (item.title, item.version) == ({"en": "Opening", "ar": "افتتاح", "fr": "Ouverture"}, 2)
    page = send(editor, meeting, as_csv([{"id": item.public_id, "summary_fr": "Tout"}]))
    assert told(page, "Refused") == ["Row 2 1. Opening summary The English text is missing."]


def test_columns_of_languages_that_no_text_has_are_refused_by_name(editor, meeting):
    page = send(editor, meeting, as_csv([{"title": "Opening", "title_de": "Eröffnung", "room": "A"}]))
    told = "No text has the language of these columns: title_de. The languages are ar, zh-hans, en, fr, ru, es."
    assert errors(page) == {"file": told}
    page = send(editor, meeting, as_csv([{"title": "Opening", "title_en": "Opening", "room": "A"}]))
    assert errors(page) == {"file": "These columns stand there twice: title."}


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfid;starts;title\r\n%s;9:30;Op\xc3\xa9ning\r\n",
        b"id\tstarts\ttitle\r%s\t09h30\tOp\xc3\xa9ning\r",
        b"id,starts,title\n\n%s,930,Op\xe9ning,,,\n,,,\n",
        "id\tstarts\ttitle\n%s\t0.3958333\tOpéning\n".encode("utf-16"),
    ],
)
def test_files_are_read_as_spreadsheets_write_them(editor, meeting, data):
    item = an_item(meeting)
    mark = b"%\x00s\x00" if data.startswith(b"\xff\xfe") else b"%s"
    public_id = item.public_id.encode("utf-16-le") if mark != b"%s" else item.public_id.encode()
    confirm(editor, meeting, send(editor, meeting, data.replace(mark, public_id)))
    assert stored(meeting) == [("1. Opéning", time(9, 30), "Room A", "scheduled")]


def test_cells_of_xlsx_are_read_as_days_times_and_numbers(editor, meeting):
    rows = [
        ["number", "day", "starts", "ends", "position", "title"],
        [4.0, datetime(2024, 6, 18), time(9, 30), 0.5, 7.0, 2024],  # noqa: DTZ001
        ["4a", DAY, 930, 1030.0, "8", True],
        [None, None, None, None, None, None],
        ["5", "18/06/2024", "9h30", None, None, "'=1"],
    ]
    confirm(editor, meeting, send(editor, meeting, as_xlsx(rows), "draft.xlsx"))
    found = [
        (item.number, item.day, item.starts, item.ends, item.position, str(item.title))
        for item in meeting.items.order_by("pk")
    ]
    assert found == [
        ("4", DAY, time(9, 30), time(12), 7, "2024"),
        ("4a", DAY, time(9, 30), time(10, 30), 8, "True"),
        ("5", DAY, time(9, 30), None, 8, "=1"),
    ]


def test_the_sheet_that_has_the_header_is_found_among_others(editor, meeting):
    book = load_workbook(io.BytesIO(as_xlsx([["title", "room"], ["Opening", "Room A"]])))
    book.create_sheet("Notes", 0).append(["Nothing", "of", "ours"])
    file = io.BytesIO()
    book.save(file)
    assert told(send(editor, meeting, file.getvalue()), "Added") == ["Row 2 Opening day not recorded"]


# Two people, and what a page carries


def test_a_draft_that_changed_meanwhile_is_shown_anew_and_nothing_is_lost(editor, second_editor, meeting):
    first, second, _third = three_items(meeting)
    rows = [{"id": first.public_id, "room": "Room B"}, {"id": second.public_id, "room": "x" * 201}]
    page = send(editor, meeting, as_csv(rows))
    second_editor.save(first, room="Room C")
    page = confirm(editor, meeting, page, leaves_out="on", cancelled=[_third.public_id])
    assert errors(page) == {
        "": "The draft has changed since this page was opened. Look at it as it is now, and confirm it again."
    }
    assert told(page, "Changed") == ["Row 2 1. Opening room was Room C becomes Room B"]
    drawn = fields(page, "import_form")
    assert (drawn["leaves_out"], drawn["cancelled"]) == (["on"], [_third.public_id])
    assert AgendaItem.objects.get(pk=first.pk).room == "Room C"
    confirm(editor, meeting, page)
    assert AgendaItem.objects.get(pk=first.pk).room == "Room B"


def test_a_file_that_nobody_has_looked_at_or_that_is_of_another_meeting_isnt_brought_in(editor, meeting):
    item = an_item(meeting)
    page = send(editor, meeting, as_csv([{"id": item.public_id, "room": "Room B"}]))
    drawn = fields(page, "import_form")
    other = MeetingFactory()
    for where, sheet in ((meeting, "x"), (meeting, drawn["sheet"][0][:-1]), (other, drawn["sheet"][0]), (meeting, "")):
        answer = editor.client.post(at(where, "import_sheet"), {**drawn, "sheet": sheet}, follow=True)
        assert notices(answer) == [("warning", "Choose the file once more: nothing was changed.")]
    answer = editor.client.get(at(meeting, "import_sheet"), follow=True)
    assert notices(answer) == [("warning", "Choose the file once more: nothing was changed.")]
    assert AgendaItem.history.count() == 1


def test_more_text_than_a_page_can_carry_is_refused(editor, meeting, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    page = send(editor, meeting, as_csv([{"title": f"Item {n}", "room": "A"} for n in range(40)]))
    sentence = "The file holds more text than can be looked at on one page: leave some of it out."
    assert errors(page) == {"file": sentence}


def test_960_items_fit_the_page_that_carries_them():
    row = ["IM-2024", "DRAFT", "2024-06-18", "10:00", "10:30", "Europe/Zurich", "4a", "Matters of victim assistance"]
    rows = [(n, [*row, f"State {n} (Jane Roe {n}, Ambassador)" * 3, f"id{n:04}", "summary " * 20]) for n in range(960)]
    assert len(signing.dumps([[], rows], compress=True)) < 200_000


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_many_rows(editor, meeting, number, django_assert_num_queries):
    states = StateFactory.create_batch(2)
    committee, segment = CommitteeFactory(), SegmentFactory(meeting=meeting)
    for place in range(number):
        item = an_item(meeting, f"Item {place}", place, committee=committee, segment=segment, chairs=states)
        SpeakerFactory(item=item, state=states[0], organisation="")
        DocumentFactory(meeting=meeting, item=item)
    rows = rows_out(editor, meeting)
    for place, row in enumerate(list(rows)):
        row["starts"], row["chairs"], row["speakers"] = "08:00", states[1].iso3, "ICBL (Jane Roe)"
        rows.append({**row, "id": "", "number": "", "title": f"New {place}"})
    with django_assert_num_queries(13):
        taken_out(editor, meeting)
    with django_assert_num_queries(24):
        page = send(editor, meeting, as_csv(rows))
    drawn = fields(page, "import_form")
    with django_assert_num_queries(52):
        editor.client.post(at(meeting, "import_sheet"), drawn)
    assert AgendaItem.history.filter(history_change_reason="from a spreadsheet").count() == 2 * number


# Who may


@pytest.mark.parametrize("page", ["spreadsheet", "import_sheet", "draft_csv", "draft_xlsx"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_officer_is_refused_and_a_stranger_asked_to_sign_in(officer, client, meeting, page, method):
    assert getattr(officer.client, method)(at(meeting, page)).status_code == 403
    assert getattr(client, method)(at(meeting, page)).status_code == 302


@pytest.mark.parametrize("lacking", ["add_agendaitem", "change_agendaitem"])
def test_who_may_not_change_items_takes_the_draft_out_and_brings_nothing_in(editor, meeting, lacking):
    an_item(meeting)
    editor.user.groups.get().permissions.remove(Permission.objects.get(codename=lacking))
    page = editor.client.get(at(meeting, "spreadsheet"))
    assert ("Draft as XLSX" in page.text, "Bring a spreadsheet in" in page.text) == (True, False)
    assert send(editor, meeting, as_csv([{"title": "x", "room": ""}])).status_code == 403
    assert editor.client.post(at(meeting, "import_sheet")).status_code == 403


def test_the_spreadsheet_is_one_click_from_the_meeting(editor, officer, meeting):
    address = f'href="{at(meeting, "spreadsheet")}"'
    assert (address in editor.open(meeting).text, address in officer.open(meeting).text) == (True, False)


@pytest.mark.parametrize("key", ["0", "99999999999999999999", "x"])
def test_the_spreadsheet_of_an_unknown_meeting_is_not_found(editor, key):
    for page in ("", "import/"):
        answer = editor.client.get(f"/admin/meetings/meeting/{key}/programme/spreadsheet/{page}", follow=True)
        assert answer.status_code == 404 or "doesn’t exist" in words(answer.text)
    assert Meeting.objects.count() == 0
