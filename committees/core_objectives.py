"""The four core humanitarian objectives, as the President's Paper of the Fourth Meeting puts them."""

from typing import NamedTuple

from django.apps.registry import Apps

from intersessional.lib.folding import fold, sort_key
from intersessional.lib.translated import Translated


class CoreObjective(NamedTuple):
    """Its key, its name, and the words of the paper of 2002."""

    slug: str
    name: str
    sentence: str


CORE_OBJECTIVES = (
    CoreObjective("stockpiles", "Stockpile destruction", "to destroy anti-personnel mines that remain in stockpiles"),
    CoreObjective("clearance", "Mine clearance", "to clear areas containing anti-personnel mines"),
    CoreObjective("survivors", "Assistance to survivors", "to provide assistance to landmine survivors"),
    CoreObjective(
        "universal-acceptance",
        "Universal acceptance",
        "to ensure universal acceptance of the ban on anti-personnel mines",
    ),
)


NAMES = {
    "stockpiles": {
        "ar": "تدمير المخزونات",
        "zh-hans": "销毁储存",
        "fr": "Destruction des stocks",
        "ru": "Уничтожение запасов",
        "es": "Destrucción de existencias",
    },
    "clearance": {
        "ar": "إزالة الألغام",
        "zh-hans": "扫雷",
        "fr": "Déminage",
        "ru": "Разминирование",
        "es": "Remoción de minas",
    },
    "survivors": {
        "ar": "مساعدة الناجين",
        "zh-hans": "援助幸存者",
        "fr": "Assistance aux survivants",
        "ru": "Помощь выжившим",
        "es": "Asistencia a los supervivientes",
    },
    "universal-acceptance": {
        "ar": "القبول العالمي",
        "zh-hans": "普遍接受",
        "fr": "Acceptation universelle",
        "ru": "Всеобщее признание",
        "es": "Aceptación universal",
    },
}
"""In the other languages, translated for this site; the sentences are quotations, and stand in English."""


def name_in_all_languages(objective: CoreObjective) -> Translated:
    return Translated({"en": objective.name, **NAMES[objective.slug]})


def folded(objective: CoreObjective, name: Translated) -> str:
    """As the model folds it: a migration's models have no `save()` of ours."""
    return fold(f"{objective.name} {name.all_texts()} {objective.sentence}")


def translate_objectives(apps: Apps) -> None:
    """Name those in all languages that stand as they were first written."""
    model = apps.get_model("committees", "Objective")
    for objective in CORE_OBJECTIVES:
        for row in model._default_manager.filter(slug=objective.slug):
            if row.name == {"en": objective.name} and row.sentence == {"en": objective.sentence}:
                row.name = name_in_all_languages(objective)
                row.folded = folded(objective, Translated.of(row.name))
                row.save()


def restore_objectives(apps: Apps) -> None:
    """Add those that are missing; one that is there stays as staff have edited it."""
    model = apps.get_model("committees", "Objective")
    for position, objective in enumerate(CORE_OBJECTIVES, start=1):
        name = name_in_all_languages(objective)
        model._default_manager.get_or_create(
            slug=objective.slug,
            defaults={
                "name": name,
                "sentence": {"en": objective.sentence},
                "position": position,
                "folded": folded(objective, name),
                "sort_key": sort_key(objective.name),
            },
        )
