"""Links to a draft: made, given away, revoked at the staff's desk."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import DraftLink
from tests.factories import AgendaItemFactory, MeetingFactory
from tests.staff import errors, fields, notices, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    meeting = MeetingFactory(slug="im-2024", short_name="IM-2024", title={"en": "2024 Meetings"}, status="draft")
    AgendaItemFactory(meeting=meeting, title={"en": "Xylophone"})
    return meeting


def page_of(meeting):
    return reverse("admin:meetings_meeting_draft_links", args=[meeting.pk])


def make(desk, meeting, **changes):
    drawn = fields(desk.client.get(page_of(meeting)), "draftlink_form")
    return desk.client.post(page_of(meeting), {**drawn, "for_whom": "The President", **changes}, follow=True)


def rows(response):
    body = response.text.partition("<tbody>")[2].partition("</tbody>")[0]
    return [words(row) for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)]


def addresses(response):
    return re.findall(r'readonly value="([^"]+)"', response.text)


def revoke(desk, link, meeting=None):
    path = reverse("admin:meetings_meeting_revoke_draft_link", args=[(meeting or link.meeting).pk, link.pk])
    return desk.client.post(path, follow=True)


def opened(address):
    """By somebody without an account."""
    return Client().get(address.removeprefix("http://testserver"))


@time_machine.travel(datetime(2024, 6, 1, 8, tzinfo=UTC), tick=False)
def test_a_link_is_made_opens_the_draft_and_opens_nothing_once_it_is_revoked(editor, meeting):
    page = make(editor, meeting)
    assert notices(page) == [("success", "The link for The President is made: copy its address below.")]
    made, expires = "1 June 2024, 10:00", "15 June 2024, 10:00"
    assert rows(page) == [f"The President {made} editor {expires} Copy Revoke : The President"]
    (address,) = addresses(page)
    assert address.startswith("http://testserver/drafts/")
    assert "Xylophone" in opened(address).text
    link = DraftLink.objects.get()
    assert (link.meeting, link.made_by) == (meeting, editor.user)
    page = revoke(editor, link)
    assert notices(page) == [("success", "The link for The President is revoked: its address opens nothing any more.")]
    assert rows(page) == [f"The President {made} editor {expires} Revoked on 1 June 2024, 10:00"]
    assert addresses(page) == []
    assert opened(address).status_code == 404


def test_an_expired_link_is_told_as_such_without_its_address(editor, meeting):
    page = make(editor, meeting)
    (address,) = addresses(page)
    DraftLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    page = editor.client.get(page_of(meeting))
    assert rows(page)[0].endswith("Expired")
    assert addresses(page) == []
    assert opened(address).status_code == 404


def test_what_was_revoked_keeps_its_time_however_often_one_presses(editor, meeting):
    make(editor, meeting)
    revoke(editor, DraftLink.objects.get())
    before = DraftLink.objects.get().revoked_at
    assert notices(revoke(editor, DraftLink.objects.get())) == []
    assert DraftLink.objects.get().revoked_at == before


def test_looking_at_the_address_of_the_button_revokes_nothing(editor, meeting):
    make(editor, meeting)
    link = DraftLink.objects.get()
    editor.client.get(reverse("admin:meetings_meeting_revoke_draft_link", args=[meeting.pk, link.pk]))
    assert DraftLink.objects.get().is_open


def test_a_link_is_revoked_on_its_own_meetings_page_alone(editor, meeting):
    make(editor, meeting)
    assert revoke(editor, DraftLink.objects.get(), MeetingFactory()).status_code == 404
    assert DraftLink.objects.get().is_open


@time_machine.travel(datetime(2024, 6, 1, 8, tzinfo=UTC), tick=False)
@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"for_whom": " "}, {"for_whom": "This field is required."}),
        ({"for_whom": "x" * 201}, {"for_whom": "Ensure this value has at most 200 characters (it has 201)."}),
        ({"for_whom": "\x00"}, {"for_whom": "Null characters are not allowed."}),
        ({"expires_at": ""}, {"expires_at": "This field is required."}),
        ({"expires_at": "soon"}, {"expires_at": "Enter a valid date/time."}),
        ({"expires_at": "2024-06-01T10:00"}, {"expires_at": "This moment is past."}),
        ({"expires_at": "0001-01-01T00:00"}, {"expires_at": "This moment is past."}),
        ({"expires_at": "2025-06-03T10:00"}, {"expires_at": "At most a year from now."}),
        ({"expires_at": "9999-12-31T23:59"}, {"expires_at": "At most a year from now."}),
    ],
)
def test_a_bad_value_is_told_at_its_field_and_no_link_is_made(editor, meeting, changes, told):
    assert errors(make(editor, meeting, **changes)) == told
    assert DraftLink.objects.count() == 0


def test_an_officer_is_refused_and_a_stranger_asked_to_sign_in(editor, officer, client, meeting):
    make(editor, meeting)
    link = DraftLink.objects.get()
    assert officer.client.get(page_of(meeting)).status_code == 403
    assert revoke(officer, link).status_code == 403
    assert client.post(page_of(meeting), {"for_whom": "Me"}).status_code == 302
    assert [row.is_open for row in DraftLink.objects.all()] == [True]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_however_many_links(superuser, meeting, number, django_assert_num_queries):
    for _ in range(number):
        DraftLink.objects.create(meeting=meeting, for_whom="A chair", made_by=superuser.user)
    with django_assert_num_queries(10):
        page = superuser.client.get(page_of(meeting))
    assert len(addresses(page)) == number


def test_the_page_is_drawn_without_inline_style_and_script(editor, meeting):
    page = make(editor, meeting)
    assert " style=" not in page.text
    assert "<script>" not in page.text
