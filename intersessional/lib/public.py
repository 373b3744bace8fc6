"""Who may open an address without an account: nobody, but where its view is marked here."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponseBase]


def public(view: View) -> Any:
    """Open to everybody, for reading alone. What such a view answers must never depend on who asks."""
    return login_not_required(require_safe(view))
