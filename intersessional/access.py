"""Nobody is let in but where an address says so: asked before every view."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

METHODS = ("GET", "HEAD", "POST")


class DeniedByDefault(LoginRequiredMiddleware):
    """A view that isn't marked as public wants an account; one that is may not even know whether there is one."""

    def process_view(self, request: HttpRequest, view_func: Any, *arguments: Any) -> HttpResponseBase | None:
        # Before the user is looked at: the answer would vary by cookie, and no cache could keep it.
        if not getattr(view_func, "login_required", True):
            return None
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        answer: HttpResponseBase | None = super().process_view(request, view_func, *arguments)
        return answer
