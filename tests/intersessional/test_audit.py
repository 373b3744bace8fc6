"""The audit log: only ever added to, chained, read by superusers, and without a word of a person."""

import csv
import io
import json
from datetime import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction
from django.urls import reverse

from intersessional.audit import log
from intersessional.audit.chain import faults, seal
from intersessional.audit.models import Kind, Leave, Line, Seal
from tests.factories import LineFactory, MeetingFactory
from tests.staff import list_address

pytestmark = pytest.mark.django_db

WAYS = {
    "a line changed": "UPDATE audit_line SET kind = 'added'",
    "a line deleted": "DELETE FROM audit_line",
    "a seal changed": "UPDATE audit_seal SET digest = ''",
    "a seal deleted": "DELETE FROM audit_seal",
}


def sealed(number):
    lines = LineFactory.create_batch(number)
    seal()
    return lines


def without_triggers(statement):
    """As somebody could who owns the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(statement)
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement)
        for _name, sql in triggers:
            cursor.execute(sql)


@pytest.mark.parametrize("statement", WAYS.values(), ids=WAYS.keys())
def test_the_database_refuses_to_change_or_delete_what_is_written(statement):
    sealed(2)
    with pytest.raises(Error, match="only ever added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (Line.objects.count(), Seal.objects.count()) == (2, 2)


def test_a_line_isnt_replaced_by_one_of_its_key_nor_the_table_emptied():
    line = LineFactory.create()
    replaced = "INSERT OR REPLACE INTO audit_line SELECT * FROM audit_line"
    statement = replaced if connection.vendor == "sqlite" else "TRUNCATE audit_line"
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(Line.objects.all()) == [line]


def test_a_leave_lets_go_of_what_is_sealed_up_to_its_number_and_of_nothing_else():
    first, second, third = sealed(3)
    Leave.objects.create(until=2)
    Line.objects.filter(pk__in=[first.pk, second.pk]).delete()
    with pytest.raises(Error), transaction.atomic():
        third.delete()
    assert [line.pk for line in Line.objects.all()] == [third.pk]


def test_a_whole_log_is_told_to_be_whole(capsys):
    sealed(3)
    call_command("check_audit")
    assert capsys.readouterr().out.startswith("The audit log is whole: the last is seal 3, ")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE audit_line SET actor = 7 WHERE id = {second}", "Line {second} is not what seal 2 was made of."),
        ("DELETE FROM audit_line WHERE id = {second}", "Line {second} of seal 2 is missing."),
        ("DELETE FROM audit_seal WHERE number = 2", "Seals 2 to 2 are missing."),
        ("DELETE FROM audit_seal WHERE number = 1", "The chain begins at seal 2: what stood before was not deleted"),
    ],
)
def test_the_chain_shows_what_was_changed_or_taken_out_past_the_triggers(statement, told, capsys):
    _first, second, _third = sealed(3)
    without_triggers(statement.format(second=second.pk))
    with pytest.raises(CommandError, match="not whole"):
        call_command("check_audit")
    assert told.format(second=second.pk) in capsys.readouterr().err


def test_a_line_is_sealed_after_its_transaction_and_one_that_was_left_behind_is_told(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        log.write(Kind.EXPORTED)
    assert list(faults()) == []
    LineFactory.create()
    assert list(faults()) == ["Lines without a seal: 1."]
    seal()
    assert list(faults()) == []


@pytest.mark.parametrize(
    "fact", ["Jane Doe", "jane@example.org", "Jane", "née", {"name": "Jane Doe"}, ["x", "J D"], 1.5]
)
def test_what_could_be_of_a_person_is_refused_as_a_fact(fact):
    with pytest.raises(ValueError, match="a name, a number"):
        log.write(Kind.CHANGED, told=fact)
    assert not Line.objects.exists()


def test_a_line_carries_the_id_of_its_request(superuser):
    answer = superuser.act("export_csv", [MeetingFactory.create()])
    assert Line.objects.latest("pk").request_id == answer.headers["X-Request-ID"]


# On the desk


def test_superusers_alone_read_the_log_and_nobody_edits_it(superuser, editor, officer):
    line = LineFactory.create()
    page = reverse("admin:audit_line_change", args=[line.pk])
    for other in (editor, officer):
        assert other.list(Line).status_code == 403
        assert other.client.get(page).status_code == 403
    assert superuser.client.get(page).status_code == 200
    for address in (page, reverse("admin:audit_line_add"), reverse("admin:audit_line_delete", args=[line.pk])):
        assert superuser.client.post(address, {"kind": "added", "post": "yes"}).status_code == 403
    assert "delete_selected" not in superuser.list(Line).content.decode()
    line.refresh_from_db()
    assert line.kind == Kind.CHANGED


def test_the_log_is_found_by_account_row_and_kind(superuser, editor):
    LineFactory.create(actor=editor.user.pk, kind=Kind.EXPORTED)
    LineFactory.create(actor=superuser.user.pk, subject_type="auth.user", subject_key="99")

    def found(query):
        return [line.kind for line in superuser.list(Line, query).context["cl"].queryset]

    assert found("?q=editor") == ["exported"]
    assert found("?q=99") == found("?q=auth.user") == found("?kind=changed") == ["changed"]
    assert found("?q=nobody") == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_many_lines(superuser, number, django_assert_num_queries):
    LineFactory.create_batch(number, actor=superuser.user.pk)
    with django_assert_num_queries(5):
        assert superuser.list(Line).content.decode().count("<th class=") == number


def test_the_log_is_taken_as_a_file_which_leaves_a_line_itself(superuser):
    line = LineFactory.create(facts={"fields": ["name"]})
    answer = superuser.act("export_csv", [line])
    [row] = csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
    assert (row["id"], row["kind"], json.loads(row["facts"])) == (str(line.pk), "changed", {"fields": ["name"]})
    assert datetime.fromisoformat(row["at"]) == line.at
    newest = Line.objects.latest("pk")
    assert (newest.kind, newest.subject_type, newest.actor) == (Kind.EXPORTED, "audit.line", superuser.user.pk)


def test_the_log_stands_among_the_accounts_on_the_start_page(superuser):
    assert list_address(Line) in superuser.client.get(reverse("admin:index")).content.decode()
