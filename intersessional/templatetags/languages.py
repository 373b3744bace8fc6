"""Texts and addresses by language. Every template knows these without loading them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from babel import Locale
from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, get_language_bidi

from intersessional.lib import dates, directions, kept
from intersessional.lib.languages import Spoken, languages_at, path_in
from intersessional.lib.translated import Translated

register = template.Library()


@register.filter
def spoken(text: object) -> object:
    """A text of the content, or a plain one. What stands in English on a page in another language says so to browsers
    and screen readers; in titles and attributes, which can't, a text goes without this."""
    if not isinstance(text, Mapping):
        return text
    told = str(Translated.of(text))
    attributes = language_attributes(text)
    return render_to_string("includes/spoken.inline", {"text": told, **attributes}) if attributes else told


@register.filter(expects_localtime=True)
def written(day: date | None, style: str) -> str:
    """A day, or a moment, as the page's language writes it, in one of the styles of `lib/dates.py`."""
    return dates.written(day, style) if day else ""


@register.filter
def isolated(text: object) -> str:
    """A text within a sentence, a title or an attribute, where no `<bdi>` can stand: `lib/directions.py`."""
    return directions.isolated(text)


@register.inclusion_tag("includes/language_attributes.inline", name="spoken_attributes")
def language_attributes(text: Mapping[str, str]) -> dict[str, str]:
    """The same for an element that holds a text with paragraphs: its `lang` and `dir`, where they aren't the page's."""
    page = get_language()
    if page == settings.LANGUAGE_CODE or text.get(page or "") or not text.get(settings.LANGUAGE_CODE):
        return {}
    return {"language": settings.LANGUAGE_CODE, "direction": "ltr" if get_language_bidi() else ""}


@register.simple_tag(takes_context=True)
def page_languages(context: template.Context, path: str = "") -> list[Spoken]:
    """The languages to choose from, each with the address of this page, or of the path; none where there is one."""
    found = languages_at(path or context["request"].path)
    return found if len(found) > 1 else []


@register.simple_tag(takes_context=True)
def english_page(context: template.Context) -> str:
    """The address of this page in English, where nobody has reviewed its language's translation; else nothing."""
    language = get_language() or settings.LANGUAGE_CODE
    request = context.get("request")
    if language in {settings.LANGUAGE_CODE, *settings.REVIEWED_LANGUAGES} or request is None:
        return ""
    query = page_query(context) if request.resolver_match else ""
    return path_in(settings.LANGUAGE_CODE, request.path) + query


@register.simple_tag
def kinds_of_numbers() -> dict[str, int]:
    """The kinds of numbers that the language tells apart, `one` and `other` in English, each with an example."""
    kind_of = Locale.parse(get_language() or settings.LANGUAGE_CODE, sep="-").plural_form
    return {kind_of(number): number for number in reversed(range(200))}


@register.simple_tag(takes_context=True)
def page_query(context: template.Context) -> str:
    """What of the address's query makes a difference to the page, with its question mark."""
    query = kept.query_of(context["request"])
    return f"?{query}" if query else ""


@register.simple_tag
def file_url(name: str, *args: Any, query: str = "") -> str:
    """The address of a file in the page's language; `query` holds the filters."""
    language = get_language()
    spoken_in = urlencode({"lang": language}) if language != settings.LANGUAGE_CODE else ""
    parameters = "&".join(filter(None, (query, spoken_in)))
    return f"{reverse(name, args=args)}?{parameters}" if parameters else reverse(name, args=args)
