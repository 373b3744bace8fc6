"""How long somebody stays signed in, for pages that are left open."""

from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone


def seconds_left(request: HttpRequest) -> int | None:
    """Until the session expires as it is stored; None where it isn't kept in the database."""
    expires = Session.objects.filter(pk=request.session.session_key).values_list("expire_date", flat=True).first()
    return int((expires - timezone.now()).total_seconds()) if expires else None
