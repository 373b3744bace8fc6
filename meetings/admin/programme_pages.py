"""What pages of a meeting's programme share: who may see them, how far the draft is from what delegates read."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from intersessional.lib.staff_admin import StaffAdmin
from meetings.actions import Candidate, candidate
from meetings.models import Meeting


def draft_of(request: HttpRequest, meeting: Any) -> Candidate | None:
    """The draft of the meeting of this key, for who may change it; read anew, since a form may have changed its row."""
    if not meeting or not request.user.has_perm("meetings.change_meeting"):
        return None
    found = Meeting.objects.select_related("country").filter(pk=meeting).first()
    return candidate(found) if found else None


def posted(request: HttpRequest) -> Any:
    """What a form is filled with: a post that holds nothing is one all the same."""
    return request.POST if request.method == "POST" else None


class ProgrammePages(StaffAdmin):
    """Pages under a meeting's own."""

    def meeting(self, request: HttpRequest, key: int, *permissions: str) -> Meeting:
        """For who may change the meeting and has these permissions too; 404 where there is none."""
        if not request.user.has_perms(f"meetings.{name}" for name in ("view_meeting", "change_meeting", *permissions)):
            raise PermissionDenied
        return get_object_or_404(Meeting.objects.select_related("country"), pk=key)

    def programme_page(
        self, request: HttpRequest, name: str, meeting: Meeting, title: str, **context: Any
    ) -> TemplateResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "meeting": meeting, "title": title}
        return TemplateResponse(request, f"admin/meetings/programme/{name}.html", {**shared, **context})
