"""States, committees, their successions and memberships, from the files' rows."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from committees.core_objectives import CORE_OBJECTIVES
from committees.models import Committee, Membership, State, Succession
from intersessional.lib.partial_dates import Precision
from meetings.record.entries import Entry, Table, english, origin
from meetings.record.files import COMMITTEES, MEETINGS, MEMBERS, STATES, Files, slug
from meetings.record.rows import YEAR, Row
from meetings.record.texts import Texts, holes

REGIONAL_GROUPS = {
    "African": State.RegionalGroup.AFRICAN.value,
    "Asia-Pacific": State.RegionalGroup.ASIA_PACIFIC.value,
    "Eastern European": State.RegionalGroup.EASTERN_EUROPEAN.value,
    "GRULAC": State.RegionalGroup.GRULAC.value,
    "WEOG": State.RegionalGroup.WEOG.value,
    "none": "",
}
OBJECTIVES = {objective.slug.replace("-", " "): objective.slug for objective in CORE_OBJECTIVES}


def objectives(row: Row) -> tuple[str, ...]:
    """The keys of the objectives that the row names: `universal acceptance` has the key `universal-acceptance`."""
    return tuple(OBJECTIVES[name] for name in row.references("objectives", OBJECTIVES, "the core objectives"))


def states(files: Files) -> Table:
    entries = [state(files, row) for row in files.states.values()]
    columns = {"record_key": "iso2", "name": "name_en", "regional_group": "un_regional_group"}
    nameless = tuple(filter(None, (holes(entry.row, entry.values["name"]) for entry in entries)))
    return Table("states", State, entries, columns, once=("iso3",), nameless=nameless)


def state(files: Files, row: Row) -> Entry:
    iso2, texts = row.needed("iso2"), Texts(files, row)
    row.needed("name_en")
    values = {
        "iso2": iso2,
        "iso3": row.needed("iso3"),
        "name": texts.of_state("name_en", iso2),
        "aliases": files.aliases_of(STATES, iso2),
        "regional_group": REGIONAL_GROUPS[row.choice("un_regional_group", REGIONAL_GROUPS)],
        "status": row.choice("status", State.Status),
        "joined_year": row.year("joined_year"),
        "entry_into_force": row.day("entry_into_force"),
        "withdrawn_on": row.day("withdrawn_on"),
    }
    return Entry(row, iso2, values | texts.origin())


def committees(files: Files) -> Table:
    entries = [committee(files, row) for row in files.committees.values()]
    columns = {
        "record_key": "short_name",
        "slug": "short_name",
        "mandate": "purpose",
        "ended_on": "discontinued_on",
        "ended_at": "discontinued_at",
    }
    return Table("committees", Committee, entries, columns, once=("slug",))


def committee(files: Files, row: Row) -> Entry:
    short_name, texts = row.needed("short_name"), Texts(files, row)
    row.needed("name")
    established_on, established_precision = row.day_or_year("established_on")
    ended_on, ended_precision = row.day_or_year("discontinued_on")
    values = {
        "slug": slug(short_name),
        "short_name": short_name,
        "name": texts.of("committee", "name"),
        "aliases": files.aliases_of(COMMITTEES, short_name),
        "kind": row.choice("kind", Committee.Kind),
        "mandate": english(row.text("purpose")),
        "established_on": established_on,
        "established_on_precision": established_precision.value,
        "established_at": row.reference("established_at", files.meetings, MEETINGS) or "",
        "ended_on": ended_on,
        "ended_on_precision": ended_precision.value,
        "ended_at": row.reference("discontinued_at", files.meetings, MEETINGS) or "",
    }
    return Entry(row, short_name, values | texts.origin(), many={"objectives": objectives(row)})


def successions(files: Files) -> Table:
    entries = [entry for row in files.committees.values() for entry in successions_to(files, row)]
    columns = {"record_key": "replaces", "kind": "succession", "predecessor": "replaces", "successor": "short_name"}
    return Table("successions", Succession, entries, columns)


def successions_to(files: Files, row: Row) -> Iterator[Entry]:
    """From each committee that this one took over from."""
    kind = row.choice("succession", ["", *Succession.Kind])
    predecessors = row.references("replaces", files.committees, COMMITTEES)
    if bool(kind) != bool(predecessors):
        raise row.fault("succession", "It goes with the column replaces: fill in both or neither.")
    successor = row.needed("short_name")
    for predecessor in predecessors:
        links = {"predecessor": predecessor, "successor": successor}
        yield Entry(row, f"{predecessor}|{successor}", {"kind": kind} | origin(row), links)


def memberships(files: Files) -> Table:
    """The rows that name no committee are left out."""
    entries, left_out = [], []
    for row in files.rows[MEMBERS]:
        entry = membership(files, row)
        if row.text("committee"):
            entries.append(entry)
        else:
            left_out.append(f"{entry.links['state']} {entry.values['role']} {told_term(row)}")
    columns = {
        "record_key": "committee",
        "state": "state_iso2",
        "starts_on": "term_start",
        "starts_at": "term_start",
        "ends_on": "term_end",
        "ends_at": "term_end",
    }
    return Table("memberships", Membership, entries, columns, left_out=tuple(left_out))


def membership(files: Files, row: Row) -> Entry:
    start, end = term(files, row, "term_start"), term(files, row, "term_end")
    row.needed("state_iso2")
    links = {
        "committee": row.reference("committee", files.committees, COMMITTEES),
        "state": row.reference("state_iso2", files.states, STATES),
    }
    role = row.choice("role", Membership.Role)
    values = {
        "role": role,
        "starts_on": start.day,
        "starts_on_precision": start.precision.value,
        "starts_at": start.words,
        "ends_on": end.day,
        "ends_on_precision": end.precision.value,
        "ends_at": end.words,
        "is_open": False,
    }
    # The end may be learnt later, so it names a term only where the start is unknown.
    since = f"from {start.words}" if start.words else f"to {end.words}"
    key = "|".join([links["committee"] or "", links["state"] or "", role, since])
    return Entry(row, key, values | origin(row), links)


class TermEnd(NamedTuple):
    """Where a term starts or ends: the day, how much of it is known, and the file's words."""

    day: date | None
    precision: Precision
    words: str


def term(files: Files, row: Row, column: str) -> TermEnd:
    """A meeting stands for its closing day; four digits are a year."""
    words = row.text(column)
    if YEAR.fullmatch(words):
        day, precision = row.day_or_year(column)
        return TermEnd(day, precision, words)
    meeting = row.reference(column, files.meetings, MEETINGS)
    closing_day = files.meetings[meeting].day("end_date") if meeting else None
    return TermEnd(closing_day, Precision.DAY, words)


def told_term(row: Row) -> str:
    return f"{row.text('term_start') or '?'}–{row.text('term_end') or '?'}"
