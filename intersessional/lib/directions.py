"""What must not turn in plain text of a language that runs from right to left. In pages, `<bdi>` does the same."""

from django.utils.translation import get_language, get_language_info

LEFT_TO_RIGHT, RIGHT_TO_LEFT, BY_FIRST_LETTER, END = "\u2066", "\u2067", "\u2068", "\u2069"


def is_rtl(language: str | None = None) -> bool:
    """Of the language, or the active one."""
    code = language or get_language()
    return bool(code) and bool(get_language_info(code)["bidi"])


def isolated(text: object, language: str | None = None) -> str:
    """A name, symbol or title that may be of any script, kept apart from the sentence around it. In a language that
    runs from left to right, and where there is nothing to isolate: the text itself."""
    return f"{BY_FIRST_LETTER}{text}{END}" if is_rtl(language) and str(text) else str(text)


def ltr(text: str, language: str | None = None) -> str:
    """The same of what always runs from left to right: times, symbols of documents."""
    return f"{LEFT_TO_RIGHT}{text}{END}" if is_rtl(language) and text else text


def rtl(text: str, language: str | None = None) -> str:
    """The same of what begins with a digit, and runs as the language does: dates."""
    return f"{RIGHT_TO_LEFT}{text}{END}" if is_rtl(language) and text else text
