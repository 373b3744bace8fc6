"""Links by which a President or a chair reads the draft: made, listed, revoked."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intersessional.audit import log
from meetings.actions import candidate
from meetings.admin.programme_pages import ProgrammePages, posted
from meetings.models import DraftLink

LONGEST = timedelta(days=366)


class DraftLinkForm(forms.ModelForm):
    class Meta:
        model = DraftLink
        fields = ["for_whom", "expires_at"]
        widgets = {"expires_at": forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")}
        help_texts = {"expires_at": gettext_lazy("From then on the link opens nothing. At most a year from now.")}

    def clean_expires_at(self) -> datetime:
        expires_at: datetime = self.cleaned_data["expires_at"]
        if expires_at <= timezone.now():
            raise ValidationError(_("This moment is past."))
        if expires_at > timezone.now() + LONGEST:
            raise ValidationError(_("At most a year from now."))
        return expires_at


class DraftLinkPages(ProgrammePages):
    def get_urls(self) -> list[Any]:
        pages = {"": (self.draft_links, "draft_links"), "<int:link>/revoke/": (self.revoke, "revoke_draft_link")}
        own = [
            path(
                f"<int:key>/programme/draft-links/{address}",
                self.admin_site.admin_view(page),
                name=f"meetings_meeting_{name}",
            )
            for address, (page, name) in pages.items()
        ]
        return [*own, *super().get_urls()]

    def draft_links(self, request: HttpRequest, key: int) -> HttpResponse:
        """All links of the meeting, each open one with its address, and a form for another."""
        meeting = self.meeting(request, key, "view_draftlink", "add_draftlink")
        form = DraftLinkForm(posted(request))
        if request.method == "POST" and form.is_valid():
            form.instance.meeting, form.instance.made_by = meeting, request.user
            with transaction.atomic():
                link = form.save()
                log.write(log.Kind.LINK_MADE, by=request.user, subject=link, meeting=meeting.pk)
            told = _("The link for %(whom)s is made: copy its address below.")
            self.message_user(request, told % {"whom": link.for_whom}, messages.SUCCESS)
            return redirect("admin:meetings_meeting_draft_links", meeting.pk)
        links = meeting.draft_links.select_related("made_by")
        rows = [(link, request.build_absolute_uri(link.get_absolute_url()) if link.is_open else "") for link in links]
        context = {"form": form, "rows": rows, "draft": candidate(meeting)}
        return self.programme_page(request, "draft_links", meeting, _("Links to the draft"), **context)

    def revoke(self, request: HttpRequest, key: int, link: int) -> HttpResponse:
        """By a button alone; a link that is closed already stays as it is."""
        meeting = self.meeting(request, key, "view_draftlink", "change_draftlink")
        found = get_object_or_404(meeting.draft_links, pk=link)
        if request.method == "POST" and found.is_open:
            with transaction.atomic():
                found.revoke()
                log.write(log.Kind.LINK_REVOKED, by=request.user, subject=found, meeting=meeting.pk)
            told = _("The link for %(whom)s is revoked: its address opens nothing any more.")
            self.message_user(request, told % {"whom": found.for_whom}, messages.SUCCESS)
        return redirect("admin:meetings_meeting_draft_links", meeting.pk)
