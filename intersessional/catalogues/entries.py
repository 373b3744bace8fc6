"""What must hold of each entry of a catalogue, whatever it says; pure."""

import re
from collections.abc import Callable, Iterator
from gettext import c2py

from babel.core import Locale
from babel.messages.catalog import Catalog, Message

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
NUMBERS = {"number", "count", "counter", "days", "hits", "all"}
"""How the placeholder is named that holds the number of a plural text."""

SCRIPTS = {
    "ar": ("Arabic", re.compile(r"[\u0620-\u064a]")),
    "ru": ("Cyrillic", re.compile(r"[\u0400-\u04ff]")),
    "zh": ("Chinese", re.compile(r"[\u4e00-\u9fff]")),
}


def texts(value: object) -> list[str]:
    """One text, or all plural forms."""
    return [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]


def translated(message: Message) -> list[str]:
    return texts(message.string) if message.string else [""]


def bare(text: str) -> str:
    return PLACEHOLDER.sub(" ", text)


def has_letters(text: str) -> bool:
    return any(letter.isalpha() for letter in bare(text))


def unfinished(message: Message, catalog: Catalog) -> Iterator[str]:
    if message.fuzzy:
        yield "is fuzzy"
    forms, wanted = translated(message), catalog.num_plurals if message.pluralizable else 1
    if not any(forms):
        yield "is not translated"
    elif len(forms) != wanted or not all(forms):
        yield f"has {len([form for form in forms if form])} of {wanted} plural forms"


def edges(message: Message, catalog: Catalog) -> Iterator[str]:
    english = texts(message.id)
    for index, form in enumerate(translated(message)):
        source = english[min(index, len(english) - 1)]
        for part, cut in (("begins", str.lstrip), ("ends", str.rstrip)):
            if edge(form, cut) != edge(source, cut):
                yield f"{part} with other spaces or line breaks than the English: {form!r}"


def edge(text: str, cut: Callable[[str], str]) -> str:
    """The spaces that are cut off."""
    kept = cut(text)
    return text.replace(kept, "", 1) if kept else text


def placeholders(message: Message, catalog: Catalog) -> Iterator[str]:
    """A plural form may leave the number out where it is said of no more than nothing, one or two."""
    forms, wanted = translated(message), set(PLACEHOLDER.findall(texts(message.id)[-1]))
    number = {name for name in wanted if set(re.findall(r"\w+", name)) & NUMBERS}
    for index, form in enumerate(forms):
        found = set(PLACEHOLDER.findall(form))
        optional = number if message.pluralizable and stands_for_few(catalog, index) else set()
        if lacking := wanted - found - optional:
            yield f"lacks {', '.join(sorted(lacking))}: {form!r}"
        if strange := found - wanted:
            yield f"has {', '.join(sorted(strange))}, which the English hasn't: {form!r}"
        if message.python_format and "%" in PLACEHOLDER.sub("", form).replace("%%", ""):
            yield f"has a percent sign that isn't doubled: {form!r}"


def stands_for_few(catalog: Catalog, index: int) -> bool:
    form_of = c2py(catalog.plural_expr)
    return not any(form_of(number) == index for number in range(3, 200))


def faults(message: Message, catalog: Catalog) -> list[str]:
    """Why an entry isn't right; of one that isn't finished, nothing more."""
    found = list(unfinished(message, catalog))
    return found or [*edges(message, catalog), *placeholders(message, catalog)]


def tells_numbers_apart(catalog: Catalog, language: str) -> bool:
    """Whether the catalogue has a plural form for each kind of number of the language, and no other form for any."""
    kind_of, form_of = Locale.parse(language).plural_form, c2py(catalog.plural_expr)
    pairs = {(kind_of(number), form_of(number)) for number in range(200)}
    kinds, forms = zip(*pairs, strict=True)
    return len(pairs) == len(set(kinds)) == len(set(forms)) == catalog.num_plurals


def is_same(message: Message) -> set[str]:
    """The English texts that a translation equals."""
    return set(texts(message.id)) & set(translated(message))


def foreign(message: Message, language: str) -> str:
    """The script that a translation lacks wholly though its English has letters; nothing where it has it."""
    name, letters = SCRIPTS.get(language.split("_", maxsplit=1)[0], ("", None))
    if letters is None:
        return ""
    return name if any(has_letters(form) and not letters.search(form) for form in translated(message)) else ""
