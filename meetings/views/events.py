"""A meeting as search engines read events."""

from django.http import HttpRequest

from intersessional.lib.json_ld import json_ld
from meetings.models import Meeting


def event(request: HttpRequest, meeting: Meeting) -> str:
    """The meeting as schema.org tells events; nothing without dates, which an event must have."""
    if not (meeting.starts_on and meeting.ends_on):
        return ""
    states = {Meeting.Status.CANCELLED: "EventCancelled", Meeting.Status.POSTPONED: "EventPostponed"}
    address = {"@type": "PostalAddress", "addressLocality": str(meeting.city)}
    place = {"@type": "Place", "name": str(meeting.venue) or str(meeting.city), "address": address}
    return json_ld(
        {
            "@type": "Event",
            "name": str(meeting.title),
            "startDate": meeting.starts_on.isoformat(),
            "endDate": meeting.ends_on.isoformat(),
            "eventStatus": f"https://schema.org/{states.get(Meeting.Status(meeting.status), 'EventScheduled')}",
            "url": request.build_absolute_uri(meeting.get_absolute_url()),
            "location": place if meeting.city else None,
        }
    )
