"""Each answer carries an id, the security headers and a word on caching."""

import gzip
import logging
import re

import pytest

from intersessional.logs import RequestIdFilter

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "object-src 'none'"
)
SECURITY = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
STATIC_FILE = "/static/admin/css/base.css"

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.intersessional.faults")]

ANSWERS = [
    ("/healthz", 200),
    ("/admin/", 302),
    ("/admin/login/", 200),
    (STATIC_FILE, 200),
    ("/static/no-such-file.css", 404),
    ("/no-such-page", 404),
    ("/refused", 403),
    ("/suspicious", 400),
    ("/broken", 500),
    ("/outage", 503),
]


@pytest.mark.parametrize(("address", "status"), ANSWERS)
def test_every_answer_has_the_security_headers(visitor, address, status):
    response = visitor.get(address)
    assert response.status_code == status
    assert {name: response.headers[name] for name in SECURITY} == SECURITY


@pytest.mark.parametrize(("address", "status"), ANSWERS)
def test_every_answer_speaks_of_caching(visitor, address, status):
    expected = "max-age=60, public" if address == STATIC_FILE else "no-store"
    assert expected in visitor.get(address).headers["Cache-Control"]


def test_an_answer_to_a_wrong_host_has_the_security_headers(visitor):
    response = visitor.get("/admin/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert {name: response.headers[name] for name in SECURITY} == SECURITY


def test_a_redirect_to_https_has_the_security_headers(visitor, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = visitor.get("/no-such-page")
    assert response.headers["Location"] == "https://testserver/no-such-page"
    assert {name: response.headers[name] for name in SECURITY} == SECURITY
    assert response.headers["Cache-Control"] == "no-store"


def test_features_are_denied_but_for_clipboard_and_share(visitor):
    features = visitor.get("/healthz").headers["Permissions-Policy"].split(", ")
    assert [feature for feature in features if not feature.endswith("=()")] == [
        "clipboard-write=(self)",
        "web-share=(self)",
    ]
    assert {"camera=()", "geolocation=()", "microphone=()", "payment=()"} <= set(features)


def test_a_view_keeps_the_headers_that_it_sets(visitor):
    response = visitor.get("/public.csv")
    assert response.headers["Content-Security-Policy"] == "sandbox"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_static_file_is_for_our_own_pages(visitor):
    assert "Access-Control-Allow-Origin" not in visitor.get(STATIC_FILE).headers


def test_hsts_is_sent_over_https(visitor, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    assert visitor.get("/healthz", secure=True).headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in visitor.get("/healthz").headers


def test_an_answer_that_says_nothing_is_not_stored(visitor):
    assert visitor.get("/silent").headers["Cache-Control"] == "no-store"


def test_an_answer_to_a_session_is_not_stored(visitor):
    visitor.cookies["sessionid"] = "anything"
    assert visitor.get("/public.csv").headers["Cache-Control"] == "no-store"


def test_a_static_file_is_stored_for_a_session_too(visitor):
    visitor.cookies["sessionid"] = "anything"
    assert visitor.get(STATIC_FILE).headers["Cache-Control"] == "max-age=60, public"


def test_each_answer_has_its_own_id_and_never_the_clients(visitor):
    ids = [visitor.get("/healthz", headers={"x-request-id": "forged-forged"}).headers["X-Request-ID"] for _ in range(2)]
    assert ids[0] != ids[1]
    assert all(re.fullmatch("[0-9a-f]{16}", identifier) for identifier in ids)


def test_a_line_in_the_log_carries_the_id_of_its_answer(visitor, caplog):
    caplog.handler.addFilter(RequestIdFilter())
    with caplog.at_level(logging.WARNING, logger="django.request"):
        response = visitor.get("/no-such-page")
    assert [(record.getMessage(), record.request_id) for record in caplog.records] == [
        ("Not Found: /no-such-page", response.headers["X-Request-ID"]),
    ]


def test_a_page_is_compressed_for_whoever_can_read_it(visitor):
    compressed = visitor.get("/admin/login/", headers={"accept-encoding": "gzip"})
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressed.content).startswith(b"<!DOCTYPE html>")
    assert "Content-Encoding" not in visitor.get("/admin/login/").headers


def test_no_answer_may_be_framed(visitor):
    assert visitor.get("/silent").headers["X-Frame-Options"] == "DENY"


def test_an_unchanged_answer_is_304_with_the_security_headers(visitor):
    tag = visitor.get("/public.csv").headers["ETag"]
    response = visitor.get("/public.csv", headers={"if-none-match": tag})
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
