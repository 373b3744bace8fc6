"""The four core humanitarian objectives, as the President's Paper of the Fourth Meeting puts them."""

from typing import NamedTuple

from django.apps.registry import Apps

from intersessional.lib.folding import fold, sort_key


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


def restore_objectives(apps: Apps) -> None:
    """Add those that are missing; one that is there stays as staff have edited it."""
    model = apps.get_model("committees", "Objective")
    for position, objective in enumerate(CORE_OBJECTIVES, start=1):
        model._default_manager.get_or_create(
            slug=objective.slug,
            defaults={
                "name": {"en": objective.name},
                "sentence": {"en": objective.sentence},
                "position": position,
                # A migration's models have no `save()` of ours.
                "folded": fold(f"{objective.name} {objective.name} {objective.sentence}"),
                "sort_key": sort_key(objective.name),
            },
        )
