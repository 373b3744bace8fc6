"""The pages of the admin's site on which staff sign in, set up their second factor, and say again who they are."""

import io
from collections.abc import Callable
from functools import wraps
from math import ceil
from typing import Any

import segno
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as verified_by

from intersessional.lib.confirmed import needs_confirmation
from intersessional.signing_in import confirmation, second_factor, throttle, told, visitors
from intersessional.signing_in.forms import ConfirmForm, SetUpForm, SignInForm


def own_name(request: HttpRequest) -> str:
    return request.user.get_username()


def entered_name(request: HttpRequest) -> str:
    return request.POST.get("username", "")


def guessing(name_of: Callable[[HttpRequest], str]) -> Callable[[Any], Any]:
    """A page that is posted a secret: booked before it is compared; one that leads on was posted the right one."""

    def mark(page: Any) -> Any:
        @wraps(page)
        def booked(site: Any, request: HttpRequest, *arguments: Any) -> HttpResponseBase:
            if request.method != "POST":
                answer: HttpResponseBase = page(site, request, *arguments)
                return answer
            name = name_of(request)
            try:
                attempt = throttle.book(request, name)
            except throttle.TooManyGuesses as refused:
                return too_many(site, request, refused.seconds)
            answer = page(site, request, *arguments)
            if isinstance(answer, HttpResponseRedirect):
                throttle.take_back(attempt)
                visitors.remember_browser(answer, throttle.as_counted(name))
            return answer

        return booked

    return mark


def too_many(site: Any, request: HttpRequest, seconds: int) -> HttpResponseBase:
    minutes = ceil(seconds / 60)
    wait = ngettext("Try again in %(number)d minute.", "Try again in %(number)d minutes.", minutes)
    answer: HttpResponse = site.page(request, "too_many", _("Too many attempts"), wait=wait % {"number": minutes})
    answer.status_code = 429
    answer["Retry-After"] = str(seconds)
    return answer


def before_second_factor(page: Any) -> Any:
    """Opens for staff who have none yet."""
    page.sets_up_second_factor = True
    return page


class SignInPages(AdminSite):
    login_form = SignInForm
    login_template = "admin/sign_in.html"

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and second_factor.is_satisfied(request.user)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "wants_second_factor": second_factor.is_wanted()}

    def get_urls(self) -> list[Any]:
        return [
            path("second-factor/", self.second_factor_page, name="second_factor"),
            path("second-factor/picture.svg", self.picture, name="second_factor_picture"),
            path("second-factor/codes/", self.admin_view(self.codes), name="second_factor_codes"),
            path("confirm/", self.admin_view(self.confirm), name="confirm"),
            *super().get_urls(),
        ]

    # Signing in

    @method_decorator(never_cache)
    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    @login_not_required
    @guessing(entered_name)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        answer = super().login(request, extra_context)
        if request.method != "POST":
            return answer
        if not isinstance(answer, HttpResponseRedirect):
            told.refused(request)
            return answer
        if second_factor.is_satisfied(request.user):
            confirmation.remember(request)
        told.signed_in(request, has_second_factor=second_factor.is_wanted())
        return answer

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        user: Any = request.user
        answer = super().logout(request, extra_context)
        if request.method == "POST":
            told.signed_out(user)
        return answer

    @guessing(own_name)
    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:
        """The old password can be guessed here."""
        answer = super().password_change(request, extra_context)
        if isinstance(answer, HttpResponseRedirect):
            told.password_changed(request.user)
        return answer

    # Second factor

    @method_decorator(never_cache)
    @before_second_factor
    def second_factor_page(self, request: HttpRequest) -> HttpResponseBase:
        if not (super().has_permission(request) and second_factor.is_wanted()):
            raise Http404
        user: Any = request.user
        if second_factor.is_enrolled(user):
            context = {"codes_left": second_factor.codes_left(user)}
            return self.page(request, "second_factor", _("Second factor"), **context)
        form = SetUpForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            device = second_factor.enrol(user, form.cleaned_data["code"])
            if device is not None:
                verified_by(request, device)
                return self.shown_codes(request)
            form.add_error("code", _("This is not the code that the app shows now."))
        device = second_factor.being_set_up(user)
        return self.page(request, "set_up", _("Set up a second factor"), form=form, secret=readable(device))

    @method_decorator(never_cache)
    @before_second_factor
    def picture(self, request: HttpRequest) -> HttpResponse:
        """The secret to be scanned, until its first code has come back."""
        user: Any = request.user
        if not super().has_permission(request) or not second_factor.is_wanted() or second_factor.is_enrolled(user):
            raise Http404
        drawn = io.BytesIO()
        segno.make(second_factor.being_set_up(user).config_url).save(
            drawn, kind="svg", scale=5, border=4, light="white"
        )
        return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")

    @method_decorator(require_POST)
    @needs_confirmation
    def codes(self, request: HttpRequest) -> HttpResponseBase:
        if not second_factor.is_wanted():
            raise Http404
        return self.shown_codes(request)

    def shown_codes(self, request: HttpRequest) -> HttpResponseBase:
        user: Any = request.user
        return self.page(request, "codes", _("Backup codes"), codes=second_factor.new_codes(user))

    # Saying again who one is

    @guessing(own_name)
    def confirm(self, request: HttpRequest) -> HttpResponseBase:
        user: Any = request.user
        onward = request.GET.get(REDIRECT_FIELD_NAME, "")
        if not url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure()):
            onward = reverse("admin:index")
        form = ConfirmForm(user, request.POST or None)
        if request.method != "POST" or not form.is_valid():
            if form.errors:
                told.not_confirmed(user)
            return self.page(request, "confirm", _("Confirm that it is you"), form=form)
        confirmation.remember(request)
        told.confirmed(user)
        return HttpResponseRedirect(onward)

    def page(self, request: HttpRequest, name: str, title: str, **context: Any) -> TemplateResponse:
        request.current_app = self.name
        shared = {**self.each_context(request), "title": title}
        return TemplateResponse(request, f"admin/signing_in/{name}.html", {**shared, **context})


def readable(device: Any) -> str:
    """The secret for who can't scan, in groups of four."""
    secret = device.config_url.partition("secret=")[2].partition("&")[0]
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
