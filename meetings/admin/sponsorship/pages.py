"""What pages under a sponsorship round share: who may see them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path

from intersessional.lib.staff_admin import StaffAdmin
from meetings.models import SponsorshipRound


class RoundPages(StaffAdmin):
    """Pages under a round's own."""

    def round_urls(self, *pages: tuple[str, Any]) -> list[Any]:
        """Their names with the views, each at its own address."""
        return [
            path(f"<int:key>/{name}/", self.admin_site.admin_view(page), name=f"meetings_sponsorshipround_{name}")
            for name, page in pages
        ]

    def round(self, request: HttpRequest, key: int, *permissions: str) -> SponsorshipRound:
        """For who may see rounds and nominations and has these permissions too; 404 where there is none."""
        asked = ("view_sponsorshipround", "view_nomination", *permissions)
        if not request.user.has_perms(f"meetings.{name}" for name in asked):
            raise PermissionDenied
        return get_object_or_404(SponsorshipRound.objects.select_related("meeting"), pk=key)

    def round_page(
        self, request: HttpRequest, name: str, round_: SponsorshipRound, title: str, **context: Any
    ) -> TemplateResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "round": round_, "title": title}
        return TemplateResponse(request, f"admin/meetings/sponsorship/{name}.html", {**shared, "page": name, **context})
