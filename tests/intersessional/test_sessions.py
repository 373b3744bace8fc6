"""A session ends after an idle hour and after half a day; some deeds ask who is there, again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.factories import NominationFactory
from tests.intersessional.signing_in import PASSWORD, an_account, code_of, sign_in, signed_in, with_second_factor

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def is_in(client):
    return client.get("/admin/").status_code == 200


@pytest.fixture
def superuser_account():
    return an_account(is_superuser=True)


def test_an_idle_hour_ends_a_session(client, superuser_account, time_machine):
    time_machine.move_to(MORNING, tick=False)
    sign_in(client)
    time_machine.shift(timedelta(minutes=59))
    assert is_in(client)
    time_machine.shift(timedelta(minutes=61))
    assert not is_in(client)


def test_half_a_day_ends_a_session_however_much_it_is_used(client, superuser_account, time_machine):
    time_machine.move_to(MORNING, tick=False)
    sign_in(client)
    for _ in range(23):
        time_machine.shift(timedelta(minutes=30))
        assert is_in(client)
    time_machine.shift(timedelta(minutes=30))
    assert not is_in(client)


def test_the_end_stands_on_the_server(client, superuser_account, time_machine):
    time_machine.move_to(MORNING, tick=False)
    sign_in(client)
    assert Session.objects.get().expire_date == MORNING + timedelta(hours=1)
    time_machine.shift(timedelta(minutes=30))
    is_in(client)
    assert Session.objects.get().expire_date == MORNING + timedelta(minutes=90)


def test_a_page_soon_after_another_writes_nothing(client, superuser_account, django_assert_num_queries):
    sign_in(client)
    with django_assert_num_queries(2):
        client.get("/admin/jsi18n/")


def test_a_public_page_doesnt_prolong_a_session(client, superuser_account, time_machine):
    time_machine.move_to(MORNING, tick=False)
    sign_in(client)
    time_machine.shift(timedelta(minutes=30))
    assert len(client.get("/committees/").cookies) == 0
    assert Session.objects.get().expire_date == MORNING + timedelta(hours=1)


def test_a_new_password_ends_the_other_sessions(client, superuser_account):
    other = Client()
    sign_in(client)
    sign_in(other)
    new = "another long password"
    client.post("/admin/password_change/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert (is_in(client), is_in(other)) == (True, False)


# Who is there, again


@pytest.fixture
def officer_account(settings):
    settings.SECOND_FACTOR = True
    return with_second_factor(an_account(is_superuser=True))


@pytest.fixture
def export():
    return f"/admin/meetings/sponsorshipround/{NominationFactory.create().round_id}/export/"


def test_an_export_of_persons_asks_again_ten_minutes_after_the_sign_in(officer_account, export, time_machine):
    time_machine.move_to(MORNING, tick=False)
    client = signed_in(officer_account)
    assert client.get(export).status_code == 200
    time_machine.shift(timedelta(minutes=11))
    asked = [client.get(export), client.post(export, {"reason": "Visas"})]
    confirm = f"/admin/confirm/?next={export.replace('/', '%2F')}"
    assert [(answer.status_code, answer["Location"]) for answer in asked] == [(302, confirm)] * 2
    wrong = client.post(confirm, {"password": PASSWORD, "code": "000000"})
    assert "The password or the code is wrong." in wrong.text
    assert client.get(export).status_code == 302
    right = client.post(confirm, {"password": PASSWORD, "code": code_of(officer_account)})
    assert (right.status_code, right["Location"]) == (302, export)
    assert client.post(export, {"reason": "Visas"})["Content-Type"].startswith("text/csv")


def test_the_confirmation_leads_nowhere_else(officer_account):
    client = signed_in(officer_account)
    code = code_of(officer_account, steps=1)
    answer = client.post("/admin/confirm/?next=https://elsewhere.example/", {"password": PASSWORD, "code": code})
    assert answer["Location"] == "/admin/"


@pytest.mark.parametrize("page", ["second-factor", "password"])
def test_a_reset_asks_again_too(officer_account, time_machine, page):
    time_machine.move_to(MORNING, tick=False)
    lost = with_second_factor(an_account("lost"))
    client = signed_in(officer_account)
    time_machine.shift(timedelta(minutes=11))
    answer = client.post(f"/admin/auth/user/{lost.pk}/{page}/", {"password1": "new", "password2": "new"})
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/admin/confirm/")
