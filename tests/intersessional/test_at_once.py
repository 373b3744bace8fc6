"""A deed of staff that meets another one at the same instant is done again, and told where that doesn't help."""

import sqlite3
from contextlib import closing

import psycopg
import pytest
from django.contrib import messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpResponse

from committees.models import State
from intersessional.lib.at_once import TIMES, done_again
from tests.factories import StateFactory
from tests.staff import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of(rf):
    def request(method="post", **about):
        made = getattr(rf, method)("/admin/", **about)
        made.session = {}
        made._messages = FallbackStorage(made)
        return made

    return request


def page(failing, deed):
    """Does the deed, and fails with it so often."""
    times = []

    @done_again
    @transaction.atomic
    def view(request):
        times.append(len(times) + 1)
        messages.info(request, f"Time {times[-1]}")
        if len(times) <= failing:
            deed()
        return HttpResponse("Stored")

    return view, times


def twice():
    """A row that is there already, as one that somebody else has added since it was looked for."""
    state = StateFactory()
    State.objects.bulk_create([State(iso2=state.iso2, iso3="XXX", name={"en": "Twice"}, status=state.status)])


def nobodys():
    """What no other deed can cause: a fault of ours."""
    State.objects.bulk_create([State(iso2="ZZ", iso3="ZZX", name={"en": "Z"}, status=None)])


def deadlock():
    raise OperationalError from psycopg.errors.DeadlockDetected()


def held():
    raise OperationalError from psycopg.errors.LockNotAvailable()


def busy():
    """As SQLite says it of a file that somebody else writes to."""
    address = "file:busy?mode=memory&cache=shared"
    with closing(sqlite3.connect(address, uri=True)) as one, closing(sqlite3.connect(address, uri=True)) as two:
        one.execute("BEGIN IMMEDIATE")
        try:
            two.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OperationalError from error


def outage():
    raise OperationalError from psycopg.OperationalError("the server closed the connection")


@pytest.mark.parametrize("deed", [twice, deadlock])
def test_what_met_another_is_done_again_and_tells_only_what_it_did(request_of, deed):
    view, times = page(1, deed)
    request = request_of()
    assert view(request).content == b"Stored"
    assert times == [1, 2]
    assert [str(message) for message in messages.get_messages(request)] == ["Time 2"]


@pytest.mark.parametrize(("deed", "number"), [(twice, TIMES), (deadlock, TIMES), (held, 1), (busy, 1)])
def test_where_that_doesnt_help_a_page_says_that_nothing_was_saved(request_of, deed, number):
    view, times = page(TIMES, deed)
    answer = view(request_of())
    assert (answer.status_code, len(times)) == (409, number)
    assert "Nothing was saved Somebody else was saving the same at this moment." in words(answer.content.decode())
    assert State.objects.count() == 0


def test_a_script_is_told_in_a_sentence(request_of):
    view, _times = page(TIMES, held)
    answer = view(request_of(data="{}", content_type="application/json"))
    told = b'{"told": "Somebody else was saving the same. Nothing was saved: save again."}'
    assert (answer.status_code, answer.content) == (409, told)


@pytest.mark.parametrize(("deed", "error"), [(nobodys, IntegrityError), (outage, OperationalError)])
def test_what_nobody_else_can_cause_is_a_fault(request_of, deed, error):
    view, times = page(1, deed)
    with pytest.raises(error):
        view(request_of())
    assert times == [1]


def test_who_only_looks_is_not_asked_to_save_again(request_of):
    view, times = page(1, twice)
    with pytest.raises(IntegrityError):
        view(request_of("get"))
    assert times == [1]
