"""Meetings, their segments and agenda items, from the files' rows."""

from hashlib import sha256

from meetings.models import AgendaItem, Meeting, Segment
from meetings.programme.items import LETTERS
from meetings.record.entries import Entry, Table, origin
from meetings.record.files import COMMITTEES, ITEMS, MEETINGS, STATES, Files, slug
from meetings.record.rows import Row
from meetings.record.texts import Texts

SEGMENT_WORDS = ("", Segment.Kind.GENERAL.value, Segment.Kind.THEMATIC.value, Segment.Kind.PREPARATORY.value)


def meetings(files: Files) -> Table:
    entries = [meeting(files, row) for row in files.meetings.values()]
    columns = {
        "record_key": "short_name",
        "slug": "short_name",
        "starts_on": "start_date",
        "ends_on": "end_date",
        "country": "country_iso2",
        "president": "president_name",
        "president_state": "president_country_iso2",
    }
    return Table("meetings", Meeting, entries, columns, once=("slug",))


def meeting(files: Files, row: Row) -> Entry:
    short_name, texts = row.needed("short_name"), Texts(files, row)
    row.needed("title")
    starts_on, year = row.day("start_date"), row.year("year")
    values = {
        "slug": slug(short_name),
        "short_name": short_name,
        "kind": row.choice("kind", Meeting.Kind),
        "number": row.number("number"),
        "title": texts.of("meeting", "title"),
        "status": Meeting.Status.PUBLISHED.value,
        "starts_on": starts_on,
        "ends_on": row.day("end_date"),
        "year": None if starts_on else year,
        "time_zone": row.needed("time_zone"),
        "city": texts.of("city", "city"),
        "venue": texts.of("venue", "venue"),
        "format": row.choice("format", ["", *Meeting.Format]),
        "president": row.text("president_name"),
        "president_designate": row.text("president_designate"),
    }
    links = {
        "country": row.reference("country_iso2", files.states, STATES),
        "president_state": row.reference("president_country_iso2", files.states, STATES),
    }
    return Entry(row, short_name, values | texts.origin(), links)


def segments(files: Files) -> Table:
    """A sitting for each committee of a week, then the segments that items name by a word, each once."""
    found: dict[str, Entry] = {}
    for row in files.meetings.values():
        for position, committee in enumerate(row.references("committees", files.committees, COMMITTEES), start=1):
            entry = segment(row, row.needed("short_name"), Segment.Kind.SITTING, committee, position)
            found[entry.key] = entry
    for row in files.rows[ITEMS]:
        name = meeting_of(files, row)
        word = row.choice("segment", SEGMENT_WORDS)
        if word and not sits(files, row):
            position = len(files.meetings[name].names("committees")) + SEGMENT_WORDS.index(word)
            entry = segment(row, name, Segment.Kind(word), None, position)
            found.setdefault(entry.key, entry)
    columns = {"record_key": "committees", "kind": "segment", "committee": "committees"}
    return Table("segments", Segment, list(found.values()), columns)


def segment(row: Row, name: str, kind: Segment.Kind, committee: str | None, position: int) -> Entry:
    address = slug(committee) if committee else kind.value
    values = {"kind": kind.value, "slug": address, "position": position}
    return Entry(row, f"{name}|{address}", values | origin(row), {"meeting": name, "committee": committee})


def meeting_of(files: Files, row: Row) -> str:
    return row.known("meeting", row.needed("meeting"), files.meetings, MEETINGS)


def sits(files: Files, row: Row) -> bool:
    """Whether the item stands in the sitting of its committee: each item with a committee does in a committee week."""
    week = files.meetings[meeting_of(files, row)].names("committees")
    committee = row.reference("committee", files.committees, COMMITTEES)
    if week and committee and committee not in week:
        raise row.fault("committee", f"“{committee}” is not one of the committees of {row.text('meeting')}.")
    return bool(week and committee)


def items(files: Files) -> Table:
    entries = [item(files, row) for row in files.rows[ITEMS]]
    columns = {
        "record_key": "title",
        "day": "date",
        "starts": "start",
        "ends": "end",
        "chairs": "chair_iso2",
        "note": "segment",
    }
    return Table("items", AgendaItem, entries, columns)


def item(files: Files, row: Row) -> Entry:
    meeting, is_sitting, word = meeting_of(files, row), sits(files, row), row.choice("segment", SEGMENT_WORDS)
    committee, texts = row.reference("committee", files.committees, COMMITTEES), Texts(files, row)
    row.needed("title")
    values = {
        "kind": row.choice("kind", AgendaItem.Kind),
        "number": row.text("number"),
        "title": texts.of("item", "title"),
        "day": row.day("date"),
        "starts": row.clock("start"),
        "ends": row.clock("end"),
        "position": row.number("position") or 0,
        "room": row.text("room"),
        # A sitting isn't thematic or preparatory: what the file says of its item is kept beside it.
        "note": word if is_sitting else "",
    }
    address = slug(committee) if is_sitting and committee else word
    links = {
        "meeting": meeting,
        "segment": f"{meeting}|{address}" if address else None,
        "committee": committee,
    }
    key = "|".join(row.text(column) for column in ("meeting", "date", "start", "committee", "title"))
    values["public_id"] = public_id(key)
    chairs = row.references("chair_iso2", files.states, STATES)
    return Entry(row, key, values | texts.origin(), links, {"chairs": chairs})


def public_id(key: str) -> str:
    """The same on every machine, so that a recorded item has one address."""
    number = int.from_bytes(sha256(key.encode()).digest()[:8])
    return "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(6))
