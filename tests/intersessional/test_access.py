"""Who may do what at which address: the table beside this file holds it all, so that its change is read in review.

`make access-table` writes it anew.
"""

import csv
import os
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from tests.intersessional.addresses import Ground, patterns
from tests.intersessional.asking import ROLES, STAFF, clients
from tests.record import rolled_back
from tests.staff import member_of

# Who may do what is the same on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

TABLE = Path(__file__).with_name("access.csv")
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")


def told(answer):
    """The status; where it leads to the sign-in, that."""
    where = answer.headers.get("Location", "")
    return "sign-in" if where.startswith("/admin/login/") else str(answer.status_code)


def asked(client, method, address):
    """What one request is answered; what it did is undone, and the client is signed in again."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = client.generic(method, address)
        if answer.streaming:
            b"".join(answer)
        transaction.set_rollback(True)
    client.cookies = cookies
    return told(answer)


def answers(asking, methods):
    """By address and role, then by method."""
    ground = Ground()
    return {
        (pattern, role): {method: asked(client, method, ground.address(pattern)) for method in methods}
        for pattern in patterns()
        for role, client in asking.items()
    }


@pytest.fixture(scope="module")
def ask(django_db_setup, django_db_blocker, tmp_path_factory):
    """What these roles are answered to these methods at every address."""

    def ask(roles, methods):
        middleware = [*settings.MIDDLEWARE, "tests.intersessional.addresses.NotDrawn"]
        changed = override_settings(
            SECOND_FACTOR=True, MIDDLEWARE=middleware, MEDIA_ROOT=tmp_path_factory.mktemp("files")
        )
        with django_db_blocker.unblock(), changed, rolled_back():
            return answers({role: client for role, client in clients().items() if role in roles}, methods)

    return ask


@pytest.fixture(scope="module")
def table(ask):
    if os.environ.get("ACCESS_TABLE") == "write":
        rows = [(*who, *told.values()) for who, told in ask(ROLES, METHODS).items()]
        with TABLE.open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([("address", "role", *METHODS), *rows])
    with TABLE.open(newline="") as file:
        return {(row.pop("address"), row.pop("role")): row for row in csv.DictReader(file)}


def part(table, roles, methods):
    return {who: {name: told[name] for name in methods} for who, told in table.items() if who[1] in roles}


def test_an_unmarked_view_is_for_staff_and_a_marked_one_knows_no_session(client, django_assert_num_queries):
    """Without the mark the address would be open; with it the answer is the same for all, and any cache may keep it."""
    with override_settings(ROOT_URLCONF="tests.intersessional.faults"):
        assert told(client.get("/unmarked")) == "sign-in"
        member = member_of("an-editor", "Editors")
        assert member.client.get("/unmarked").text == "for staff alone"
        with django_assert_num_queries(0):
            answers = [asking.get("/silent") for asking in (client, member.client)]
        assert [(answer.get("Vary", ""), len(answer.cookies)) for answer in answers] == [("", 0)] * 2


def test_every_address_stands_in_the_table_for_each_role(table):
    assert Counter(address for address, _ in table) == Counter({pattern: len(ROLES) for pattern in patterns()})


def test_a_stranger_is_answered_as_the_table_says(table, ask):
    assert ask(["anonymous"], METHODS) == part(table, ["anonymous"], METHODS)


def test_staff_read_what_the_table_says(table, ask):
    assert ask(STAFF, ["GET"]) == part(table, STAFF, ["GET"])


@pytest.mark.slow
def test_staff_change_what_the_table_says(table, ask):
    assert ask(STAFF, METHODS[1:]) == part(table, STAFF, METHODS[1:])


def test_no_address_fails_for_anybody(table):
    assert [who for who, told in table.items() if any(status.startswith("5") for status in told.values())] == []


def test_a_stranger_gets_nowhere_in_the_admin_but_to_the_sign_in_and_changes_nothing_on_the_site(table):
    for (address, _), told in part(table, ["anonymous"], METHODS).items():
        if address.startswith("admin/") and address != "admin/login/":
            assert (told["GET"], told["HEAD"], told["POST"]) == ("sign-in",) * 3
        elif address != "admin/login/":
            assert [told[method] for method in METHODS[2:]] == ["405"] * 4
