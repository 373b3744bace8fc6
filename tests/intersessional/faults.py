"""Addresses that fail in each way, beside the project's own."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.urls import path

from intersessional.lib.public import public
from intersessional.urls import handler400, handler403, handler404, handler500
from intersessional.urls import urlpatterns as own

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def raising(exception):
    @public
    def view(request):
        raise exception

    return view


@public
def public_file(request):
    headers = {
        "Cache-Control": "public, no-cache",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
        "Content-Security-Policy": "sandbox",
    }
    return HttpResponse("a,b\r\n", content_type="text/csv", headers=headers)


def unmarked(request):
    return HttpResponse("for staff alone")


urlpatterns = [
    path("refused", raising(PermissionDenied)),
    path("suspicious", raising(SuspiciousOperation("looked inside"))),
    path("broken", raising(RuntimeError("looked inside"))),
    path("outage", raising(OperationalError("looked inside"))),
    path("lost", raising(InterfaceError("looked inside"))),
    path("public.csv", public_file),
    path("unmarked", unmarked),
    path("silent", public(lambda request: HttpResponse("says nothing of caches"))),
    *own,
]
