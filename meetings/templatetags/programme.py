"""Values of a programme as words and instants: `{% load programme %}`."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django import template
from django.template.loader import render_to_string
from django.utils import timezone

from intersessional.lib.translated import ENGLISH, content_languages
from meetings import wording
from meetings.models import AgendaItem, Segment
from meetings.programme.items import Facts, Item, Programme, Was
from meetings.programme.layout import Group, instant
from meetings.wording.copies import left_told

register = template.Library()

register.filter("marks", wording.marks)
register.filter("told", wording.told)
register.filter("sentence", wording.sentence)
register.filter("titled", wording.titled)
register.filter("beside_told", wording.beside_told)
register.filter("left_told", left_told)
register.filter("unreleased_told", wording.unreleased_told)
register.filter("summary", wording.summary)


@register.simple_tag
def titles_by_language(programme: Programme) -> list[tuple[str, str, int]]:
    """Of each other language its code, its name, and how many items have a title in it; none without items."""
    others = [(code, name) for code, name in content_languages().items() if code != ENGLISH]
    titles = [item.title for item in programme.items]
    return [(code, name, sum(1 for title in titles if title.get(code))) for code, name in others if titles]


@register.filter
def spoken_title(item: Item) -> str:
    """Number and title, for a sentence; what is English on a page in another language says so."""
    return render_to_string("meetings/programme/titled.inline", {"item": item})


@register.filter
def times(item: Item | Was) -> str:
    return wording.times(item.starts, item.ends)


@register.filter
def item_when(item: Item) -> str:
    """`Tuesday 18 June, 10:00–13:00`, as far as it is known."""
    return wording.when(item.day, item.starts, item.ends)


@register.filter
def span(group: Group) -> str:
    """`10:00–13:00`, where a group's first start and last end are known."""
    return wording.times(group.starts, group.ends) if group.starts and group.ends else ""


@register.filter
def was_when(was: Was, item: Item) -> str:
    """The old time, with the old day only where the day changed."""
    if was.day != item.day:
        return wording.when(was.day, was.starts, was.ends)
    return wording.times(was.starts, was.ends)


@register.filter
def kind_name(item: Item) -> str:
    return str(AgendaItem.Kind(item.kind).label)


@register.filter
def segment_kind(kind: str) -> str:
    return str(Segment.Kind(kind).label)


@register.filter
def starts_at(item: Item, zone: str) -> str:
    """The instant of the start in ISO form, with its offset; nothing where day or time is unknown."""
    return instant(item.day, item.starts, zone).isoformat() if item.day and item.starts else ""


@register.filter
def ends_at(item: Item, zone: str) -> str:
    return instant(item.day, item.ends, zone).isoformat() if item.day and item.ends else ""


@register.filter
def zone_offset(meeting: Facts) -> str:
    """`UTC+2`, on the meeting's first day, which must be known."""
    return wording.utc_offset(instant(meeting.starts_on, time(12), meeting.time_zone)) if meeting.starts_on else ""


@register.filter
def local(moment: datetime, zone: str) -> datetime:
    """In the zone's own time, which a further filter leaves as it is."""
    return timezone.make_naive(moment, ZoneInfo(zone))
