"""The staff's site: the stock admin, grouped as the settings say, with panels on its start page."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from intersessional.lib.at_once import done_again
from intersessional.signing_in.pages import SignInPages

Panel = Callable[[HttpRequest], str]


class StaffSite(SignInPages):
    site_header = _("Intersessional")
    site_title = _("Intersessional")
    index_title = _("Start")

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 Django's own signature
        """Every deed of staff may meet another one."""
        return super().admin_view(done_again(view), cacheable)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """By the settings' groups; models of no group follow under their app."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        rows = {row["model"]._meta.label: row for app in apps for row in app["models"]}
        groups = [
            self.group(number, str(title), [rows.pop(label) for label in labels if label in rows])
            for number, (title, labels) in enumerate(settings.STAFF_GROUPS, start=1)
        ]
        others = [app | {"models": [row for row in app["models"] if row in rows.values()]} for app in apps]
        return [group for group in groups + others if group["models"]]

    def group(self, number: int, title: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
        """In the form of an app. Its address is its first row on the start page: the group has no page of its own."""
        label = f"group-{number}"
        first = f"#{label}-{rows[0]['object_name'].lower()}" if rows else ""
        return {
            "name": title,
            "app_label": label,
            "app_url": reverse("admin:index", current_app=self.name) + first,
            "has_module_perms": True,
            "models": rows,
        }

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        panels: list[Panel] = [import_string(path) for path in settings.STAFF_PANELS]
        drawn = [panel(request) for panel in panels]
        return super().index(request, {"panels": [panel for panel in drawn if panel], **(extra_context or {})})
