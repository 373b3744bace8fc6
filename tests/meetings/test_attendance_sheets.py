"""The attendance of a meeting by spreadsheet: looked at first, then written, all of it or nothing."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings.models import Attendance
from tests.factories import AttendanceFactory, MeetingFactory, StateFactory
from tests.meetings.sheets import as_csv, as_xlsx
from tests.staff import errors, fields, notices, words

pytestmark = pytest.mark.django_db

PAGE = "/admin/meetings/attendance/spreadsheet/"


def send(desk, meeting, data, name="attendance.csv"):
    return desk.client.post(PAGE, {"meeting": meeting.pk, "file": SimpleUploadedFile(name, data)})


def confirm(desk, meeting, page, **said):
    address = reverse("admin:meetings_attendance_import", args=[meeting.pk])
    return desk.client.post(address, {**fields(page, "import_form"), **said}, follow=True)


def listed(page, kind):
    """The rows of one kind: `added`, `other` or `removed`."""
    return [words(row) for row in re.findall(rf'<li class="{kind}">(.*?)</li>', page.text, re.DOTALL)]


def attendance(meeting):
    return [
        (str(row.state or row.organisation), row.delegates, row.women)
        for row in meeting.attendance.in_order().select_related("state")
    ]


@pytest.fixture
def meeting():
    """Chad is there with two delegates, and the ICBL with five."""
    meeting = MeetingFactory(short_name="IM-2024")
    chad = StateFactory(iso2="TD", iso3="TCD", name={"en": "Chad", "fr": "Tchad"})
    AttendanceFactory(meeting=meeting, state=chad, delegates=2, women=1, source="list")
    AttendanceFactory(meeting=meeting, state=None, organisation="ICBL", delegates=5)
    StateFactory(iso2="TR", name={"en": "Türkiye"}, aliases="Turkey")
    return meeting


ROWS = [
    {"State": "tchad", "Organisation": "", "Delegates": "3", "Women": "", "Remark": "late"},
    {"State": "Turkey", "Organisation": "", "Delegates": "4", "Women": "0", "Remark": ""},
    {"State": "", "Organisation": "icbl", "Delegates": "5", "Women": "", "Remark": ""},
    {"State": "", "Organisation": "ICRC", "Delegates": "2", "Women": "2", "Remark": ""},
]


def test_a_file_is_looked_at_before_anything_is_written(editor, meeting):
    page = send(editor, meeting, as_csv(ROWS))
    assert "Delegations: 2 added, 1 changed, 1 unchanged." in words(page.text)
    assert "These columns are not read: remark." in words(page.text)
    assert listed(page, "other") == ["Row 2 Chad delegates was 2 becomes 3 women was 1 becomes —"]
    assert listed(page, "added") == ["Row 3 Türkiye delegates 4 women 0", "Row 5 ICRC delegates 2 women 2"]
    assert attendance(meeting) == [("Chad", 2, 1), ("ICBL", 5, None)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_confirmed_it_is_written_with_its_history(editor, meeting, kind):
    rows = [list(ROWS[0]), *(list(row.values()) for row in ROWS)]
    page = send(editor, meeting, as_csv(ROWS) if kind == "csv" else as_xlsx(rows), f"attendance.{kind}")
    before = meeting.public_version
    done = confirm(editor, meeting, page)
    assert notices(done) == [("success", "Delegations: 2 added, 1 changed, 1 unchanged.")]
    assert attendance(meeting) == [("Chad", 3, None), ("Türkiye", 4, 0), ("ICBL", 5, None), ("ICRC", 2, 2)]
    chad = Attendance.objects.get(state__iso2="TD")
    assert (chad.version, chad.source) == (2, "list")
    past = chad.history.first()
    assert (past.delegates, past.history_user, past.history_change_reason) == (3, editor.user, "from a spreadsheet")
    assert Attendance.objects.get(organisation="ICRC").history.get().history_type == "+"
    assert Attendance.objects.get(organisation="ICBL").version == 1
    meeting.refresh_from_db()
    assert meeting.public_version == before + 1


def test_once_written_the_same_file_changes_nothing(editor, meeting):
    confirm(editor, meeting, send(editor, meeting, as_csv(ROWS)))
    page = send(editor, meeting, as_csv(ROWS))
    assert "Delegations: 4 unchanged." in words(page.text)
    assert 'value="Bring it into the attendance"' not in page.text


def test_what_the_list_exports_comes_back_unchanged(editor, meeting):
    file = b"".join(editor.act("export_csv", list(meeting.attendance.all())))
    assert "Delegations: 2 unchanged." in words(send(editor, meeting, file).text)


def test_delegations_that_the_file_doesnt_have_stay(editor, meeting):
    page = send(editor, meeting, as_csv(ROWS[1:2]))
    assert "Delegations: 1 added, 2 not in the file." in words(page.text)
    confirm(editor, meeting, page)
    assert attendance(meeting) == [("Chad", 2, 1), ("Türkiye", 4, 0), ("ICBL", 5, None)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"state": "Atlantis"}, "state Nothing is known by the name “Atlantis”."),
        ({"delegates": ""}, "delegates It is missing."),
        ({"delegates": "some"}, "delegates “some” is no whole number."),
        ({"delegates": "1.5"}, "delegates “1.5” is no whole number."),
        ({"delegates": "-2"}, "delegates “-2” is no whole number."),
        ({"delegates": "0"}, "delegates A delegation has at least one delegate."),
        ({"delegates": "99999"}, "delegates Ensure this value is less than or equal to 9999."),
        ({"women": "5"}, "women There are more women than delegates."),
        ({"organisation": "ICRC"}, "organisation Say which State or which organisation, not both."),
        ({"state": ""}, "organisation Say which State or which organisation, not both."),
        ({"state": "TD"}, "Another row of the file is of the same delegation."),
        ({"confidence": "sure"}, "confidence Nothing is known by the name “sure”."),
        ({"meeting": "IM-2023"}, "meeting This row is of IM-2023, and the attendance is that of IM-2024."),
    ],
)
def test_a_refused_row_is_named_with_its_column_and_holds_up_all(editor, meeting, row, reason):
    plain = {"meeting": "", "state": "TR", "organisation": "", "delegates": "4", "women": "1", "confidence": "high"}
    page = send(editor, meeting, as_csv([{**plain, "state": "Chad"}, {**plain, **row}]))
    assert [told.endswith(reason) for told in listed(page, "removed")] == [True]
    assert listed(page, "removed")[0].startswith("Row 3")
    assert 'value="Bring it into the attendance"' not in page.text
    refused = confirm(editor, meeting, page)
    assert errors(refused)[""] == "Mend the refused rows in the file and upload it again: nothing was written."
    assert attendance(meeting) == [("Chad", 2, 1), ("ICBL", 5, None)]


def test_a_name_of_two_states_is_asked_about(editor, meeting):
    for code in ("CD", "CG"):
        StateFactory(iso2=code, iso3=f"{code}X", name={"en": f"The {code}"}, aliases="Congo")
    page = send(editor, meeting, as_csv([{"state": "Congo", "delegates": "1"}]))
    assert listed(page, "removed") == ["Row 2 Congo state “Congo” may be any of these: CD; CG."]


def test_what_somebody_else_changed_meanwhile_is_looked_at_again(editor, second_editor, meeting):
    page = send(editor, meeting, as_csv(ROWS))
    second_editor.save(meeting.attendance.get(organisation="ICBL"), delegates="6")
    again = confirm(editor, meeting, page)
    assert errors(again)[""] == "Somebody else has changed the attendance meanwhile: look at it again."
    assert "Delegations: 2 added, 2 changed." in words(again.text)
    assert attendance(meeting) == [("Chad", 2, 1), ("ICBL", 6, None)]
    confirm(editor, meeting, again)
    assert attendance(meeting) == [("Chad", 3, None), ("Türkiye", 4, 0), ("ICBL", 5, None), ("ICRC", 2, 2)]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"name,number\nChad,2\n", "No header was found"),
        (b"state,delegates,State\nChad,2,Chad\n", "These columns stand there twice: state."),
        (b"state,delegates\n", "The file has a header, but no row below it."),
        (b"PK\x03\x04nothing", "The spreadsheet is broken and can't be read"),
    ],
)
def test_a_file_that_is_no_attendance_is_refused_with_its_reason(editor, meeting, data, told):
    assert told in errors(send(editor, meeting, data))["file"]


def test_without_a_meeting_or_a_file_the_form_says_so(editor):
    page = editor.client.post(PAGE)
    assert page.text.count("This field is required.") == 2


def test_a_sheet_that_nobody_looked_at_or_of_another_meeting_is_not_written(editor, meeting):
    page = send(editor, meeting, as_csv(ROWS))
    for where, said in ((meeting, {"sheet": "forged"}), (MeetingFactory(), {})):
        done = confirm(editor, where, page, **said)
        assert notices(done) == [("warning", "Choose the file once more: nothing was changed.")]
    assert Attendance.objects.count() == 2


def test_officers_bring_no_spreadsheet_in(officer, meeting):
    assert officer.client.get(PAGE).status_code == 403
    assert send(officer, meeting, as_csv(ROWS)).status_code == 403
    assert officer.client.post(f"{PAGE}{meeting.pk}/").status_code == 403
    assert PAGE not in officer.list(Attendance).text


def test_the_list_leads_to_the_spreadsheet(editor):
    assert f'<a href="{PAGE}">Bring a spreadsheet in</a>' in editor.list(Attendance).text


@pytest.mark.parametrize("rows", [1, 3])
def test_looking_at_a_file_costs_the_same_however_many_rows(editor, meeting, rows, django_assert_num_queries):
    states = [StateFactory() for _each in range(rows)]
    data = as_csv([{"state": state.iso2, "delegates": "2"} for state in states])
    with django_assert_num_queries(8):
        send(editor, meeting, data)
