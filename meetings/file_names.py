"""What the name of a file tells of its document: `APLC-MSP.16-2017-11-Add.1-E.pdf`, `Statement_Belgium_FR.pdf`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from meetings.symbols import Symbol

LETTERS = {"a": "ar", "c": "zh-hans", "e": "en", "f": "fr", "r": "ru", "s": "es"}
"""The letter by which the United Nations end a file's name."""
CODES = {
    **dict.fromkeys(("ar", "ara"), "ar"),
    **dict.fromkeys(("zh", "cn", "ch", "chi"), "zh-hans"),
    **dict.fromkeys(("en", "eng"), "en"),
    **dict.fromkeys(("fr", "fra", "fre"), "fr"),
    **dict.fromkeys(("ru", "rus"), "ru"),
    **dict.fromkeys(("es", "sp", "esp", "spa"), "es"),
}
"""At the end of a name or at its beginning."""
NAMES = {
    **dict.fromkeys(("arabic", "arabe", "العربية"), "ar"),
    **dict.fromkeys(("chinese", "chinois", "chino", "中文"), "zh-hans"),
    **dict.fromkeys(("english", "anglais", "inglés", "ingles"), "en"),
    **dict.fromkeys(("french", "français", "francais", "francés", "frances"), "fr"),
    **dict.fromkeys(("russian", "russe", "ruso", "русский"), "ru"),
    **dict.fromkeys(("spanish", "espagnol", "español", "espanol"), "es"),
}
"""Anywhere in a name."""

KINDS = {
    "statement": ("statement", "déclaration", "declaration", "declaración", "intervention", "заявление"),
    "presentation": ("presentation", "présentation", "presentación", "slides"),
    "participants": ("participants", "participantes"),
    "invitation": ("invitation", "invite"),
    "practical": ("practical", "logistics", "logistical", "practicalities"),
    "observations": ("observations", "observaciones"),
    "agenda": ("agenda",),
    "programme": ("programme", "program", "programa", "schedule"),
    "background": ("background", "concept", "nonpaper"),
    "report": ("report", "rapport", "informe"),
}
"""Words that name a kind of document; of several the first counts."""

PRINTED = re.compile(r"(MSP|RC|PM|WP|L|INF|MISC|SR|CRP|ADD|CORR|REV|AMEND)([0-9]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Guess:
    """Each empty where the name doesn't tell; `words` are what is left of it."""

    symbol: str
    language: str
    kind: str
    words: str


def guess(name: str) -> Guess:
    path = PurePath(name)
    parts = [part for part in re.split(r"[\s_\-()\[\],]+", path.stem) if part]
    language, parts = language_of(parts)
    symbol, parts = symbol_of(parts)
    words = [word.lower() for part in parts for word in re.findall(r"\w+", part)]
    kind = next((kind for kind, known in KINDS.items() if any(word in known for word in words)), "")
    if not kind and path.suffix.lower() == ".pptx":
        kind = "presentation"
    told = " ".join(parts)
    return Guess(symbol, language, kind, told[:1].upper() + told[1:])


def language_of(parts: Sequence[str]) -> tuple[str, list[str]]:
    """And the other parts."""
    last, known = len(parts) - 1, [part.lower() for part in parts]
    places = [(last, LETTERS), (last, CODES), (0, CODES), *((place, NAMES) for place in range(len(parts)))]
    for place, table in places:
        if last > 0 and known[place] in table:
            return table[known[place]], [part for index, part in enumerate(parts) if index != place]
    return "", list(parts)


def symbol_of(parts: Sequence[str]) -> tuple[str, list[str]]:
    """The longest beginning that makes a symbol of a body of two parts at least, and the other parts."""
    printed = [PRINTED.sub(r"\1.\2", part) if PRINTED.fullmatch(part) else part for part in parts]
    for end in range(len(parts), 3, -1):
        found = Symbol.of("/".join(printed[:end]))
        if found and "/" in found.body and parts[0].isupper():
            return str(found), list(parts[end:])
    return "", list(parts)
