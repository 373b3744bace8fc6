"""A programme as rows of a spreadsheet."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from meetings.programme.items import LANGUAGES, Item, Named, Programme, Speaker, Texts

ENGLISH = "en"

AddressOf = Callable[[Item], str]

SCHEDULE_COLUMNS = [
    *("meeting", "revision", "day", "starts", "ends", "time_zone", "number", "title", "kind", "status", "segment"),
    *("committee", "chairs", "speakers", "room", "url"),
]
SCHEDULE_TEXTS = ("title", "segment", "committee")
"""Those that a file in all languages has once for each."""


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


def csv_rows_in_all_languages(programme: Programme, revision: int, address_of: AddressOf) -> Iterator[list[object]]:
    """The same, each of `SCHEDULE_TEXTS` once for each language and empty where it hasn't got it; lists of names are
    in English."""
    headings = {segment.slug: segment.title or {ENGLISH: segment.kind} for segment in programme.segments}
    for item, cells in zip(programme.items, csv_rows(programme, revision, address_of), strict=True):
        committee = item.committee.name if item.committee else {}
        texts = {"title": item.title, "segment": headings.get(item.segment, {}), "committee": committee}
        yield by_language(SCHEDULE_COLUMNS, cells, texts)


def by_language(columns: Sequence[str], cells: Sequence[object], texts: Mapping[str, Texts]) -> list[object]:
    """The cells of a row, those of `texts` by their columns once for each language."""
    found: list[object] = []
    for column, cell in zip(columns, cells, strict=True):
        found += [texts[column].get(language, "") for language in LANGUAGES] if column in texts else [cell]
    return found


def columns_by_language(
    columns: Sequence[str], texts: Collection[str], languages: Sequence[str] = LANGUAGES
) -> list[str]:
    """`title_en`, `title_ar` and so on in the place of `title`, where that is one of the texts."""
    return [name for column in columns for name in (in_languages(column, languages) if column in texts else [column])]


def in_languages(column: str, languages: Sequence[str]) -> list[str]:
    return [f"{column}_{language}" for language in languages]


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
