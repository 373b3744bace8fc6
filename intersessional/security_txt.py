"""`/.well-known/security.txt` (RFC 9116): to whom weaknesses of the site are told."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.checks import Info
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control

from intersessional.lib.public import public

PLAIN = "text/plain; charset=utf-8"
STARTED = timezone.now()
HOLDS = timedelta(days=180)
"""From the start of the process: a site that nobody has restarted for so long no longer vouches for its address."""


@public
@cache_control(public=True, max_age=30)
def security_txt(request: HttpRequest) -> HttpResponse:
    """404 where the site has named no address."""
    contact = contact_of_the_site()
    if not contact:
        raise Http404
    fields = {
        "Contact": contact,
        "Expires": f"{STARTED + HOLDS:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages": "en",
        "Canonical": request.build_absolute_uri(request.path),
    }
    return HttpResponse("".join(f"{name}: {told}\n" for name, told in fields.items()), content_type=PLAIN)


def contact_of_the_site() -> str:
    """An address with its scheme, or nothing."""
    by_mail = f"mailto:{settings.CONTACT_EMAIL}" if settings.CONTACT_EMAIL else ""
    return settings.SECURITY_CONTACT or by_mail


def somebody_is_told(**_asked: Any) -> list[Info]:
    if contact_of_the_site():
        return []
    told = "Neither SECURITY_CONTACT nor CONTACT_EMAIL is set: /.well-known/security.txt answers 404."
    return [Info(told, hint="Name who is told of weaknesses of the site.", id="intersessional.I001")]
