"""Where a request comes from, and whether its browser has been signed in by the same name before."""

import ipaddress
import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.crypto import salted_hmac

COOKIE = "known_browser"
DAYS = 180


def digest(*parts: str) -> str:
    """Of something that mustn't be read from the database."""
    return salted_hmac("intersessional.signing_in", "\n".join(parts), algorithm="sha256").hexdigest()


def network_of(request: HttpRequest) -> str:
    """The client's address; of IPv6 its network, of which one client has all addresses.

    Behind a proxy the last entry of the header: the one that our proxy has added itself.
    """
    told = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        told = request.headers.get("x-forwarded-for", told).rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((int(address), 64), strict=False))
    return str(address)


def known_browser(request: HttpRequest, name: str) -> str:
    """What tells this browser from others, if this name has signed in with it; else nothing."""
    try:
        kept: Any = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=DAYS * 24 * 60 * 60)
        whose, which = kept
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(which) if whose == digest("name", name) else ""


def remember_browser(response: HttpResponseBase, name: str) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps([digest("name", name), secrets.token_hex(16)], salt=COOKIE),
        max_age=DAYS * 24 * 60 * 60,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
