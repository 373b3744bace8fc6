"""A database that is stopped or hangs under load: readers are told so, and nobody has to start anything again."""

import os
import re
import signal
import time

import pytest

from tests.faults.clients import NO_ANSWER, Load, Visitor

pytestmark = [pytest.mark.slow, pytest.mark.own_postgresql]

PAGES = ["/", "/meetings/", "/search/?q=mine", "/committees/", "/documents.csv", "/readyz"]
ALWAYS_UP = "/healthz"


def editing(secretary):
    """A deed that saves a meeting again, as a form in the admin."""
    page = secretary.ask("/admin/meetings/meeting/").body.decode()
    address = re.search(r"/admin/meetings/meeting/[0-9]+/change/", page)[0]
    values = secretary.form(address, "meeting_form")
    return lambda: secretary.post(address, values)


@pytest.fixture
def load(server, secretary, style_sheet):
    deeds = [editing(secretary), lambda: secretary.ask("/admin/meetings/meeting/")]
    return Load(server.port, [*PAGES, ALWAYS_UP, style_sheet], deeds)


def seconds_until_good(load, back):
    """From the database's return to the first good page; what was refused last, before or after it."""
    good = min(
        answer.at for answer in load.answers if answer.path in PAGES and answer.status == 200 and answer.at > back
    )
    refused = max(answer.at for answer in load.answers if answer.status == 503)
    return {"back after": round(good - back, 2), "last 503 after": round(refused - back, 2)}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["stopped", "crashed"])
def test_a_database_stopped_under_load_is_503_and_back_within_five_seconds(
    cluster, server, load, style_sheet, figures, how
):
    workers = server.workers()
    with load.going_on():
        time.sleep(2)
        cluster.stop(how)
        gone = time.monotonic()
        time.sleep(2)
        cluster.start()
        back = time.monotonic()
        time.sleep(6)
    while_away = [answer for answer in load.answers if answer.status == 503]
    returned = seconds_until_good(load, back)
    figures |= {
        "answers": load.counts(),
        "slowest 503": round(max(answer.seconds for answer in while_away), 2),
        "away": round(back - gone, 2),
        **returned,
    }
    assert set(load.counts()) <= {200, 302, 503}
    assert len(while_away) > 10
    assert {answer.retry_after for answer in while_away} == {"10", ""}
    assert {answer.path for answer in while_away if not answer.retry_after} <= {"/readyz"}
    assert {answer.status for answer in load.answers if answer.path in (ALWAYS_UP, style_sheet)} == {200}
    assert max(returned.values()) < 5
    assert server.workers() == workers


def test_a_database_that_hangs_under_load_is_answered_within_ten_seconds(cluster, server, load, figures):
    workers = server.workers()
    with load.going_on():
        time.sleep(1)
        began = time.monotonic()
        with cluster.hanging():
            time.sleep(15)
            back = time.monotonic()
        time.sleep(6)
    returned = seconds_until_good(load, back)
    hung = [answer for answer in load.answers if answer.at > began]
    figures |= {
        "answers": load.counts(),
        "slowest": round(max(answer.seconds for answer in hung), 2),
        **returned,
    }
    assert set(load.counts()) <= {200, 302, 503}
    assert 503 in load.counts()
    assert max(answer.seconds for answer in hung) < 10
    assert max(returned.values()) < 5
    assert server.workers() == workers


def test_a_killed_worker_costs_what_it_was_answering_and_is_replaced(server, load, figures):
    first, second = server.workers()
    with load.going_on():
        time.sleep(1)
        os.kill(first, signal.SIGKILL)
        killed = time.monotonic()
        while len(workers := set(server.workers()) - {first}) < 2:
            time.sleep(0.02)
        replaced = time.monotonic() - killed
        time.sleep(3)
    lost = [answer for answer in load.answers if answer.status == NO_ANSWER]
    figures |= {"answers": load.counts(), "replaced after": round(replaced, 2)}
    assert set(load.counts()) <= {200, 302, NO_ANSWER}
    assert len(lost) <= 2
    assert second in workers
    assert replaced < 5
    assert {Visitor(server.port).ask(path).status for path in PAGES} == {200}
