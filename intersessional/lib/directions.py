"""What must not turn in plain text of a language that runs from right to left. In pages, `<bdi>` does the same."""

from functools import lru_cache

from django.utils.translation import get_language, get_language_bidi, get_language_info

LEFT_TO_RIGHT, RIGHT_TO_LEFT, BY_FIRST_LETTER, END = "\u2066", "\u2067", "\u2068", "\u2069"


def is_rtl(language: str | None = None) -> bool:
    """Of the language, or the active one."""
    if language:
        return _runs_from_right(language)
    return get_language() is not None and get_language_bidi()


@lru_cache(maxsize=64)
def _runs_from_right(language: str) -> bool:
    return bool(get_language_info(language)["bidi"])


def isolated(text: object, language: str | None = None) -> str:
    """A name, symbol or title that may be of any script, kept apart from the sentence around it. In a language that
    runs from left to right, and where there is nothing to isolate: the text itself."""
    told = "" if text is None else str(text)
    return f"{BY_FIRST_LETTER}{told}{END}" if is_rtl(language) and told else told


def ltr(text: str, language: str | None = None) -> str:
    """The same of what always runs from left to right: times, symbols of documents."""
    return f"{LEFT_TO_RIGHT}{text}{END}" if is_rtl(language) and text else text


def rtl(text: str, language: str | None = None) -> str:
    """The same of what begins with a digit, and runs as the language does: dates."""
    return f"{RIGHT_TO_LEFT}{text}{END}" if is_rtl(language) and text else text
