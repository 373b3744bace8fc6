"""Deeds for which staff say again who they are: what a session left open, or a stolen one, mustn't do."""

from collections.abc import Callable
from typing import TypeVar

from django.http.response import HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def needs_confirmation(view: View) -> View:
    """Password and code must have been given in this session some minutes ago at most."""
    view.needs_confirmation = True  # type: ignore[attr-defined]
    return view
