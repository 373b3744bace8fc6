"""Who came to a meeting, on the staff's desk: delegations by number, entered one by one."""

from typing import Any

from django.contrib import admin
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from intersessional.lib.staff_admin import SOURCE
from meetings.admin.choices import MeetingFilter
from meetings.admin.planning import OfMeeting
from meetings.models import Attendance


@admin.register(Attendance)
class AttendanceAdmin(OfMeeting):
    list_display = ["meeting_name", "delegation", "delegates", "women", "confidence"]
    list_display_links = ["meeting_name", "delegation"]
    list_filter = [("meeting", MeetingFilter), "state__regional_group", "confidence"]
    list_select_related = ["meeting", "state"]
    ordering = ["-meeting__starts_on", "meeting", "state__sort_key", "sort_key"]
    search_fields = ["meeting__folded", "state__folded", "folded"]
    autocomplete_fields = ["meeting", "state"]
    fieldsets = [
        (
            None,
            {
                "fields": ["meeting", ("state", "organisation"), ("delegates", "women")],
                "description": _(
                    "The delegation of one State or organisation, by number alone: what tells how many States Parties "
                    "were represented."
                ),
            },
        ),
        SOURCE,
    ]

    @admin.display(description=_("delegation"), ordering=Coalesce("state__sort_key", "sort_key"))
    def delegation(self, row: Any) -> str:
        return str(row.state or row.organisation)
