"""The cells of an item: as they are written, and what is read out of them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeVar

from meetings.programme.files import SCHEDULE_COLUMNS, AddressOf, columns_by_language
from meetings.programme.files.rows import ENGLISH, in_english, name_of, speaker_cell
from meetings.programme.items import LANGUAGES, Item, Named, Programme, Speaker, Texts
from meetings.programme.reading import read_clock, read_date
from meetings.programme.sheets.faults import Code, UnreadableError

T = TypeVar("T")
Cells = Mapping[str, str]
"""The texts of one row by their column."""

DRAFT = "DRAFT"
"""What stands where a released programme has the number of its revision."""
LAST_POSITION = 32_767
DRAFT_COLUMNS = [*SCHEDULE_COLUMNS, "id", "position", "summary", "objectives"]
TEXTS = ("title", "summary")
"""What stands in several languages: `title` is in English, and `title_fr` in French."""
OF_TEXTS = {f"{name}_{language}": (name, language) for name in TEXTS for language in LANGUAGES}
"""Each column of one language: what it is of, and which."""


@dataclass(frozen=True)
class Names:
    """What the texts of cells may mean. Each lookup gives all that is called so: none is unknown, several are
    ambiguous."""

    states: Callable[[str], Sequence[Named]]
    committees: Callable[[str], Sequence[Named]]
    segments: Callable[[str], Sequence[str]]
    objectives: Callable[[str], Sequence[str]]
    kinds: Callable[[str], Sequence[str]]
    statuses: Callable[[str], Sequence[str]]


# Out


def item_cells(item: Item, position: int) -> dict[str, Any]:
    """What an item says, by the columns that are read back."""
    return {
        "day": item.day,
        "starts": item.starts,
        "ends": item.ends,
        "number": item.number,
        "title": in_english(item.title),
        "kind": item.kind,
        "status": item.status,
        "segment": item.segment,
        "committee": name_of(item.committee),
        "chairs": [name_of(chair) for chair in item.chairs],
        "speakers": [speaker_cell(speaker) for speaker in item.speakers],
        "room": item.room,
        "position": position,
        "summary": in_english(item.summary),
        "objectives": list(item.objectives),
        **{column: getattr(item, name).get(language, "") for column, (name, language) in OF_TEXTS.items()},
    }


def draft_columns(languages: Sequence[str] = ()) -> list[str]:
    """`DRAFT_COLUMNS`, with languages each of `TEXTS` once for each of them."""
    return columns_by_language(DRAFT_COLUMNS, TEXTS if languages else (), languages)


def draft_rows(
    programme: Programme, positions: Mapping[str, int], address_of: AddressOf, languages: Sequence[str] = ()
) -> Iterator[list[object]]:
    """The rows of `draft_columns` in the order of the programme."""
    meeting, columns = programme.meeting, draft_columns(languages)
    for item in programme.items:
        about = {"meeting": meeting.short_name, "revision": DRAFT, "time_zone": meeting.time_zone}
        cells = {**about, **item_cells(item, positions[item.id]), "url": address_of(item), "id": item.id}
        yield [cells[column] for column in columns]


def text_of(value: Any) -> str:
    """A cell as a file tells it."""
    if value is None:
        return ""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return "; ".join(value) if isinstance(value, list) else str(value)


UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def plain(text: str) -> str:
    """Without what no spreadsheet keeps: control characters, the form of line ends, spaces around."""
    return UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


# In


def read_cell(column: str, text: str, names: Names, now: Item) -> Any:
    """The value that a column's text, `plain`, has for an item that is `now` so. UnreadableError: it has none."""
    return READERS[column](text, names, now)


def time_in(text: str) -> time | None:
    """As people type it, or the fraction of a day that a spreadsheet has for a time without its format."""
    try:
        if re.fullmatch(r"0\.\d{3,}", text, re.ASCII):
            hours, minutes = divmod(round(float(text) * 24 * 60), 60)
            return time(hours, minutes)
        return read_clock(text)
    except ValueError as error:
        raise UnreadableError(Code.NO_TIME, text) from error


def day_in(text: str) -> date | None:
    try:
        return read_date(text)
    except ValueError as error:
        raise UnreadableError(Code.NO_DAY, text) from error


def title_in(text: str, now: Texts) -> Texts:
    if not text:
        raise UnreadableError(Code.MISSING)
    return with_text(text, now)


def with_text(text: str, now: Texts, language: str = ENGLISH) -> Texts:
    """The other languages stay."""
    return type(now)({spoken: said for spoken, said in {**now, language: text}.items() if said})


def text_reader(name: str, language: str) -> Callable[[str, Names, Item], Texts]:
    return lambda text, _names, now: with_text(text, getattr(now, name), language)


def position_in(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{1,5}", text, re.ASCII) or int(text) > LAST_POSITION:
        raise UnreadableError(Code.NO_NUMBER, text)
    return int(text)


def the_one(text: str, found: Sequence[T], name: Callable[[T], str] = str) -> T:
    if len(found) != 1:
        others = "; ".join(name(one) for one in found)
        raise UnreadableError(Code.AMBIGUOUS if found else Code.UNKNOWN, text, others)
    return found[0]


def named_in(text: str, find: Callable[[str], Sequence[Named]]) -> Named:
    return the_one(text, find(text), lambda one: f"{name_of(one)} ({one.code})")


def each_in(text: str, read: Callable[[str], T]) -> list[T]:
    """Of every part what it says; all that say nothing are told at once."""
    found, refused = [], []
    for part in parts(text):
        try:
            found.append(read(part))
        except UnreadableError as error:
            refused.append(error)
    if refused:
        first = refused[0]
        values = "; ".join(error.value for error in refused if error.code == first.code)
        raise UnreadableError(first.code, values, first.other)
    return found


def set_in(text: str, read: Callable[[str], T]) -> tuple[T, ...]:
    """The same, each once."""
    found: list[T] = []
    for one in each_in(text, read):
        found += [] if one in found else [one]
    return tuple(found)


def parts(text: str) -> list[str]:
    """Between `;` or line ends, where `;;` is a `;` of the part itself, left doubled."""
    found = re.findall(r"(?:;;|[^;\n])+", text)
    return [part.strip() for part in found if part.strip()]


def undoubled(text: str) -> str:
    return re.sub(r"([;()])\1", r"\1", text)


LITERAL = r"(?:[^()]|\(\(|\)\))*"
SPEAKER = re.compile(rf"(?P<who>{LITERAL}?)\s*(?:\((?P<inside>{LITERAL})\))?")
LONGEST_SPEAKER = 2000
"""Nobody's name is so long, and the patterns need not be tried on more."""
UNDOUBLED_SPEAKER = re.compile(r"(?P<who>.*?)\s*\((?P<inside>[^()]*)\)")


def speakers_in(text: str, names: Names, now: Sequence[Speaker]) -> tuple[Speaker, ...]:
    """A part that says what is said of a speaker now is that one, however its words could be read otherwise."""
    known = {plain(speaker_cell(speaker)): speaker for speaker in now}
    return tuple(each_in(text, lambda part: known.get(part) or speaker_in(" ".join(part.split()), names)))


def speaker_in(text: str, names: Names) -> Speaker:
    """`Who (person, function)`. A State's own brackets are understood undoubled too: `Iran (Islamic Republic of)`."""
    if len(text) > LONGEST_SPEAKER:
        raise UnreadableError(Code.TOO_LONG, f"{text[:40]}…")
    whole = names.states(undoubled(text))
    if len(whole) == 1:
        return Speaker(whole[0])
    found = SPEAKER.fullmatch(text) or UNDOUBLED_SPEAKER.fullmatch(text)
    who, inside = (undoubled(found[name] or "").strip() for name in ("who", "inside")) if found else (text, "")
    person, _comma, function = (part.strip() for part in inside.partition(","))
    states = names.states(who)
    if len(states) > 1:
        named_in(who, names.states)
    if not (who or person):
        raise UnreadableError(Code.UNKNOWN, text)
    return Speaker(states[0] if states else None, "" if states else who, person, function)


READERS: dict[str, Callable[[str, Names, Item], Any]] = {
    "day": lambda text, _names, _now: day_in(text),
    "starts": lambda text, _names, _now: time_in(text),
    "ends": lambda text, _names, _now: time_in(text),
    "number": lambda text, _names, _now: text,
    "title": lambda text, _names, now: title_in(text, now.title),
    "kind": lambda text, names, now: the_one(text, names.kinds(text)) if text else now.kind,
    "status": lambda text, names, now: the_one(text, names.statuses(text)) if text else now.status,
    "segment": lambda text, names, _now: the_one(text, names.segments(text)) if text else "",
    "committee": lambda text, names, _now: named_in(text, names.committees) if text else None,
    "chairs": lambda text, names, _now: set_in(text, lambda part: named_in(undoubled(part), names.states)),
    "speakers": lambda text, names, now: speakers_in(text, names, now.speakers),
    "room": lambda text, _names, _now: text,
    "position": lambda text, _names, _now: position_in(text),
    "summary": lambda text, _names, now: with_text(text, now.summary),
    "objectives": lambda text, names, _now: set_in(text, lambda part: the_one(part, names.objectives(part))),
    **{column: text_reader(*of) for column, of in OF_TEXTS.items() if of[1] != ENGLISH},
}
"""The columns that are read, and how."""
