"""A new site on its own SQLite database gets two accounts, whose passwords are printed once."""

import re

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_database(settings):
    settings.HAS_OWN_DATABASE = True


def printed(capsys):
    call_command("first_accounts")
    return dict(re.findall(r"^  (\w+) +(\S+)$", capsys.readouterr().out, re.MULTILINE))


def test_a_superuser_and_an_editor_can_sign_in_with_what_was_printed(own_database, capsys):
    editors, _ = Group.objects.get_or_create(name="Editors")
    passwords = printed(capsys)
    superuser, editor = (authenticate(username=name, password=passwords[name]) for name in ("superuser", "editor"))
    assert (superuser.is_superuser, superuser.is_staff) == (True, True)
    assert (editor.is_superuser, editor.is_staff, list(editor.groups.all())) == (False, True, [editors])


def test_passwords_differ_from_each_other_and_from_site_to_site(own_database, capsys):
    first = printed(capsys)
    User.objects.all().delete()
    assert len({*first.values(), *printed(capsys).values()}) == 4


def test_a_second_start_makes_and_prints_nothing(own_database, capsys):
    printed(capsys)
    assert printed(capsys) == {}
    assert User.objects.count() == 2


def test_a_site_with_any_account_gets_none(own_database, capsys, django_user_model):
    django_user_model.objects.create_user("somebody")
    assert printed(capsys) == {}
    assert User.objects.count() == 1


def test_a_database_that_was_given_gets_none(settings, capsys):
    settings.HAS_OWN_DATABASE = False
    assert printed(capsys) == {}
    assert not User.objects.exists()


def test_only_a_database_of_its_own_counts_as_one(settings):
    assert settings.HAS_OWN_DATABASE is (connection.vendor == "sqlite")
