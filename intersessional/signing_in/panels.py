"""What the start page says of signing in."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from intersessional.signing_in import second_factor


def without_second_factor(request: HttpRequest) -> str:
    return "" if second_factor.is_wanted() else render_to_string("admin/signing_in/panel.html")
