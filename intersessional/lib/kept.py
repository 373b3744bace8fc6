"""Whole answers kept under a version of what they tell, and given again without being built."""

import gzip
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar
from urllib.parse import urlencode

import brotli
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
VersionOf = Callable[..., str | None]

COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
    "identity": lambda body: body,
}
"""In the order in which they are preferred."""

KEPT_HEADERS = (
    "Content-Type",
    "Content-Disposition",
    "Cache-Control",
    "Access-Control-Allow-Origin",
    "Cross-Origin-Resource-Policy",
)
KEPT_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Keeping:
    """How a view's answers are kept: the version of what they tell, None where nothing is public, and the
    parameters that make a difference. A file refuses other parameters, so their answers are not kept."""

    version_of: VersionOf
    parameters: frozenset[str]
    is_file: bool


def kept(version_of: VersionOf, *, parameters: Iterable[str] = (), is_file: bool = False) -> Callable[[View], View]:
    """Mark a view; `version_of` gets the request and the parts of its address, and must cost one query at most."""

    def mark(view: View) -> View:
        view.keeping = Keeping(version_of, frozenset(parameters), is_file)  # type: ignore[attr-defined]
        return view

    return mark


def address_of(request: HttpRequest) -> str | None:
    """The digest of all that an answer depends on; None where it isn't kept."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    keeping: Keeping | None = getattr(match.func, "keeping", None)
    if keeping is None or (keeping.is_file and set(request.GET) - keeping.parameters):
        return None
    version = keeping.version_of(request, *match.args, **match.kwargs)
    if version is None:
        return None
    chosen = sorted({(name, value) for name in keeping.parameters for value in request.GET.getlist(name) if value})
    origin = f"{request.scheme}://{request.get_host()}{request.path_info}"
    parts = (settings.DEPLOYED_VERSION, get_language(), version, origin, repr(chosen))
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]


def query_of(request: HttpRequest) -> str:
    """The query without what makes no difference: a kept answer is given to addresses that differ in that alone."""
    keeping: Keeping | None = getattr(resolve(request.path_info).func, "keeping", None)
    chosen = [(name, value) for name, values in request.GET.lists() for value in values if value]
    return urlencode([(name, value) for name, value in chosen if keeping is None or name in keeping.parameters])


ENCODING = re.compile(r"\s*([a-z*-]+)\s*(?:;\s*q\s*=\s*([0-9.]+))?", re.IGNORECASE)


def encoding_for(request: HttpRequest) -> str:
    """The best of ours that the client names, unless it refuses it (`q=0`)."""
    asked = (ENCODING.match(part) for part in request.headers.get("Accept-Encoding", "").split(","))
    accepted = {found[1].lower() for found in asked if found and (found[2] or "1").strip("0.")}
    return next((encoding for encoding in COMPRESS if encoding in accepted), "identity")


def is_known_to(request: HttpRequest, etag: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return known == ["*"] or etag in {tag.removeprefix("W/") for tag in known}


def as_kept(headers: dict[str, str], body: bytes, encoding: str, etag: str) -> HttpResponse:
    response = HttpResponse(body, headers=headers)
    if encoding != "identity":
        response["Content-Encoding"] = encoding
    response["Content-Length"] = str(len(body))
    return with_tag(response, etag)


def with_tag(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def answer(request: HttpRequest, build: Callable[[HttpRequest], HttpResponseBase]) -> HttpResponseBase:
    """The kept answer, or one that is built and kept: unchanged for who has it, compressed for who asks."""
    address = address_of(request) if request.method in {"GET", "HEAD"} else None
    if address is None:
        return build(request)
    encoding = encoding_for(request)
    etag = f'"{address}-{encoding}"'
    if is_known_to(request, etag):
        return with_tag(HttpResponse(status=304, headers={"Cache-Control": "public, no-cache"}), etag)
    found = cache.get(f"{address}:{encoding}")
    if found is None:
        found = compressed(address, encoding) or build_and_keep(request, build, address, encoding)
    if isinstance(found, HttpResponseBase):
        return found
    headers, body = found
    return as_kept(headers, body, encoding, etag)


def compressed(address: str, encoding: str) -> tuple[dict[str, str], bytes] | None:
    """From the plain body, where that is kept already."""
    plain = cache.get(f"{address}:identity")
    return keep(address, encoding, *plain) if plain else None


def keep(address: str, encoding: str, headers: dict[str, str], body: bytes) -> tuple[dict[str, str], bytes]:
    found = (headers, COMPRESS[encoding](body))
    cache.set(f"{address}:{encoding}", found, KEPT_SECONDS)
    return found


def build_and_keep(
    request: HttpRequest, build: Callable[[HttpRequest], HttpResponseBase], address: str, encoding: str
) -> tuple[dict[str, str], bytes] | HttpResponseBase:
    """Only a good answer is kept; it is built plain, since we compress it ourselves."""
    asked: Any = request.META.pop("HTTP_ACCEPT_ENCODING", None)
    response = build(request)
    if asked is not None:
        request.META["HTTP_ACCEPT_ENCODING"] = asked
    if response.status_code != 200 or not isinstance(response, HttpResponse) or response.cookies:
        return response
    headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    keep(address, "identity", headers, response.content)
    return keep(address, encoding, headers, response.content) if encoding != "identity" else (headers, response.content)
