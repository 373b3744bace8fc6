"""A programme as rows of a spreadsheet."""

from collections.abc import Callable, Iterator

from meetings.programme.items import Item, Named, Programme, Speaker, Texts

ENGLISH = "en"

AddressOf = Callable[[Item], str]

SCHEDULE_COLUMNS = [
    *("meeting", "revision", "day", "starts", "ends", "time_zone", "number", "title", "kind", "status", "segment"),
    *("committee", "chairs", "speakers", "room", "url"),
]


def csv_rows(
    programme: Programme, revision: int, address_of: AddressOf, language: str = ENGLISH
) -> Iterator[list[object]]:
    """The rows of `schedule.csv` in the order of the programme, texts in the language, else in English."""
    segments = {segment.slug: said(segment.title, language) or segment.kind for segment in programme.segments}
    meeting = programme.meeting
    for item in programme.items:
        yield [
            *(meeting.short_name, revision, item.day, item.starts, item.ends, meeting.time_zone, item.number),
            *(said(item.title, language), item.kind, item.status, segments.get(item.segment, "")),
            *(name_of(item.committee, language), [name_of(chair, language) for chair in item.chairs]),
            *([speaker_cell(speaker, language) for speaker in item.speakers], item.room, address_of(item)),
        ]


def speaker_cell(speaker: Speaker, language: str = ENGLISH) -> str:
    """`Who (person, function)`; `;` and brackets inside a part are doubled, so that the cell can be read back."""
    who = name_of(speaker.state, language) or speaker.organisation
    person = ", ".join(part for part in (speaker.person, speaker.function) if part)
    return f"{doubled(who)} ({doubled(person)})" if person else doubled(who)


def doubled(text: str) -> str:
    for sign in ";()":
        text = text.replace(sign, sign * 2)
    return text


def name_of(named: Named | None, language: str = ENGLISH) -> str:
    return said(named.name, language) if named else ""


def in_english(texts: Texts) -> str:
    return said(texts, ENGLISH)


def said(texts: Texts, language: str) -> str:
    return texts.get(language) or texts.get(ENGLISH, "")
