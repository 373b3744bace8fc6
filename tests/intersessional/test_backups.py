"""A backup holds all of a site, is refused if a byte of it differs, and brings the site back elsewhere."""

import io
import json
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from intersessional.backups import postgresql
from intersessional.backups.archive import checksum, read_sums, write_sums
from intersessional.backups.engines import engine
from intersessional.signing_in.models import Attempt
from meetings.models import Meeting
from tests.factories import PDF, AgendaItemFactory, DocumentFactory, MeetingFactory, released, stored
from tests.intersessional.test_uploads import disk_that_takes

pytestmark = pytest.mark.django_db(transaction=True)

LEFT_OUT = ("django_session", "signing_in_attempt")
TITLE = {"en": "Clearance\nin “Ruritania”", "ar": "إزالة"}
PASSWORD = "of the secretariat alone"


def run(command, *args, **options):
    said = io.StringIO()
    call_command(command, *args, stdout=said, **options)
    return said.getvalue()


def refused(command, *args, **options):
    with pytest.raises(CommandError) as fault:
        run(command, *args, **options)
    return str(fault.value)


def made(said):
    return Path(said.splitlines()[-1].removeprefix("Made "))


@pytest.fixture
def site(files):
    """A released meeting, a document with its file, an account that is signed in, a guess of a password."""
    meeting = MeetingFactory(slug="im-2024")
    AgendaItemFactory(meeting=meeting, title=TITLE)
    released(meeting)
    stored(document=DocumentFactory(meeting=meeting))
    User.objects.create_superuser("head", password=PASSWORD)
    Client().login(username="head", password=PASSWORD)
    Attempt.objects.create(name="somebody")
    return meeting


@pytest.fixture
def before(site):
    """Rows and checksums of each table, as they are backed up."""
    return engine().states()


@pytest.fixture
def backup(before, tmp_path):
    return made(run("backup", tmp_path / "backups"))


@pytest.fixture(scope="module")
def empty_database(django_db_setup, django_db_blocker, tmp_path_factory):
    """The name of one beside the tests' own; to drop it may take PostgreSQL a while."""
    if connection.vendor == "sqlite":
        yield str(tmp_path_factory.mktemp("elsewhere") / "restored.sqlite3")
        return
    name = f"{connection.settings_dict['NAME']}_restored"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield name
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(f"DROP DATABASE {name}")
        cursor.execute("RESET statement_timeout")


@pytest.fixture
def elsewhere(backup, empty_database, settings, tmp_path):
    """Another machine: the connection leads to an empty database, files to an empty folder, until the test ends."""
    connection.close()
    here, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], empty_database
    settings.MEDIA_ROOT = tmp_path / "restored files"
    yield settings.MEDIA_ROOT
    if connection.vendor == "sqlite":
        connection.close()
        for file in Path(empty_database).parent.iterdir():
            file.unlink()
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    connection.close()
    connection.settings_dict["NAME"] = here


def tables():
    return connection.introspection.table_names()


def test_a_site_is_restored_elsewhere_with_equal_counts_checksums_and_files_and_its_accounts(
    site, before, backup, elsewhere, client, text_of
):
    assert "Everybody signs in again." in run("restore", backup)
    after = engine().states()
    assert {name: state.rows for name, state in after.items()} == {
        name: 0 if name in LEFT_OUT else state.rows for name, state in before.items()
    }
    kept = before.keys() - {*LEFT_OUT, "meetings_meeting"}
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert [path.read_bytes() for path in elsewhere.rglob("*.pdf")] == [PDF]
    client.post("/admin/login/", {"username": "head", "password": PASSWORD})
    assert "head" in text_of(client.get("/admin/"))
    assert client.get("/meetings/im-2024/schedule.json").json()["items"][0]["title"] == TITLE
    assert MeetingFactory().pk > site.pk


@pytest.mark.once
def test_sessions_guesses_and_answers_that_browsers_keep_dont_come_to_life_again(site, before, backup, elsewhere):
    assert [before[name].rows for name in LEFT_OUT] == [1, 1]
    run("restore", backup)
    assert (Session.objects.count(), Attempt.objects.count()) == (0, 0)
    assert Meeting.objects.get().public_version > site.public_version + 10_000


@pytest.mark.once
def test_one_flipped_byte_is_refused_before_anything_is_touched(backup, elsewhere):
    for part in ("database.*", "manifest.json", "SHA256SUMS", "files/*/*.pdf"):
        [path] = backup.glob(part)
        whole = path.read_bytes()
        content = bytearray(whole)
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        assert re.search("damaged|missing|no part", refused("restore", backup))
        path.write_bytes(whole)
    assert (tables(), elsewhere.exists()) == ([], False)


def test_a_database_that_isnt_empty_is_replaced_only_when_told(backup):
    MeetingFactory(slug="since")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE of_a_newer_version (id integer PRIMARY KEY, meeting_id bigint REFERENCES meetings_meeting)"
        )
    now = engine().states()
    assert "The database is not empty." in refused("restore", backup)
    assert engine().states() == now
    run("restore", backup, "--replace")
    assert list(Meeting.objects.values_list("slug", flat=True)) == ["im-2024"]
    assert "of_a_newer_version" not in tables()


@pytest.mark.once
def test_a_file_of_the_same_name_with_other_content_is_not_overwritten(backup, elsewhere):
    [file] = backup.glob("files/*/*.pdf")
    there = elsewhere / file.relative_to(backup / "files")
    there.parent.mkdir(parents=True)
    there.write_bytes(b"of another site")
    assert "is another file than in the backup" in refused("restore", backup)
    assert (there.read_bytes(), tables()) == (b"of another site", [])
    run("restore", backup, "--replace")
    assert there.read_bytes() == PDF


def test_an_older_schema_is_brought_up_to_date(site, tmp_path):
    call_command("migrate", "signing_in", "zero", verbosity=0)
    try:
        backup = made(run("backup", tmp_path / "backups"))
    finally:
        call_command("migrate", "signing_in", verbosity=0)
    run("restore", backup, "--replace")
    assert Attempt.objects.count() == 0


@pytest.mark.once
def test_a_newer_schema_is_refused(site, tmp_path):
    recorder = MigrationRecorder(connection)
    recorder.record_applied("meetings", "9999_of_a_newer_version")
    try:
        backup = made(run("backup", tmp_path / "backups"))
        assert "doesn't know meetings.9999_of_a_newer_version" in refused("restore", backup, "--replace")
    finally:
        recorder.record_unapplied("meetings", "9999_of_a_newer_version")


def rewrite(backup, text):
    """The manifest says something else, and the sums agree."""
    (backup / "manifest.json").write_text(text)
    write_sums(backup, read_sums(backup) | {"manifest.json": checksum(backup / "manifest.json")})


@pytest.mark.once
def test_a_manifest_of_another_kind_is_refused(backup, elsewhere):
    told = json.loads((backup / "manifest.json").read_text())
    for text, sentence in (
        ("no JSON", "The manifest of the backup can't be understood."),
        ("{}", "The manifest of the backup can't be understood."),
        (json.dumps(told | {"format": 2}), "The backup was made by a newer version"),
        (json.dumps(told | {"database": "oracle"}), "This is a backup of oracle"),
    ):
        rewrite(backup, text)
        assert sentence in refused("restore", backup)
    assert tables() == []


@pytest.mark.once
def test_what_was_restored_is_compared_with_what_was_backed_up(backup, elsewhere):
    told = json.loads((backup / "manifest.json").read_text())
    told["tables"]["auth_user"]["rows"] += 1
    rewrite(backup, json.dumps(told))
    assert "What was restored differs from what the backup tells, in auth_user:" in refused("restore", backup)


def test_a_backup_says_what_it_does_and_keeps_as_many_as_told(site, tmp_path, settings):
    settings.BACKUP_ROOT = tmp_path / "backups"
    (settings.BACKUP_ROOT / "intersessional-20200101T000000Z").mkdir(parents=True)
    (settings.BACKUP_ROOT / "intersessional-20200101T000000Z" / "SHA256SUMS").touch()
    said = run("backup", "--keep", "1").splitlines()
    assert "Files: 100 %" in said
    assert said[-1] == f"Deleted {settings.BACKUP_ROOT / 'intersessional-20200101T000000Z'}"
    assert len(list(settings.BACKUP_ROOT.iterdir())) == 1
    assert "Keep one backup at least." in refused("backup", "--keep", "0")


def test_a_full_disk_leaves_no_backup(site, tmp_path):
    with disk_that_takes(50_000):
        told = refused("backup", tmp_path / "backups")
    assert told.endswith("No backup was made.")
    assert list((tmp_path / "backups").iterdir()) == []


def test_missing_programs_are_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(postgresql, "DEBIAN", tmp_path)
    assert "Not found: pg_dump, pg_restore, psql." in postgresql.obstacle()
