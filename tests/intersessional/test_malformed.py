"""In the admin a value that no field could hold is answered 400, and its stack stands in the log."""

import logging

import pytest

from intersessional.malformed import MalformedRequests
from tests.factories import MeetingFactory
from tests.staff import list_address

pytestmark = pytest.mark.django_db

GUARD = "intersessional.malformed.MalformedRequests"
ADDRESSES = [
    "/admin/meetings/agendaitem/add/?meeting=x",
    "/admin/meetings/agendaitem/add/?chairs=%00",
    "/admin/meetings/meeting/%00/history/1/",
    "/admin/meetings/meeting/1/history/x/",
]


@pytest.fixture
def guarded(settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, GUARD]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_malformed_address_is_a_bad_request(guarded, superuser, address, caplog):
    with caplog.at_level(logging.ERROR, "intersessional.malformed"):
        response = superuser.client.get(address)
    assert response.status_code == 400
    assert [record.exc_info is not None for record in caplog.records if record.name == "intersessional.malformed"] == [
        True
    ]


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_the_guard_it_would_be_an_error(superuser, address):
    superuser.client.raise_request_exception = False
    assert superuser.client.get(address).status_code == 500


@pytest.mark.parametrize(
    "query",
    [
        *("?q=%00", "?starts_on__year=99999", "?starts_on__year=x", "?starts_on__month=13", "?p=99999999999999999999"),
        *("?status__exact=%00", "?o=x.9", "?e=1", "?id=1", "?folded__regex=["),
    ],
)
def test_a_malformed_list_never_fails(guarded, superuser, query):
    meeting = MeetingFactory()
    assert superuser.client.get(list_address(type(meeting)) + query, follow=True).status_code in {200, 400}


def test_a_list_is_filtered_only_by_what_it_offers(superuser):
    meeting = MeetingFactory(president="Ms. Belo")
    assert superuser.list(type(meeting), "?president__startswith=Ms").status_code == 400
    assert superuser.list(type(meeting), "?status__exact=published").status_code == 200


def test_a_selection_that_isnt_one_changes_nothing(guarded, superuser):
    meeting = MeetingFactory()
    posted = {"action": "cancel", "index": "0", "_selected_action": ["x", "99999999999999999999"]}
    assert superuser.client.post(list_address(type(meeting)), posted).status_code == 400
    meeting.refresh_from_db()
    assert meeting.status == "published"


def test_the_guard_leaves_other_pages_to_themselves(guarded, rf):
    request = rf.get("/meetings/")
    request.resolver_match = None
    assert MalformedRequests(lambda _request: None).process_exception(request, ValueError()) is None
