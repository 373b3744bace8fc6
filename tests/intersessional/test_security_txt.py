"""/.well-known/security.txt: to whom weaknesses are told, and for how long that holds."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from intersessional.security_txt import somebody_is_told
from tests.intersessional.test_settings import read, start

ADDRESS = "/.well-known/security.txt"


@pytest.fixture(autouse=True)
def no_address(settings):
    settings.CONTACT_EMAIL = settings.SECURITY_CONTACT = ""


def told(response):
    return dict(line.split(": ", 1) for line in response.text.splitlines())


def test_it_names_whom_to_tell_in_which_language_and_itself(visitor, settings):
    settings.SECURITY_CONTACT = "https://example.org/report"
    response = visitor.get(ADDRESS)
    fields = told(response)
    assert list(fields) == ["Contact", "Expires", "Preferred-Languages", "Canonical"]
    assert fields["Contact"] == "https://example.org/report"
    assert fields["Preferred-Languages"] == "en"
    assert fields["Canonical"] == f"http://testserver{ADDRESS}"
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_it_is_kept_as_other_public_pages_are_and_carries_what_every_answer_does(visitor, settings):
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    headers = visitor.get(ADDRESS).headers
    assert headers["Cache-Control"] == "public, max-age=30"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Vary" not in headers or "Cookie" not in headers["Vary"]


def test_it_holds_for_half_a_year_from_the_start_and_less_than_one_from_now(visitor, settings):
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    expires = datetime.fromisoformat(told(visitor.get(ADDRESS))["Expires"])
    assert timedelta(days=178) < expires - timezone.now() < timedelta(days=181)


def test_an_expiry_doesnt_move_while_the_process_goes_on(visitor, settings, time_machine):
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    before = told(visitor.get(ADDRESS))["Expires"]
    time_machine.move_to(timezone.now() + timedelta(days=200))
    assert told(visitor.get(ADDRESS))["Expires"] == before


def test_the_address_for_readers_stands_in_where_there_is_no_other(visitor, settings):
    settings.CONTACT_EMAIL = "secretariat@example.org"
    assert told(visitor.get(ADDRESS))["Contact"] == "mailto:secretariat@example.org"


@pytest.mark.django_db
def test_without_an_address_there_is_no_such_file_and_a_deployment_is_told_so(client):
    response = client.get(ADDRESS)
    assert response.status_code == 404
    assert "<h1" in response.text
    assert [info.id for info in somebody_is_told()] == ["intersessional.I001"]


def test_with_an_address_a_deployment_is_told_nothing(settings):
    settings.CONTACT_EMAIL = "secretariat@example.org"
    assert somebody_is_told() == []


def test_an_address_without_its_scheme_stops_the_start_with_the_settings_name():
    ended = start("import django; django.setup()", SECRET_KEY="x", SECURITY_CONTACT="security@example.org")
    assert ended.returncode == 1
    assert "SECURITY_CONTACT" in ended.stderr.splitlines()[-1]
    assert read("SECURITY_CONTACT", SECURITY_CONTACT="mailto:a@example.org") == {
        "SECURITY_CONTACT": "mailto:a@example.org"
    }
