"""The four core objectives."""

import pytest
from django.apps import apps
from django.conf import settings

from committees.core_objectives import restore_objectives, translate_objectives
from committees.models import Objective

pytestmark = pytest.mark.django_db


def test_objectives_stand_as_the_paper_of_2002_puts_them():
    Objective.objects.all().delete()
    restore_objectives(apps)
    assert [(o.slug, str(o.name), str(o.sentence)) for o in Objective.objects.all()] == [
        ("stockpiles", "Stockpile destruction", "to destroy anti-personnel mines that remain in stockpiles"),
        ("clearance", "Mine clearance", "to clear areas containing anti-personnel mines"),
        ("survivors", "Assistance to survivors", "to provide assistance to landmine survivors"),
        (
            "universal-acceptance",
            "Universal acceptance",
            "to ensure universal acceptance of the ban on anti-personnel mines",
        ),
    ]


def test_restoring_objectives_keeps_what_staff_have_edited():
    restore_objectives(apps)
    clearance = Objective.objects.get(slug="clearance")
    clearance.name = {"en": "Clearance", "fr": "Déminage"}
    clearance.save()
    restore_objectives(apps)
    assert Objective.objects.count() == 4
    assert Objective.objects.get(slug="clearance").name == {"en": "Clearance", "fr": "Déminage"}


def test_objectives_are_folded_as_their_model_folds_them():
    Objective.objects.all().delete()
    restore_objectives(apps)
    restored = {o.slug: (o.folded, o.sort_key) for o in Objective.objects.all()}
    for objective in Objective.objects.all():
        objective.save()
    assert restored == {o.slug: (o.folded, o.sort_key) for o in Objective.objects.all()}


def test_objectives_named_in_english_alone_get_the_other_languages_and_edited_ones_stay():
    Objective.objects.all().delete()
    restore_objectives(apps)
    whole = Objective.objects.get(slug="stockpiles")
    assert set(whole.name) == set(dict(settings.CONTENT_LANGUAGES))
    for slug, name in [("stockpiles", "Stockpile destruction"), ("clearance", "Clearing mines")]:
        objective = Objective.objects.get(slug=slug)
        objective.name = {"en": name}
        objective.save()
    translate_objectives(apps)
    again = Objective.objects.get(slug="stockpiles")
    assert (again.name, again.folded) == (whole.name, whole.folded)
    assert Objective.objects.get(slug="clearance").name == {"en": "Clearing mines"}
