"""Guesses are booked before they are compared, so that a limit holds however many arrive at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone

from intersessional.signing_in.models import Attempt
from intersessional.signing_in.visitors import COOKIE, network_of
from tests.intersessional.signing_in import (
    PASSWORD,
    CountingHasher,
    an_account,
    code_of,
    sign_in,
    signed_in,
    with_second_factor,
)

COUNTING = "tests.intersessional.signing_in.CountingHasher"


@pytest.fixture
def compared(settings):
    """How many passwords were compared since."""
    settings.PASSWORD_HASHERS = [COUNTING]
    return counted


def counted(deed):
    before = CountingHasher.count
    deed()
    return CountingHasher.count - before


def guesses(number, name="secretary", address="192.0.2.1", **more):
    client = Client(REMOTE_ADDR=address)
    return [sign_in(client, name, "wrong", **more).status_code for _ in range(number)]


def later(minutes):
    Attempt.objects.update(at=timezone.now() - timedelta(minutes=minutes))


def at_once(number, deed):
    def alone(which):
        try:
            return deed(which)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(alone, range(number)))


@pytest.mark.django_db(transaction=True)
def test_of_forty_wrong_guesses_at_once_five_at_most_are_compared(compared):
    an_account()
    statuses = []
    number = compared(lambda: statuses.extend(at_once(40, lambda _: sign_in(Client(), password="wrong").status_code)))
    assert number == statuses.count(200) <= 5
    assert statuses.count(429) == 40 - number


@pytest.mark.django_db(transaction=True)
def test_of_forty_wrong_codes_at_once_five_at_most_are_compared(compared, settings):
    settings.SECOND_FACTOR = True
    with_second_factor(an_account())
    number = compared(lambda: at_once(40, lambda which: sign_in(Client(), code=f"{which:06d}")))
    assert number <= 5


@pytest.mark.django_db
def test_a_sixth_guess_within_a_quarter_of_an_hour_is_refused_with_the_time_to_wait():
    an_account()
    assert guesses(7) == [200] * 5 + [429] * 2
    refused = sign_in(Client(REMOTE_ADDR="192.0.2.1"))
    assert refused.status_code == 429
    assert 895 <= int(refused["Retry-After"]) <= 900
    assert "Try again in 15 minutes." in refused.text


@pytest.mark.django_db
def test_the_right_password_isnt_compared_while_the_pair_must_wait_and_is_after(compared):
    an_account()
    guesses(5)
    assert compared(lambda: sign_in(Client(REMOTE_ADDR="192.0.2.1"))) == 0
    later(16)
    assert sign_in(Client(REMOTE_ADDR="192.0.2.1")).status_code == 302


@pytest.mark.django_db
def test_a_refused_guess_makes_no_lock_longer(time_machine):
    time_machine.move_to(datetime(2026, 3, 2, 8, 0, tzinfo=UTC), tick=False)
    guesses(5)
    time_machine.shift(timedelta(minutes=14))
    assert guesses(6) == [429] * 6
    time_machine.shift(timedelta(minutes=1))
    assert guesses(1) == [200]


@pytest.mark.django_db
def test_an_address_has_thirty_guesses_an_hour_whatever_the_names():
    statuses = [status for number in range(31) for status in guesses(1, name=f"name-{number}")]
    assert statuses == [200] * 30 + [429]
    assert guesses(1, name="name-0", address="192.0.2.2") == [200]


@pytest.mark.django_db
def test_a_name_has_twenty_guesses_an_hour_from_wherever_they_come():
    statuses = [status for number in range(21) for status in guesses(1, "Secretary", address=f"192.0.2.{number}")]
    assert statuses == [200] * 20 + [429]


@pytest.mark.django_db
def test_strangers_cant_keep_out_who_signs_in_from_a_browser_of_theirs():
    """Nor can who sits at the same address."""
    an_account()
    own = Client(REMOTE_ADDR="192.0.2.100")
    sign_in(own)
    own.post("/admin/logout/")
    for number in range(5):
        guesses(5, address=f"192.0.2.{number}")
    guesses(5, address="192.0.2.100")
    assert sign_in(Client(REMOTE_ADDR="192.0.2.101")).status_code == 429
    assert sign_in(own).status_code == 302


@pytest.mark.django_db
def test_a_known_browser_has_five_guesses_too():
    an_account()
    own = Client()
    sign_in(own)
    own.post("/admin/logout/")
    assert [sign_in(own, password="wrong").status_code for _ in range(6)] == [200] * 5 + [429]


@pytest.mark.django_db
def test_a_browser_is_known_for_its_own_name_alone():
    an_account()
    an_account("other")
    own = Client()
    sign_in(own)
    own.post("/admin/logout/")
    guesses(5, "other", address="127.0.0.1")
    assert sign_in(own, "other").status_code == 429


@pytest.mark.django_db
def test_a_forged_mark_of_a_known_browser_is_none():
    an_account()
    client = Client()
    client.cookies[COOKIE] = "forged"
    assert [sign_in(client, password="wrong").status_code for _ in range(6)] == [200] * 5 + [429]


@pytest.mark.django_db
def test_the_mark_of_a_known_browser_is_sent_to_the_admin_alone(client):
    an_account()
    cookie = sign_in(client).cookies[COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")


@pytest.mark.django_db
def test_signing_in_takes_back_what_was_wrong_before(client):
    an_account()
    for _ in range(4):
        sign_in(client, password="wrong")
    sign_in(client)
    assert Attempt.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["nobody", "inactive", "reader", "unusable", "secretary"])
def test_as_much_is_computed_for_whoever_it_is(compared, name):
    an_account()
    an_account("inactive", is_active=False)
    an_account("reader", is_staff=False)
    unusable = an_account("unusable")
    unusable.set_unusable_password()
    unusable.save()
    assert compared(lambda: sign_in(Client(), name, "wrong")) == 1


@pytest.mark.django_db
def test_the_old_password_and_the_confirmation_are_guesses_too(settings):
    settings.SECOND_FACTOR = True
    client = signed_in(with_second_factor(an_account()))
    changed = {"old_password": "wrong", "new_password1": "another long one", "new_password2": "another long one"}
    statuses = [client.post("/admin/password_change/", changed).status_code for _ in range(3)]
    statuses += [client.post("/admin/confirm/", {"password": "wrong", "code": "000000"}).status_code for _ in range(3)]
    assert statuses == [200] * 5 + [429]


@pytest.mark.django_db
def test_no_name_and_no_address_is_stored():
    guesses(1, "secretary", "192.0.2.1")
    stored = " ".join(str(value) for value in Attempt.objects.values_list().get())
    assert "secretary" not in stored
    assert "192.0.2" not in stored


@pytest.mark.parametrize(
    ("behind", "header", "expected"),
    [
        (False, "198.51.100.7", "192.0.2.1"),
        (True, "198.51.100.7", "198.51.100.7"),
        (True, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (True, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (True, "nonsense", ""),
    ],
)
def test_the_address_is_the_one_that_our_own_proxy_tells(settings, behind, header, expected):
    settings.BEHIND_PROXY = behind
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=header)
    assert network_of(request) == expected


def test_a_code_is_of_the_right_account_alone(db, settings, client):
    settings.SECOND_FACTOR = True
    user = with_second_factor(an_account())
    assert sign_in(client, password=PASSWORD, code=code_of(user)).status_code == 302
