"""A draft is shown by its link to whoever has it, until it expires, is revoked, or is altered."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from intersessional.logs import SecretPathFilter
from meetings.models import DraftLink, Meeting
from tests.factories import AgendaItemFactory, MeetingFactory, released

pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    meeting = MeetingFactory(status=Meeting.Status.DRAFT)
    AgendaItemFactory(meeting=meeting, title={"en": "Not released yet"})
    maker = User.objects.create_user("editor")
    return DraftLink.objects.create(meeting=meeting, for_whom="the President", made_by=maker)


def test_the_link_opens_the_draft_loudly_and_nobody_keeps_or_indexes_it(client, link, text_of):
    page = client.get(link.get_absolute_url())
    text = text_of(page)
    assert "DRAFT Not released: for the President" in text
    assert "Not released yet" in text
    assert page["Cache-Control"] == "no-store"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex">' in page.content.decode()


def test_the_link_follows_the_draft(client, link, text_of):
    released(link.meeting)
    AgendaItemFactory(meeting=link.meeting, title={"en": "Added since"})
    assert "Added since" in text_of(client.get(link.get_absolute_url()))


def test_an_expired_link_is_not_found(client, link, time_machine):
    time_machine.move_to(link.expires_at - timedelta(seconds=2))
    assert client.get(link.get_absolute_url()).status_code == 200
    time_machine.move_to(link.expires_at + timedelta(seconds=2))
    assert client.get(link.get_absolute_url()).status_code == 404
    assert not link.is_open


def test_a_revoked_link_is_not_found(client, link):
    link.revoke()
    assert client.get(link.get_absolute_url()).status_code == 404
    assert not link.is_open


@pytest.mark.parametrize(
    "alter", [lambda token: token[:-1], lambda token: f"x{token}", lambda _token: "abc", str.upper]
)
def test_an_altered_link_is_not_found(client, link, alter):
    assert client.get(f"/drafts/{alter(link.token)}/").status_code == 404


def test_a_link_to_a_meeting_opens_no_other(client, link):
    other = MeetingFactory(status=Meeting.Status.DRAFT)
    AgendaItemFactory(meeting=other, title={"en": "Of the other meeting"})
    assert "Of the other meeting" not in client.get(link.get_absolute_url()).content.decode()


def test_the_token_is_in_no_log(client, link, caplog, settings):
    link.expires_at = datetime(2020, 1, 1, tzinfo=UTC)
    link.save()
    caplog.handler.addFilter(SecretPathFilter(settings.SECRET_PATHS))
    with caplog.at_level(logging.DEBUG):
        assert client.get(link.get_absolute_url()).status_code == 404
    assert "Not Found: /drafts/…/" in [record.getMessage() for record in caplog.records]
    assert link.token not in caplog.text


def test_every_handler_masks_secret_addresses(settings):
    for name, handler in settings.LOGGING["handlers"].items():
        assert "secret_paths" in handler["filters"], name


def test_a_link_lasts_a_fortnight_unless_it_is_said_otherwise(link):
    assert timedelta(days=13, hours=23) < link.expires_at - timezone.now() <= timedelta(days=14)
