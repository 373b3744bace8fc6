"""Nobody is let in but where an address says so: asked before every view."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from intersessional.signing_in import confirmation, second_factor

METHODS = ("GET", "HEAD", "POST")


class DeniedByDefault(LoginRequiredMiddleware):
    """A view that isn't marked as public wants an account; one that is may not even know whether there is one."""

    def process_view(self, request: HttpRequest, view_func: Any, *arguments: Any) -> HttpResponseBase | None:
        # Before the user is looked at: the answer would vary by cookie, and no cache could keep it.
        if not getattr(view_func, "login_required", True):
            return None
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        refused: HttpResponseBase | None = super().process_view(request, view_func, *arguments)
        if refused is not None:
            return refused
        store: Any = request.session
        store.is_seen()
        return self.second_factor_missing(request, view_func) or self.confirmation_missing(request, view_func)

    def second_factor_missing(self, request: HttpRequest, view_func: Any) -> HttpResponseBase | None:
        """An account without one sets it up, and nothing else opens until it has."""
        user: Any = request.user
        if second_factor.is_satisfied(user) or getattr(view_func, "sets_up_second_factor", False):
            return None
        if user.is_staff and not second_factor.is_enrolled(user):
            return redirect("admin:second_factor")
        return self.handle_no_permission(request, view_func)

    def confirmation_missing(self, request: HttpRequest, view_func: Any) -> HttpResponseBase | None:
        if not getattr(view_func, "needs_confirmation", False) or confirmation.is_recent(request):
            return None
        return confirmation.asked_for(request)
