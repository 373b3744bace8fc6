"""Two web servers on one PostgreSQL and one Redis, started as compose.yaml and the Dockerfile say: `make test-slow`."""

import random
import re
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from tests.servers import SITE, Web, nginx_before, two_of_everything
from tests.staff import fields
from tests.visits import visit

pytestmark = [pytest.mark.slow, pytest.mark.once]

SCHEDULE = "/meetings/bench-20/schedule/"
A_PROGRAMME_WITH_A_CHANGE = """
from tests.benchmarks.seeds import programme_of
item = programme_of(20).items.first()
item.room = "Room 9"
item.save()
"""
PAGES = (SCHEDULE, "/", "/meetings/", "/committees/", f"{SCHEDULE[:-1]}.ics")


class Secretary:
    """Signed in, posting forms as their page draws them."""

    def __init__(self, name, password):
        self.cookies = {}
        self.facts = {"username": name, "password": password}

    def sign_in(self, port):
        answer = self.post(port, "/admin/login/", "login-form", **self.facts)
        assert answer.status == 302, answer.text

    def visit(self, port, path, **more):
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookie, "Referer": f"https://{SITE}{path}"} | more.pop("headers", {})
        answer = visit(port, path, headers, **more)
        for told in answer.headers["set-cookie"]:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(told).items()}
        return answer

    def post(self, port, path, form, **changed):
        drawn = fields(self.visit(port, path), form) | changed
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.visit(port, path, method="POST", body=urlencode(drawn, doseq=True), headers=headers)


@pytest.fixture(scope="module")
def site():
    with two_of_everything(SECOND_FACTOR="off") as site:
        site.manage("shell", "--verbosity", "0", "--command", A_PROGRAMME_WITH_A_CHANGE)
        site.manage(
            "createsuperuser",
            "--no-input",
            "--username",
            "secretary",
            "--email",
            "",
            DJANGO_SUPERUSER_PASSWORD="of the test",
        )
        site.start_web()
        yield site


@pytest.fixture
def webs(site):
    """Both at work, whatever a test before has done to one."""
    for web in site.webs:
        if web.process.poll() is not None:
            web.start()
        web.wait_until_ready()
    return site.webs


def test_a_release_through_one_is_seen_on_the_other_at_once(webs):
    one, other = webs
    before = [visit(web.port, SCHEDULE) for web in webs]
    assert before[0].content == before[1].content
    secretary = Secretary("secretary", "of the test")
    secretary.sign_in(one.port)
    listed = secretary.visit(one.port, "/admin/meetings/meeting/?q=bench-20").text
    key = listed.split("/admin/meetings/meeting/")[-1].split("/")[0]
    page = f"/admin/meetings/meeting/{key}/programme/release/"
    # Signed in through one, the secretary is so at the other too.
    assert secretary.visit(other.port, page).status == 200
    assert secretary.post(one.port, page, "release_form").status == 302
    for web in (other, one):
        after = visit(web.port, SCHEDULE, {"If-None-Match": before[0].headers["etag"]})
        assert after.status == 200
        assert after.content != before[0].content


def test_an_answer_kept_by_one_is_found_by_the_other(site, webs):
    one, other = webs
    etag = visit(one.port, SCHEDULE).headers["etag"].strip('"')
    assert etag.removesuffix("-identity") in site.keys_in_redis()
    assert visit(other.port, SCHEDULE).headers["etag"].strip('"') == etag


@dataclass
class Load:
    """Readers at both servers at once; who gets no answer from one asks the other, as a proxy would."""

    ports: list
    is_tls: bool = False
    answered: list = field(default_factory=list)
    lost: list = field(default_factory=list)
    refused: int = 0
    is_over: bool = False

    def read(self):
        while not self.is_over:
            path = random.choice(PAGES)
            for port in random.sample(self.ports, len(self.ports)):
                try:
                    self.answered.append(visit(port, path, is_tls=self.is_tls).status)
                    break
                except ConnectionRefusedError:
                    self.refused += 1
                except (OSError, HTTPException) as error:
                    self.lost.append((port, type(error).__name__))

    def __enter__(self):
        self.threads = [threading.Thread(target=self.read) for _reader in range(8)]
        for thread in self.threads:
            thread.start()
        self.wait_for_more()
        return self

    def wait_for_more(self, answers=60):
        until = len(self.answered) + answers
        while len(self.answered) < until:
            time.sleep(0.05)

    def __exit__(self, *arguments):
        self.is_over = True
        for thread in self.threads:
            thread.join()


def test_one_killed_under_load_loses_no_more_than_the_requests_in_flight(webs):
    with Load([web.port for web in webs]) as load:
        webs[0].kill()
        load.wait_for_more()
    assert load.refused > 0
    assert len(load.lost) <= len(load.threads)
    assert {port for port, _how in load.lost} <= {webs[0].port}
    assert set(load.answered) == {200}


def test_one_reloaded_under_load_loses_nothing(webs):
    old = set(webs[0].workers())
    with Load([web.port for web in webs]) as load:
        webs[0].reload()
        while old & set(webs[0].workers()):
            load.wait_for_more(5)
        load.wait_for_more()
    assert (load.lost, load.refused) == ([], 0)
    assert set(load.answered) == {200}


@pytest.fixture
def proxy(site, webs):
    with nginx_before(site) as port:
        yield port


@pytest.mark.parametrize("deed", [Web.stop, Web.kill])
def test_behind_the_proxy_nobody_notices_that_one_is_gone(webs, proxy, deed):
    with Load([proxy], is_tls=True) as load:
        deed(webs[0])
        load.wait_for_more(300)
    assert (load.lost, load.refused) == ([], 0)
    assert set(load.answered) == {200}


def test_behind_the_proxy_each_version_has_its_files(site, webs, proxy):
    """As while the second server has already been upgraded, and the first not yet."""
    file = next(site.folder.glob("static/css/base.*.css"))
    address = f"/static/css/{file.name}"
    file.rename(file.with_suffix(".gone"))
    webs[0].stop()
    webs[0].start()
    webs[0].wait_until_ready()
    file.with_suffix(".gone").rename(file)
    assert visit(webs[0].port, address).status == 404
    assert {visit(proxy, address, is_tls=True).status for _time in range(6)} == {200}
    webs[0].stop()


def test_the_proxy_tells_who_asks_and_by_which_id(proxy):
    forged = {"X-Forwarded-Proto": "http", "X-Forwarded-For": "203.0.113.9", "X-Request-ID": "forged-forged"}
    answer = visit(proxy, "/meetings/", forged, is_tls=True)
    assert answer.status == 200
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["x-request-id"])
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_with_both_gone_the_proxy_asks_for_patience(webs, proxy):
    for web in webs:
        web.stop()
    answer = visit(proxy, "/", is_tls=True)
    assert (answer.status, answer.headers["retry-after"]) == (503, "10")


def everything(webs):
    return [
        (answer.status, answer.content, answer.headers.get("etag"))
        for web in webs
        for path in PAGES
        for answer in [visit(web.port, path)]
    ]


def test_without_redis_the_site_is_the_same(site, webs):
    with_it = everything(webs)
    site.redis.kill()
    site.redis.wait()
    try:
        for _time in range(2):
            assert everything(webs) == with_it
        secretary = Secretary("secretary", "of the test")
        secretary.sign_in(webs[0].port)
        assert secretary.visit(webs[1].port, "/admin/").status == 200
    finally:
        site.start_redis()
