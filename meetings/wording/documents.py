"""Documents in words: languages, supplements, formats and sizes."""

from collections.abc import Iterable

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.symbols import Supplement

LANGUAGES: dict[str, str | Promise] = {
    "ar": gettext_lazy("Arabic"),
    "zh-hans": gettext_lazy("Chinese"),
    "en": gettext_lazy("English"),
    "fr": gettext_lazy("French"),
    "ru": gettext_lazy("Russian"),
    "es": gettext_lazy("Spanish"),
}
"""As the page's language calls them."""

SUPPLEMENTS: dict[str, str | Promise] = {
    "add": gettext_lazy("Addendum %(number)s"),
    "corr": gettext_lazy("Corrigendum %(number)s"),
    "rev": gettext_lazy("Revision %(number)s"),
    "amend": gettext_lazy("Amendment %(number)s"),
}


def language_told(code: str) -> str:
    return str(LANGUAGES[code])


def languages_told(codes: Iterable[str]) -> str:
    return ", ".join(map(language_told, codes))


def supplements_told(supplements: Iterable[Supplement]) -> str:
    """`Addendum 1`, `Addendum 1, Corrigendum 2`."""
    return ", ".join(str(SUPPLEMENTS[one.kind]) % {"number": one.number} for one in supplements)


def size_told(size: int) -> str:
    """`120 kB`, `1.2 MB`, of a size in bytes."""
    if size < 999_500:
        return _("%(number)s kB") % {"number": number_format(max(1, round(size / 1000)))}
    return _("%(number)s MB") % {"number": number_format(size / 1_000_000, 1)}


def file_told(file_format: str, size: int | None) -> str:
    """`PDF, 120 kB`, as far as it is known."""
    return ", ".join(part for part in (file_format, size_told(size) if size else "") if part)
