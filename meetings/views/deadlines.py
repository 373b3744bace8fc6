"""The deadlines of all meetings, to subscribe to."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control

from intersessional.lib.calendar_file import Calendar, calendar_blocks
from intersessional.lib.languages import in_asked_language
from intersessional.lib.list_page import for_everybody
from intersessional.lib.public import public
from meetings.calendars import DAILY, deadline_events
from meetings.models import Deadline


@public
@cache_control(public=True, max_age=30)
@in_asked_language
def deadlines_ics(request: HttpRequest) -> HttpResponse:
    """Those whose day is known, as all-day events; the others are counted."""
    deadlines = Deadline.objects.public().in_time()
    dated = [deadline for deadline in deadlines if deadline.falls_on]
    undated = len(deadlines) - len(dated)
    told = ngettext(
        "%(number)d deadline without a day is left out.", "%(number)d deadlines without a day are left out.", undated
    )
    calendar = Calendar(
        name=_("Deadlines of the Anti-Personnel Mine Ban Convention"),
        text=told % {"number": undated} if undated else "",
        address=request.build_absolute_uri(reverse("meetings")),
        refresh=DAILY,
    )
    body = b"".join(calendar_blocks(calendar, [deadline_events(dated, request.build_absolute_uri)]))
    return for_everybody(HttpResponse(body, content_type="text/calendar; charset=utf-8"))
