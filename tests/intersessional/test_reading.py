"""A role reads what its permissions name, and on no page or file a word of anything else."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User

from meetings.models import Meeting
from tests.factories import released
from tests.hidden import marked
from tests.intersessional.addresses import Ground, patterns
from tests.intersessional.asking import STAFF, clients

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("files")]

MARK = re.compile(r"xylo-([a-z]+)", re.IGNORECASE)
"""`xylo-nomination`: a text of a row of that model. A short column holds only a part of it, which is no name."""
OF_ALL = {"state", "objective", "committee", "succession", "membership", "externalmeeting", "reportedfigure"}
"""Without a draft of their own: anybody reads them; figures, where they are of no meeting."""


class MarkedGround(Ground):
    """A draft meeting and one row of each model, every text of every row marked by its model."""

    def __post_init__(self):
        super().__post_init__()
        for model in of_content():
            if model in admin.site._registry:
                self.row(model)
        for model in of_content():
            for row in model._base_manager.all():
                if isinstance(row, Meeting):
                    row.status = Meeting.Status.DRAFT
                marked(row, f"xylo-{model._meta.model_name}")
        self.meeting.refresh_from_db()
        released(self.meeting, note="xylo-programmerevision")


def of_content():
    """Models whose rows are entered by somebody."""
    models = [model for label in ("committees", "meetings") for model in apps.get_app_config(label).get_models()]
    made = {"programmerevision", "releaseditem"}
    return [one for one in models if not one.__name__.startswith("Historical") and one._meta.model_name not in made]


@pytest.fixture
def ground():
    return MarkedGround()


def readable(user):
    """Names of models that the role may look at."""
    return {
        codename.removeprefix("view_")
        for _label, _dot, codename in (permission.partition(".") for permission in user.get_all_permissions())
        if codename.startswith("view_")
    }


def told(client, path):
    answer = client.get(path, follow=True)
    content = b"".join(answer) if answer.streaming else answer.content
    names = {model._meta.model_name for model in admin.site._registry}
    return names & set(map(str.lower, MARK.findall(content.decode("utf-8", "replace"))))


def above(client, may, paths):
    """By address the models of which it tells something that the role may not look at."""
    found = {path: told(client, path) - may for path in paths}
    return {path: models for path, models in found.items() if models}


def looked_up():
    """Every field that is chosen by looking it up."""
    for model, desk in admin.site._registry.items():
        named = f"app_label={model._meta.app_label}&model_name={model._meta.model_name}"
        yield from (f"/admin/autocomplete/?{named}&field_name={name}&term=" for name in desk.autocomplete_fields)


def lists():
    return [f"/admin/{model._meta.app_label}/{model._meta.model_name}/" for model in admin.site._registry]


def test_the_lists_of_the_admin_tell_staff_what_they_may_look_at(ground):
    asking = clients()
    for role in ("editor", "officer"):
        user = User.objects.get(username=f"an-{role}")
        assert above(asking[role], readable(user) | OF_ALL, [*lists(), "/admin/"]) == {}, role
    every = set().union(
        *(told(asking["superuser"], path) for path in lists() if path.endswith(("item/", "nomination/")))
    )
    assert {"agendaitem", "nomination"} <= every


@pytest.mark.slow
def test_no_page_or_file_tells_a_role_more_than_it_may_look_at(ground):
    asking = clients()
    # Who has its link may read a draft.
    paths = [ground.address(pattern) for pattern in patterns() if not pattern.startswith("drafts/")]
    paths += looked_up()
    assert above(asking["anonymous"], OF_ALL, paths) == {}
    for role in STAFF:
        user = User.objects.get(username="a-superuser" if role == "superuser" else f"an-{role}")
        assert above(asking[role], readable(user) | OF_ALL, paths) == {}, role
