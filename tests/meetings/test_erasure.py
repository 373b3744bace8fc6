"""A sponsored person who is erased is found nowhere any more, and money and figures are what they were."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from intersessional.audit.models import Kind, Line
from intersessional.lib.traces import BLOCK, stray_files
from meetings.actions import erasure
from meetings.models import AwardLine, Nomination, SensitiveDetails
from meetings.models.sponsorship.published import Rounds
from tests.factories import (
    PDF,
    AwardLineFactory,
    MeetingFactory,
    NominationFactory,
    SpeakerFactory,
    SponsorshipRoundFactory,
    StateFactory,
    stored,
)
from tests.staff import address, errors, named

pytestmark = pytest.mark.django_db

MARK = "Xanthippe"
NAME = f"{MARK} Zyx"
TEXTS = {name: f"{NAME} {name}" for name in ("organisation", "function", "expertise", "needs", "proposed_by")}
DETAILS = {name: f"{MARK} {name}" for name in ("passport", "bank", "health_or_diet")}
STRAY = "ab/abcd.pdf"


@pytest.fixture(autouse=True)
def erasures(settings, tmp_path):
    """The list of erasures."""
    settings.ERASURES_FILE = tmp_path / "kept apart" / "erasures.jsonl"
    return settings.ERASURES_FILE


@pytest.fixture
def nomination(officer, files):
    """Entered as an officer would, with the person's name in every place that takes one."""
    meeting = MeetingFactory.create(ends_on=date(2024, 6, 20))
    round_ = SponsorshipRoundFactory.create(meeting=meeting, code="2024")
    person = {"name": f"{NAME} misspelt", "email": f"{MARK}@example.org", **TEXTS}
    officer.add(Nomination, f"?round={round_.pk}", state=StateFactory.create(iso2="TG").pk, gender="woman", **person)
    nomination = Nomination.objects.get()
    officer.save(nomination, name=NAME)
    AwardLineFactory.create(nomination=nomination, currency="CHF", ceiling=900, settled=850)
    other = NominationFactory.create(round=round_, reference="2024-900")
    for verb in ("offer", "accept", "attend"):
        decided(officer, round_, [nomination, other], verb, f"{NAME} must come")
    sensitive = {"date_of_birth": "1971-03-04", **DETAILS}
    officer.add(SensitiveDetails, f"?nomination={nomination.pk}", **sensitive)
    export = reverse("admin:meetings_sponsorshipround_export", args=[round_.pk])
    officer.client.post(export, {"reason": f"visa of {NAME}"})
    path = Path(default_storage.path(STRAY))
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF-1.7 of a document that is deleted: " + NAME.encode())
    nomination.refresh_from_db()
    return nomination


def decided(officer, round_, nominations, verb, reason):
    page = reverse("admin:meetings_sponsorshipround_review", args=[round_.pk])
    asked = {"verb": verb, "nomination": [row.pk for row in nominations]}
    drawn = officer.client.get(page, asked)
    seen = drawn.context["prepared"].seen
    assert officer.client.post(page, {**asked, "seen": seen, "reason": reason}).status_code == 302


def dumped(where):
    """The whole database as bytes, and all files."""
    if connection.vendor == "sqlite":
        found = [path.read_bytes() for path in Path(connection.settings_dict["NAME"]).parent.glob(database_glob())]
    else:
        params = connection.get_connection_params()
        command = [shutil.which("pg_dump"), "-h", params["host"], "-U", params["user"], params["dbname"]]
        found = [subprocess.run(command, check=True, capture_output=True).stdout]
    return b"".join(found) + b"".join(path.read_bytes() for path in where.rglob("*") if path.is_file())


def database_glob():
    """With its write-ahead log beside it."""
    return f"{Path(connection.settings_dict['NAME']).name}*"


def figures():
    rounds = Rounds(date(2030, 1, 1))
    lines = AwardLine.objects.order_by("pk").values_list("nomination__reference", "currency", "ceiling", "settled")
    return list(lines), {key: sorted(delegates, key=str) for key, delegates in rounds.delegates.items()}


@pytest.mark.django_db(transaction=True)
def test_after_an_erasure_neither_the_database_nor_the_files_hold_a_word_of_the_person(nomination, files, erasures):
    def marks():
        return dumped(files).lower().count(MARK.lower().encode())

    before = figures()
    assert marks() > 20
    call_command("erase_personal_data", nomination.reference)
    assert marks() == 0
    assert b"1971-03-04" not in dumped(files)
    assert MARK not in erasures.read_text()
    assert figures() == before


def test_a_dry_run_tells_what_it_would_reach_and_changes_nothing(nomination, erasures, capsys):
    call_command("erase_personal_data", nomination.reference, dry_run=True)
    told = capsys.readouterr().out
    assert told == ("2024-001: details 1, rows 1, history 5, admin log 3, reasons 4, files 1\nNothing was changed.\n")
    assert SensitiveDetails.objects.get().passport == DETAILS["passport"]
    nomination.refresh_from_db()
    assert nomination.name == NAME
    assert default_storage.exists(STRAY)
    assert not erasures.exists()
    assert not Line.objects.filter(kind=Kind.ERASED).exists()


def erased(nomination, **more):
    return erasure.erase(reference=nomination.reference, **more)


def test_an_erasure_leaves_a_line_of_its_own_and_no_word_of_the_person(nomination):
    erased(nomination)
    line = Line.objects.latest("pk")
    reached = {"details": 1, "rows": 1, "history": 5, "admin_log": 3, "reasons": 4}
    assert (line.kind, line.subject_key) == (Kind.ERASED, str(nomination.pk))
    assert line.facts == {"reached": reached, "files": 1}


def test_a_page_that_was_open_doesnt_bring_the_person_back(officer, nomination):
    drawn = officer.read(nomination)
    erased(nomination)
    answer = officer.client.post(address(nomination), named({**drawn, "function": "Adviser"}))
    assert errors(answer)
    assert not Nomination.objects.filter(name=NAME).exists()


def test_the_search_of_officers_finds_nobody_any_more(officer, nomination):
    assert officer.list(Nomination, f"?q={MARK}").context["cl"].result_count == 1
    erased(nomination)
    assert officer.list(Nomination, f"?q={MARK}").context["cl"].result_count == 0
    assert officer.list(Nomination, "?q=2024-001").context["cl"].result_count == 1


def test_other_places_that_name_the_person_are_told_for_people_to_judge(nomination):
    speaker = SpeakerFactory.create(person=NAME)
    again = NominationFactory.create(reference="2019-004", name=NAME.upper())
    told = {str(trace) for trace in erased(nomination).left}
    assert told >= {f"meetings.speaker {speaker.pk}, person", f"meetings.nomination {again.pk}, name"}


def test_a_reason_that_shares_but_a_word_with_the_persons_details_stays(nomination):
    SensitiveDetails.objects.update(health_or_diet="none", bank="at home")
    other = Nomination.objects.get(reference="2024-900")
    Nomination.history.filter(id=other.pk).update(history_change_reason="None is at home in Geneva.")
    erased(nomination)
    reasons = set(Nomination.history.filter(id=other.pk).values_list("history_change_reason", flat=True))
    assert reasons == {"None is at home in Geneva."}


def test_a_file_that_a_row_still_refers_to_stays(nomination):
    version = stored(PDF.replace(b"Catalog", NAME.encode()))
    assert erased(nomination).files == [STRAY]
    assert default_storage.exists(version.file.name)


def test_a_text_is_found_across_the_blocks_that_a_file_is_read_in(files):
    path = files / "ab" / "large.bin"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x" * (BLOCK - 4) + NAME.encode())
    assert list(stray_files([NAME])) == ["ab/large.bin"]
    assert list(stray_files(["nobody at all"])) == []


def test_a_second_run_finds_nothing_to_do_and_writes_nothing(nomination, erasures, capsys):
    erased(nomination)
    default_storage.delete(STRAY)
    listed, lines = erasures.read_text(), Line.objects.count()
    done = erased(nomination)
    assert (list(done.lines()), bool(done)) == (["2024-001: nothing"], False)
    assert (erasures.read_text(), Line.objects.count()) == (listed, lines)


def test_whose_row_is_deleted_already_is_erased_from_what_it_has_left_behind(superuser, nomination):
    AwardLine.objects.all().delete()
    SensitiveDetails.objects.all().delete()
    superuser.client.post(address(nomination, "delete"), {"post": "yes"})
    assert not Nomination.objects.filter(reference="2024-001").exists()
    assert Nomination.history.filter(name=NAME).exists()
    erased(nomination)
    assert not Nomination.history.filter(name__contains=MARK).exists()
    assert not LogEntry.objects.filter(change_message__contains=MARK).exists()


def test_an_unknown_reference_is_told_in_a_sentence():
    with pytest.raises(CommandError, match="There is no nomination 2024-999, and never was one"):
        call_command("erase_personal_data", "2024-999")


def test_nothing_is_erased_where_the_list_cant_be_written(nomination, settings, tmp_path):
    (tmp_path / "a file").touch()
    settings.ERASURES_FILE = tmp_path / "a file" / "erasures.jsonl"
    with pytest.raises(CommandError, match="nothing of 2024-001 was erased"):
        call_command("erase_personal_data", nomination.reference)
    nomination.refresh_from_db()
    assert nomination.name == NAME


@pytest.mark.django_db(transaction=True)
def test_a_file_that_cant_be_deleted_is_told_and_goes_with_the_next_run(nomination, files):
    path = files / STRAY
    path.unlink()
    (path / "held").mkdir(parents=True)
    Path(path / "held" / "x").write_text(NAME)
    erasure.remember(erasure.Erasure("2024-001", "", "", [STRAY]))
    with pytest.raises(CommandError, match=f"could not be deleted: {STRAY}"):
        call_command("erase_personal_data", nomination.reference)
    shutil.rmtree(path)
    path.write_text("whatever")
    call_command("erase_personal_data", nomination.reference)
    assert not path.exists()


# After a restore


def restored(nomination):
    """The row as an older backup has it."""
    Nomination.objects.filter(pk=nomination.pk).update(name=NAME, folded=f"2024 001 {NAME.lower()}")


@pytest.mark.django_db(transaction=True)
def test_whoever_was_erased_goes_again_after_an_older_backup_was_restored(nomination, capsys):
    call_command("erase_personal_data", nomination.reference)
    restored(nomination)
    capsys.readouterr()
    call_command("reapply_erasures")
    call_command("reapply_erasures")
    assert capsys.readouterr().out.splitlines() == [
        "Erasures on the list: 1; applied again: 2024-001.",
        "Erasures on the list: 2; applied again: none.",
    ]
    assert not Nomination.objects.filter(name=NAME).exists()


def test_nobody_else_is_erased_who_got_the_reference_in_a_database_that_is_older_than_the_person(nomination, capsys):
    erasure.remember(erasure.Erasure("2024-001", "2020-01-01T00:00:00+00:00", "2020-02-01T00:00:00+00:00"))
    call_command("reapply_erasures")
    assert capsys.readouterr().out == "Erasures on the list: 1; applied again: none.\n"
    nomination.refresh_from_db()
    assert nomination.name == NAME


def test_without_a_list_there_is_nothing_to_apply(capsys):
    call_command("reapply_erasures")
    assert capsys.readouterr().out == "Erasures on the list: 0; applied again: none.\n"


def test_a_damaged_list_stops_with_its_line(erasures):
    erasures.parent.mkdir()
    erasures.write_text(json.dumps({"reference": "2024-001"}) + "\n")
    with pytest.raises(CommandError, match="line 1, can't be read"):
        call_command("reapply_erasures")
