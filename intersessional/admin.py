"""Users and groups on the staff's desk: whoever could change a user could make themselves a superuser."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from intersessional.audit import log
from intersessional.lib.confirmed import needs_confirmation
from intersessional.signing_in import second_factor, told

# A second factor is set up by its owner and reset by a superuser; its secret is shown to nobody else.
admin.site.unregister([Group, User, StaticDevice, TOTPDevice])


class SuperusersOnly:
    """Of accounts and what they may do."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_superuser(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_superuser(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_superuser(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_superuser(request)


class Told(SuperusersOnly):
    """What superusers do to these rows stands in the audit log."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        log.saved(request.user, form, formsets, is_new=not change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        gone = log.subject_of(obj)
        super().delete_model(request, obj)  # type: ignore[misc]
        log.deleted(request.user, [gone])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        gone = [log.subject_of(row) for row in queryset]
        with transaction.atomic():
            super().delete_queryset(request, queryset)  # type: ignore[misc]
            log.deleted(request.user, gone)


def is_superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_active and request.user.is_superuser)


@admin.register(User)
class SuperusersUserAdmin(Told, UserAdmin):
    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(self.reset_second_factor)
        return [path("<int:key>/second-factor/", page, name="auth_user_second_factor"), *super().get_urls()]

    @needs_confirmation
    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        with transaction.atomic():
            answer = super().user_change_password(request, id, form_url)
            # It leads on once the password is set.
            if isinstance(answer, HttpResponseRedirect):
                told.password_set(id, by=request.user)
        return answer

    @needs_confirmation
    def reset_second_factor(self, request: HttpRequest, key: int) -> HttpResponseBase:
        """Of somebody else: whoever has lost their own asks another superuser."""
        by: Any = request.user
        if not is_superuser(request) or by.pk == key:
            raise PermissionDenied
        if not second_factor.is_wanted():
            raise Http404
        account = get_object_or_404(User, pk=key)
        if request.method == "POST":
            second_factor.reset(account, by=by)
            self.log_change(request, account, "Second factor reset.")
            self.message_user(request, _("The second factor is reset."), messages.SUCCESS)
            return redirect("admin:auth_user_change", account.pk)
        shared = {**self.admin_site.each_context(request), "title": _("Reset the second factor"), "account": account}
        return TemplateResponse(request, "admin/signing_in/reset.html", shared)


@admin.register(Group)
class SuperusersGroupAdmin(Told, GroupAdmin):
    pass
