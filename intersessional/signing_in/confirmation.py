"""When the person at the keyboard last said who they are."""

import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

CONFIRMED = "confirmed_at"


def is_recent(request: HttpRequest) -> bool:
    told = request.session.get(CONFIRMED, 0)
    return bool(time.time() - told <= settings.CONFIRMATION_AGE)


def remember(request: HttpRequest) -> None:
    request.session[CONFIRMED] = int(time.time())


def asked_for(request: HttpRequest) -> HttpResponse:
    """Back to the page afterwards, with what was entered there to be entered again."""
    return HttpResponseRedirect(f"{reverse('admin:confirm')}?{urlencode({'next': request.get_full_path()})}")
