"""The start page's panel: how ready the next meeting is, and what waits for a decision."""

from datetime import date, timedelta

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.actions import candidates
from meetings.admin.readiness import readiness
from meetings.models import Deadline, Meeting

SHOWN = 5
"""So many of the coming meetings."""
NEAR = timedelta(days=14)


def panel(request: HttpRequest) -> str:
    """For who may change meetings: the meeting in progress, else the next dated one, drafts too."""
    if not request.user.has_perm("meetings.change_meeting"):
        return ""
    today = timezone.localdate()
    meetings = list(Meeting.objects.coming(today).select_related("country")[:SHOWN])
    drafts = candidates(meetings)
    deadlines = near_deadlines(meetings, today) if request.user.has_perm("meetings.view_deadline") else []
    context = {
        "draft": drafts[0] if drafts else None,
        "points": readiness(request, drafts[0]) if drafts else [],
        "when": time_until(meetings[0], today) if meetings else "",
        "waiting": [draft for draft in drafts[1:] if draft.changes],
        "deadlines": [(deadline, days_until(deadline.falls_on, today)) for deadline in deadlines],
    }
    return render_to_string("admin/meetings/start.html", context, request)


def near_deadlines(meetings: list[Meeting], today: date) -> list[Deadline]:
    """Those of these meetings that fall within a fortnight, in time."""
    deadlines = Deadline.objects.filter(meeting__in=meetings).in_time()
    return [deadline for deadline in deadlines if deadline.falls_on and today <= deadline.falls_on <= today + NEAR]


def time_until(meeting: Meeting, today: date) -> str:
    if meeting.starts_on and meeting.starts_on <= today:
        return _("in progress")
    return days_until(meeting.starts_on, today)


def days_until(day: date | None, today: date) -> str:
    """`today`, `tomorrow`, `in 9 days`; nothing of an unknown day."""
    if day is None:
        return ""
    days = (day - today).days
    if days in {0, 1}:
        return _("tomorrow") if days else _("today")
    return ngettext("in %(number)d day", "in %(number)d days", days) % {"number": days}
