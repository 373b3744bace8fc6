"""Codes and values of the pure rooms, as sentences for people."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from intersessional.lib.dates import written
from intersessional.lib.directions import isolated, ltr
from intersessional.lib.translated import Translated
from meetings.programme.changes import Beside, Change, Difference, Way
from meetings.programme.items import Item, Speaker

FIELD_NAMES: dict[str, str | Promise] = {
    "day": gettext_lazy("day"),
    "starts": gettext_lazy("start"),
    "ends": gettext_lazy("end"),
    "room": gettext_lazy("room"),
    "title": gettext_lazy("title"),
    "number": gettext_lazy("number"),
    "summary": gettext_lazy("summary"),
    "kind": gettext_lazy("kind"),
    "segment": gettext_lazy("segment"),
    "committee": gettext_lazy("committee"),
    "chairs": gettext_lazy("chairs"),
    "speakers": gettext_lazy("speakers"),
    "objectives": gettext_lazy("objectives"),
}

MARKS: dict[str, str | Promise] = {
    Way.ADDED: gettext_lazy("new"),
    Way.REMOVED: gettext_lazy("removed"),
    Way.CANCELLED: gettext_lazy("cancelled"),
    Way.RESTORED: gettext_lazy("held after all"),
    Way.MOVED: gettext_lazy("moved"),
    Way.ROOM: gettext_lazy("other room"),
    Way.RETITLED: gettext_lazy("new title"),
    Way.OTHER: gettext_lazy("changed"),
}
"""What stands on a changed item, in a word or two."""

COUNTS: dict[str, Any] = {
    Way.ADDED: ngettext_lazy("%(number)d new", "%(number)d new", "number"),
    Way.REMOVED: ngettext_lazy("%(number)d removed", "%(number)d removed", "number"),
    Way.CANCELLED: ngettext_lazy("%(number)d cancelled", "%(number)d cancelled", "number"),
    Way.RESTORED: ngettext_lazy("%(number)d held after all", "%(number)d held after all", "number"),
    Way.MOVED: ngettext_lazy("%(number)d moved", "%(number)d moved", "number"),
    Way.ROOM: ngettext_lazy("%(number)d other room", "%(number)d other room", "number"),
    Way.RETITLED: ngettext_lazy("%(number)d new title", "%(number)d new title", "number"),
    Way.OTHER: ngettext_lazy("%(number)d changed", "%(number)d changed", "number"),
}
"""How many items changed so."""


def times(starts: time | None, ends: time | None) -> str:
    """`10:00–13:00`, `from 09:00`, `until 18:00`; nothing where neither is known."""
    if starts and ends:
        return ltr(f"{starts:%H:%M}–{ends:%H:%M}")
    if starts:
        return _("from %(time)s") % {"time": f"{starts:%H:%M}"}
    return _("until %(time)s") % {"time": f"{ends:%H:%M}"} if ends else ""


def when(day: date | None, starts: time | None, ends: time | None) -> str:
    """`Tuesday 18 June, 10:00–13:00`, as far as it is known."""
    parts = [written(day, "weekday") if day else _("day not recorded"), times(starts, ends)]
    return ", ".join(part for part in parts if part)


def marks(ways: Iterable[str]) -> str:
    """`moved, other room`."""
    return ", ".join(str(MARKS[way]) for way in ways)


def titled(item: Item) -> str:
    """`3. Opening`; the title in the active language."""
    title = isolated(Translated.of(item.title))
    return f"{item.number}. {title}" if item.number else title


def told(change: Change) -> list[str]:
    """What happened to one item, a sentence for each way; the item itself isn't named."""
    return [sentence(change, way) for way in change.ways]


def sentence(change: Change, way: str) -> str:
    item, old, new = change.item, change.old, change.new
    if way == Way.ADDED:
        return _("New: %(when)s.") % {"when": when(item.day, item.starts, item.ends)}
    if way == Way.MOVED and old and new:
        before, after = when(old.day, old.starts, old.ends), when(new.day, new.starts, new.ends)
        return _("Moved from %(before)s to %(after)s.") % {"before": before, "after": after}
    if way == Way.ROOM and old and new:
        rooms = {"before": isolated(old.room or _("no room")), "after": isolated(new.room or _("no room"))}
        return _("Room changed from %(before)s to %(after)s.") % rooms
    if way == Way.RETITLED and old and new:
        return retitled(titled(old), titled(new))
    if way == Way.OTHER:
        return _("Changed: %(fields)s.") % {"fields": changed_fields(change)}
    return plain(way)


def retitled(before: str, after: str) -> str:
    """Where both are the same, the title has changed in another language than the page's."""
    if before == after:
        return _("Changed: %(fields)s.") % {"fields": FIELD_NAMES["title"]}
    return _("Title changed from “%(before)s” to “%(after)s”.") % {"before": before, "after": after}


def plain(way: str) -> str:
    sentences = {
        Way.REMOVED: _("Removed from the programme."),
        Way.CANCELLED: _("Cancelled."),
        Way.RESTORED: _("Held after all."),
    }
    return sentences[Way(way)]


def changed_fields(change: Change) -> str:
    """The fields that no other sentence speaks of."""
    spoken_of = {"day", "starts", "ends", "room", "number"} | ({"title"} if Way.RETITLED in change.ways else set())
    return ", ".join(str(FIELD_NAMES[name]) for name in change.fields if name not in spoken_of)


def summary(changes: Difference) -> str:
    """`2 moved, 1 cancelled`: how many items changed in which way; an item counts under its first."""
    return counted(change.ways[0] for change in changes.changes)


def changed_items(items: Iterable[Item]) -> str:
    """The same of frozen items: `1 moved, 2 new`."""
    return counted(item.was.ways[0] for item in items if item.was)


def counted(ways: Iterable[str]) -> str:
    return ", ".join(str(COUNTS[way] % {"number": number}) for way, number in Counter(ways).items())


def unreleased_told(number: int) -> str:
    """The banner's words."""
    return ngettext("Draft, %(number)d change not released", "Draft, %(number)d changes not released", number) % {
        "number": number
    }


def beside_told(what: str) -> str:
    """What a release would change beside the items, as a sentence."""
    sentences = {
        Beside.ORDER: _("The order of items changes."),
        Beside.NAMES: _("A State, a committee or an objective within an item is called or ordered otherwise."),
        Beside.SEGMENTS: _("The segments, or their headings, change."),
        Beside.MEETING: _("What is told of the meeting changes: its title, dates or place."),
    }
    return sentences[Beside(what)]


def speaker_told(speaker: Speaker) -> str:
    """`Belgium: Jane Roe, Ambassador`, whatever of it is known."""
    who = isolated(Translated.of(speaker.state.name) if speaker.state else speaker.organisation)
    person = ", ".join(isolated(part) for part in (speaker.person, speaker.function) if part)
    return ": ".join(part for part in (who, person) if part)


def utc_offset(moment: datetime) -> str:
    """`UTC+2`, `UTC+5:30`, `UTC`."""
    offset = moment.utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "−"
    return ltr(f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}")
