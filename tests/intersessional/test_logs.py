"""The log: one JSON object a line where asked for, with the request's id, and nothing that opens or names anything."""

import json
import logging

import pytest

from intersessional.logs import JsonLines, SecretPathFilter, logging_of
from intersessional.request_ids import current_request_id


def told(record):
    return json.loads(JsonLines().format(record))


def record(message, *arguments, stack=None):
    return logging.LogRecord("a.logger", logging.WARNING, "a.py", 1, message, arguments, stack)


def test_a_line_of_json_says_when_what_and_for_which_request():
    line = record("Not Found: %s", "/somewhere")
    line.created = 1_718_701_200.5
    token = current_request_id.set("an-id")
    try:
        assert told(line) == {
            "time": "2024-06-18T09:00:00.500+00:00",
            "level": "WARNING",
            "logger": "a.logger",
            "request_id": "an-id",
            "message": "Not Found: /somewhere",
        }
    finally:
        current_request_id.reset(token)


def test_many_lines_of_one_message_are_one_line_of_json():
    assert "\n" not in JsonLines().format(record("one\ntwo\r\n\u2028three"))


def refused(name):
    raise ValueError(f"violates\nDETAIL:  Failing row contains (1, {name}).\n")


def test_a_stack_stands_in_its_line_without_the_row_that_a_database_refused():
    try:
        refused("A. Person")
    except ValueError as error:
        line = told(record("Failed", stack=(type(error), error, error.__traceback__)))
    assert line["stack"].startswith("Traceback (most recent call last):")
    assert line["stack"].endswith("ValueError: violates\nDETAIL: …")


@pytest.mark.parametrize("form", ["line", "json"])
def test_both_forms_mask_secret_addresses(form):
    handler = logging_of(level="INFO", form=form, secret_paths=["/drafts/"])["handlers"]["stderr"]
    assert handler["filters"] == ["request_id", "secret_paths"]
    line = record("GET '/drafts/secret/page' 200")
    SecretPathFilter(["/drafts/"]).filter(line)
    assert told(line)["message"] == "GET '/drafts/…/page' 200"


@pytest.fixture
def requests(caplog, settings):
    settings.LOG_REQUESTS = True
    caplog.set_level(logging.INFO, logger="intersessional.requests")
    return lambda: [line.getMessage() for line in caplog.records if line.name == "intersessional.requests"]


def test_each_answer_is_a_line_without_what_was_searched_for(visitor, requests):
    visitor.get("/healthz?name=somebody")
    visitor.get("/no-such-page%0Aforged")
    assert [line.rpartition(" in ")[0] for line in requests()] == [
        "GET '/healthz' 200",
        r"GET '/no-such-page\nforged' 404",
    ]


def test_answers_are_not_told_unless_asked_for(visitor, requests, settings):
    settings.LOG_REQUESTS = False
    visitor.get("/healthz")
    assert requests() == []


PROXYS = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"


@pytest.mark.parametrize("sent", ["short", "x" * 65, "with space in it", 'quoted"""""', "line\nbreak-break"])
def test_behind_a_proxy_its_id_is_taken_where_it_has_the_form_of_one(visitor, settings, sent):
    settings.BEHIND_PROXY = True
    assert visitor.get("/healthz", headers={"x-request-id": PROXYS}).headers["X-Request-ID"] == PROXYS
    own = visitor.get("/healthz", headers={"x-request-id": sent}).headers["X-Request-ID"]
    assert own != sent
    assert len(own) == 16
