"""What every answer carries, static files and errors included: an id, security headers, a word on caching."""

import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from intersessional.lib import kept

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Left set after the answer: the body of a streamed file is written, and may fail, later.
current_request_id: ContextVar[str] = ContextVar("current_request_id", default="-")

ALLOWED_FEATURES = ("clipboard-write", "web-share")
DENIED_FEATURES = (
    "accelerometer",
    "autoplay",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)


class RequestIdFilter(logging.Filter):
    """Gives each log record the id of the request that it belongs to, or `-`."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id.get()
        return True


class SecretPathFilter(logging.Filter):
    """Keeps secrets that are parts of addresses out of the log: what follows a prefix of `SECRET_PATHS`."""

    def filter(self, record: logging.LogRecord) -> bool:
        told = record.getMessage()
        masked = masked_paths(told)
        if masked != told:
            record.msg, record.args = masked, ()
        return True


class WithoutRows(logging.Formatter):
    """Leaves out of a stack what PostgreSQL adds to a refusal: the values of the row, a person's among them."""

    DETAIL = re.compile(
        r"^DETAIL:.*?(?=^Traceback |^The above exception |^During handling |\Z)", re.MULTILINE | re.DOTALL
    )

    def formatException(self, ei: Any) -> str:  # noqa: N802 logging's own name
        return self.DETAIL.sub("DETAIL: …\n\n", super().formatException(ei)).rstrip()


def masked_paths(text: str) -> str:
    for prefix in settings.SECRET_PATHS:
        text = re.sub(rf"{re.escape(prefix)}[^\s/'\"]+", f"{prefix}…", text)
    return text


def request_id(get_response: GetResponse) -> GetResponse:
    """An id of our own on each answer and log line; a client's would let it write into the log."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        identifier = secrets.token_hex(8)
        current_request_id.set(identifier)
        response = get_response(request)
        response.headers["X-Request-ID"] = identifier
        return response

    return middleware


def security_headers(get_response: GetResponse) -> GetResponse:
    """A header that the view has set stays: an uploaded file needs its own policy."""
    headers = {
        "Content-Security-Policy": content_security_policy(settings.SECURE_CSP),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": permissions_policy(),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def cache_policy(get_response: GetResponse) -> GetResponse:
    """Nobody stores an answer that says nothing, nor one for somebody who is signed in."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_static = request.path_info.startswith(settings.STATIC_URL)
        is_signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        if "Cache-Control" not in response.headers or (is_signed_in and not is_static):
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def content_security_policy(directives: dict[str, list[str]]) -> str:
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def permissions_policy() -> str:
    denied = [f"{feature}=()" for feature in DENIED_FEATURES]
    allowed = [f"{feature}=(self)" for feature in ALLOWED_FEATURES]
    return ", ".join(denied + allowed)


class Compression(GZipMiddleware):
    """Of pages, not of uploaded files: those are packed already, and their length shall be told."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if isinstance(response, FileResponse):
            return response
        return super().process_response(request, response)


def kept_answers(get_response: GetResponse) -> GetResponse:
    """Gives the kept answers of views that `lib.kept` has marked, above all that knows sessions and accounts."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return kept.answer(request, get_response)

    return middleware
