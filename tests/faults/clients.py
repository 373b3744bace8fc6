"""Readers and a secretary on loopback, and what they were answered."""

import http.client
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.staff import Fields

NO_ANSWER = 0
"""The connection was cut."""


@dataclass(frozen=True)
class Answer:
    """When it came and how long it took, in seconds."""

    path: str
    status: int
    at: float
    seconds: float
    retry_after: str
    body: bytes = b""


class Visitor:
    """One browser: keeps its cookies, follows no redirects."""

    def __init__(self, port):
        self.origin = f"http://127.0.0.1:{port}"
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(cookies, StaysHere())

    def ask(self, path, data=None, kind="application/x-www-form-urlencoded"):
        began = time.monotonic()
        request = urllib.request.Request(self.origin + path, data, {"Content-Type": kind} if data else {})  # noqa: S310 loopback
        try:
            with self.opener.open(request, timeout=40) as response:
                return answered(path, began, response)
        except urllib.error.HTTPError as error:
            with error:
                return answered(path, began, error)
        except (OSError, http.client.HTTPException):
            return Answer(path, NO_ANSWER, time.monotonic(), time.monotonic() - began, "")

    def form(self, path, form_id):
        fields = Fields(form_id)
        fields.feed(self.ask(path).body.decode())
        return fields.values

    def sign_in(self, name, password):
        values = self.form("/admin/login/?next=/admin/", "login-form")
        return self.post("/admin/login/?next=/admin/", values | {"username": name, "password": password})

    def post(self, path, values):
        """As a form with files is posted."""
        return self.ask(path, encode_multipart(BOUNDARY, values), MULTIPART_CONTENT)


class StaysHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def answered(path, began, response):
    body = response.read()
    now = time.monotonic()
    return Answer(path, response.status, now, now - began, response.headers.get("Retry-After", ""), body)


class Load:
    """Readers who ask one address after another until they are told to end."""

    def __init__(self, port, paths, deeds=(), readers=6):
        self.answers, self.is_over = [], threading.Event()
        anybody = Visitor(port)
        deeds = [*deeds, *[lambda path=path: anybody.ask(path) for path in paths]]
        self.threads = [threading.Thread(target=self.read, args=(deeds, reader)) for reader in range(readers)]

    def read(self, deeds, reader):
        while not self.is_over.is_set():
            for place in range(len(deeds)):
                self.answers.append(deeds[(place + reader) % len(deeds)]())
                time.sleep(0.01)

    @contextmanager
    def going_on(self):
        for thread in self.threads:
            thread.start()
        try:
            yield
        finally:
            self.is_over.set()
            for thread in self.threads:
                thread.join()

    def counts(self):
        return dict(sorted(Counter(answer.status for answer in self.answers).items()))
