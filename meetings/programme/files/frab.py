"""A programme as the `schedule.xml` that conference apps read, in the form of frab and pentabarf."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import Element, SubElement, tostring
from zlib import crc32

from intersessional.lib.plain_text import plain
from meetings.programme.files.told import Tell, Told, guid, number
from meetings.programme.items import Facts, Item, Programme
from meetings.programme.layout import by_time, instant

GENERATOR = "Intersessional Work Programme"
UNKNOWN, WHOLE_DAY = "00:00", "24:00"
SLOT = "00:05"
"""The grid that apps draw; a programme has none."""


def frab_xml(programme: Programme, revision: int, address: str, tell: Tell, language: str) -> bytes:
    """Items by day and room; those without a day are left out, as from a calendar. `address` is the schedule's.

    An item without a start lasts the whole day and says in its subtitle what is known; without an end its duration is
    00:00.
    """
    root = Element("schedule")
    SubElement(root, "generator", name=GENERATOR)
    add(root, "version", str(revision))
    root.append(conference(programme.meeting, address, language))
    for index, day in days(programme):
        root.append(day_element(programme, index, day, tell, language))
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def conference(meeting: Facts, address: str, language: str) -> Element:
    element = Element("conference")
    add(element, "acronym", meeting.slug)
    add(element, "title", meeting.title.get(language) or meeting.title.get("en", ""))
    if meeting.starts_on and meeting.ends_on:
        add(element, "start", meeting.starts_on.isoformat())
        add(element, "end", meeting.ends_on.isoformat())
        add(element, "days", str((meeting.ends_on - meeting.starts_on).days + 1))
    add(element, "timeslot_duration", SLOT)
    add(element, "time_zone_name", meeting.time_zone)
    add(element, "base_url", address)
    add(element, "url", address)
    return element


def days(programme: Programme) -> Iterator[tuple[int, date]]:
    """Those that have an item, numbered from the meeting's first; none while the meeting has no dates."""
    first = programme.meeting.starts_on
    if first:
        held = sorted({item.day for item in programme.items if item.day}) or [first]
        yield from (((day - min(first, held[0])).days + 1, day) for day in held)


def day_element(programme: Programme, index: int, day: date, tell: Tell, language: str) -> Element:
    """From midnight to midnight, local time."""
    zone = programme.meeting.time_zone
    starts, ends = (instant(midnight, time.min, zone).isoformat() for midnight in (day, day + timedelta(days=1)))
    element = Element("day", index=str(index), date=day.isoformat(), start=starts, end=ends)
    rooms: dict[str, Element] = {}
    for item in by_time([item for item in programme.items if item.day == day]):
        told = tell(item)
        name = item.room or told.place or programme.meeting.short_name
        if name not in rooms:
            rooms[name] = SubElement(element, "room", name=plain(name))
        rooms[name].append(event(item, day, name, told, programme.meeting, language))
    return element


def event(item: Item, day: date, room: str, told: Told, meeting: Facts, language: str) -> Element:
    element = Element("event", id=str(number(item)), guid=str(guid(item)))
    starts = item.starts or time.min
    add(element, "date", instant(day, starts, meeting.time_zone).isoformat())
    add(element, "start", starts.strftime("%H:%M"))
    add(element, "duration", duration(item))
    add(element, "room", room)
    add(element, "slug", f"{meeting.slug}-{item.id}")
    add(element, "title", told.title)
    add(element, "subtitle", told.time)
    add(element, "track", told.segment or told.committee)
    add(element, "type", told.kind)
    add(element, "language", language)
    add(element, "abstract", told.summary)
    add(element, "description", "\n".join(filter(None, (told.change, told.committee, told.chairs))))
    add(element, "url", told.address)
    persons = SubElement(element, "persons")
    for speaker in told.speakers:
        add(persons, "person", speaker).set("id", str(person_number(speaker)))
    SubElement(element, "links")
    SubElement(element, "attachments")
    return element


def duration(item: Item) -> str:
    if item.starts is None:
        return WHOLE_DAY
    if item.ends is None:
        return UNKNOWN
    minutes = (datetime.combine(date.min, item.ends) - datetime.combine(date.min, item.starts)).seconds // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"


def person_number(name: str) -> int:
    """The same for the same words, since no list of persons is kept."""
    return crc32(name.encode()) % (2**31 - 1) + 1


def add(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = plain(text)
    return element
