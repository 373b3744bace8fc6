"""What a page in another language leaves in English without saying so."""

import re
from functools import lru_cache

from django.apps import apps
from django.conf import settings

from committees.core_objectives import CORE_OBJECTIVES
from intersessional.lib.translated import TranslatedField
from tests.pages import Reader, words

IN_LATIN_LETTERS = {"en", "fr", "es"}
NAMES = {
    "meetings.Meeting": ("president", "president_designate", "time_zone"),
    "meetings.AgendaItem": ("room",),
    "meetings.Speaker": ("organisation", "person"),
    "meetings.PresidentsPaper": ("president", "annex"),
    "meetings.ReportedFigure": ("administered_by",),
    "meetings.ExternalMeeting": ("convention",),
}
"""Names of persons, rooms and organisations, and symbols: the same in every language."""
PRODUCTS = {"axe-core", "Chromium", "Linux", "Django"}
CANT_SAY = {"title", "option", "meta content"}
"""Elements, and all attributes, that can't say of a part of them which language it is in."""


class Known:
    """What of the content and the interface reads the same in a language as in English."""

    def __init__(self, language):
        self.language = language
        self.names = set(PRODUCTS) | {name for _code, name in settings.CONTENT_LANGUAGES}
        self.names |= {objective.slug for objective in CORE_OBJECTIVES}
        for label, fields in NAMES.items():
            rows = apps.get_model(label)._base_manager.values_list(*fields)
            self.names |= {value for row in rows for value in row if value}
        texts = list(translated_texts())
        self.names |= {text[language] for text in texts if text.get(language)}
        self.fallbacks = {text["en"] for text in texts if text.get("en") and not text.get(language)}
        self.same = same_texts(language)

    def rest(self, text, asked, *, may_fall_back):
        """The words that are neither a name, nor the same in both languages, nor what the reader asked for."""
        if any(pattern.fullmatch(text) for pattern in self.same):
            return []
        same = self.names | asked | (self.fallbacks if may_fall_back else set())
        for known in sorted(same, key=len, reverse=True):
            text = text.replace(known, " ")
        return words(re.sub(r"\{\w+\}", " ", text))


def translated_texts():
    for label in ("committees", "meetings"):
        for model in apps.get_app_config(label).get_models():
            fields = [field.name for field in model._meta.concrete_fields if isinstance(field, TranslatedField)]
            if fields and not model.__name__.startswith("Historical"):
                yield from (text for row in model._base_manager.values_list(*fields) for text in row if text)


def same_texts(language):
    """Those that the language's catalogue lists as equal to their English."""
    folder = settings.BASE_DIR / "locale" / language.replace("-hans", "_Hans")
    lines = [line for line in (folder / "same.txt").read_text().splitlines() if line and line[0] != "#"]
    return [re.compile(re.sub(r"%\\\(\w+\\\)[sd]", ".*", re.escape(line)).replace("%%", "%")) for line in lines]


@lru_cache(maxsize=4)
def said(page):
    return tuple(Reader(page).said)


def left_in_english(page, english, known, asked=frozenset()):
    """The texts that equal one of the English page, or hold Latin words where the language has none, and don't say so.

    `page`: one in the language of `known`; `english`: the same in English; `asked`: the values in its address.
    """
    there = {one.text for one in said(english)}
    found = {}
    for one in said(page):
        is_suspect = one.text in there or known.language not in IN_LATIN_LETTERS
        if not one.language and is_suspect and words(one.text):
            may_fall_back = one.place in CANT_SAY or " " in one.place
            rest = known.rest(one.text, asked, may_fall_back=may_fall_back)
            if rest:
                found[one.text] = (one.place, " ".join(rest))
    return found
