"""The statement on accessibility: what is claimed, how it was tested, and to whom to complain."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from intersessional.lib.public import public


@public
@cache_control(public=True, max_age=30)
def statement(request: HttpRequest) -> HttpResponse:
    return render(request, "accessibility.html", {"contact": settings.CONTACT_EMAIL})
