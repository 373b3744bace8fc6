"""The languages of the interface: an address names the page's by its first part, English by none."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from intersessional.lib.list_page import refused

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
GetResponse = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True)
class Spoken:
    """A language that pages are given in: its own name, and where the page stands in it."""

    code: str
    name: str
    path: str
    is_current: bool

    @property
    def is_rtl(self) -> bool:
        return self.code in settings.LANGUAGES_BIDI


def language_of(path: str) -> str:
    """The language of the page at an address."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first != settings.LANGUAGE_CODE and first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def path_in(language: str, path: str) -> str:
    """The address of the same page in another language."""
    written = language_of(path)
    bare = path if written == settings.LANGUAGE_CODE else path.removeprefix(f"/{written}")
    return bare if language == settings.LANGUAGE_CODE else f"/{language}{bare}"


def languages_at(path: str) -> list[Spoken]:
    """All languages of the interface, for the page at that address."""
    current = language_of(path)
    return [Spoken(code, name, path_in(code, path), code == current) for code, name in settings.LANGUAGES]


def page_language(get_response: GetResponse) -> GetResponse:
    """Middleware: the address alone decides, so that no answer depends on a cookie or on what a browser prefers."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with translation.override(language_of(request.path_info), deactivate=True):
            return get_response(request)

    return middleware


ALL = "all"
"""What `?lang=` says for every language of the content."""


def unspoken(codes: Iterable[str]) -> HttpResponse:
    """The refusal of another `?lang=` than these."""
    return refused(translation.gettext("lang: one of %(codes)s") % {"codes": ", ".join(codes)})


def in_asked_language(view: View) -> View:
    """A file stands at one address; `?lang=` chooses its texts, and one that isn't spoken is refused."""
    return spoken_as_asked(view, [])


def in_asked_language_or_all(view: View) -> View:
    """The same of a file that can hold the texts of all languages beside each other: `?lang=all`."""
    return spoken_as_asked(view, [ALL])


def spoken_as_asked(view: View, others: list[str]) -> View:
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = request.GET.get("lang", settings.LANGUAGE_CODE)
        if language in others:
            language = settings.LANGUAGE_CODE
        if language not in dict(settings.LANGUAGES):
            return unspoken([*dict(settings.LANGUAGES), *others])
        with translation.override(language):
            response = view(request, *args, **kwargs)
        if response.streaming:
            response.streaming_content = spoken(language, response.streaming_content)  # type: ignore[attr-defined]
        return response

    return asked  # type: ignore[return-value]


def spoken(language: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Each piece is written in the language; between two of them the thread may serve somebody else."""
    iterator = iter(pieces)
    while True:
        with translation.override(language):
            piece = next(iterator, None)
        if piece is None:
            return
        yield piece
