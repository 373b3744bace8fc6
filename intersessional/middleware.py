"""What every answer carries, static files and errors included: an id, security headers, a word on caching."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from intersessional.lib import kept
from intersessional.postgresql.patience import is_bounded
from intersessional.request_ids import current_request_id

logger = logging.getLogger("intersessional.requests")

GetResponse = Callable[[HttpRequest], HttpResponseBase]

ID_OF_A_PROXY = re.compile(r"[0-9A-Za-z-]{8,64}")

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


def request_id(get_response: GetResponse) -> GetResponse:
    """An id on each answer and log line: our proxy's, else our own; a client's would let it write into the log.

    With `LOG_REQUESTS` each answer is a line; never the query, in which names are searched for.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        identifier = id_of(request)
        current_request_id.set(identifier)
        response = get_response(request)
        response.headers["X-Request-ID"] = identifier
        if settings.LOG_REQUESTS:
            taken = 1000 * (time.perf_counter() - began)
            logger.info("%s %r %d in %.0f ms", request.method, request.path_info, response.status_code, taken)
        return response

    return middleware


def id_of(request: HttpRequest) -> str:
    told = request.headers.get("x-request-id", "") if settings.BEHIND_PROXY else ""
    return told if ID_OF_A_PROXY.fullmatch(told) else secrets.token_hex(8)


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


def patience(get_response: GetResponse) -> GetResponse:
    """A request gives up on a database that hangs."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        token = is_bounded.set(True)
        response = get_response(request)
        is_bounded.reset(token)
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
