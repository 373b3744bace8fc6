"""Groups hold what the table of roles says, from an empty database on."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from intersessional import roles
from meetings.models import Meeting
from tests.factories import MeetingFactory
from tests.staff import address

pytestmark = pytest.mark.django_db


def held():
    return {
        group.name: {
            f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.select_related("content_type")
        }
        for group in Group.objects.all()
    }


@pytest.mark.django_db(transaction=True)
def test_a_database_migrated_from_nothing_has_the_groups_of_the_table():
    for app in ("meetings", "committees"):
        call_command("migrate", app, "zero", verbosity=0)
    Group.objects.all().delete()
    Permission.objects.all().delete()
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    assert held() == roles.GROUPS


def test_setting_the_groups_takes_away_what_the_table_doesnt_give():
    roles.set_groups()
    editors = Group.objects.get(name="Editors")
    editors.permissions.add(Permission.objects.get(codename="delete_user"))
    roles.set_groups()
    assert held() == roles.GROUPS


def test_a_model_that_a_migration_doesnt_know_yet_is_skipped(monkeypatch):
    monkeypatch.setattr(roles, "GROUPS", {"Editors": {"meetings.view_meeting", "meetings.view_segment"}})

    class Earlier:
        def get_model(self, *name):
            return apps.get_model(*name)

        def get_models(self):
            return [Meeting]

    roles.set_groups(Earlier())
    assert held()["Editors"] == {"meetings.view_meeting"}


@pytest.mark.parametrize("name", ["meetings.view_meting", "meeting.view_meeting", "meetings.viev_meeting"])
def test_a_name_that_is_no_models_fails(monkeypatch, name):
    monkeypatch.setattr(roles, "GROUPS", {"Editors": {name}})
    with pytest.raises(LookupError):
        roles.set_groups()


@pytest.mark.parametrize("page", ["/admin/auth/user/", "/admin/auth/user/add/", "/admin/auth/group/"])
def test_users_and_groups_are_the_superusers_business(editor, superuser, page):
    editor.user.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    assert editor.client.get(page).status_code == 403
    assert superuser.client.get(page).status_code == 200


def test_staff_who_may_change_users_cant_make_themselves_superuser(editor):
    editor.user.user_permissions.set(Permission.objects.filter(codename="change_user"))
    editor.client.post(f"/admin/auth/user/{editor.user.pk}/change/", {"username": "editor", "is_superuser": "on"})
    assert not User.objects.get(username="editor").is_superuser


def test_an_officer_reads_meetings_in_words_and_neither_changes_them_nor_sees_their_history(officer):
    meeting = MeetingFactory(title={"en": "Opening"})
    page = officer.open(meeting)
    assert '<div class="readonly">Opening</div>' in page.text
    assert address(meeting, "history") not in page.text
    assert officer.client.get(address(meeting, "history")).status_code == 403
    assert officer.client.post(address(meeting), {"title_en": "Mine"}).status_code == 403
