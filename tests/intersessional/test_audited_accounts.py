"""What is done at the sign-in, to accounts, and refused, stands in the audit log."""

import json

import pytest
from django.contrib.auth.models import Group, Permission, User

from intersessional.audit.models import Kind, Line
from tests.factories import MeetingFactory
from tests.intersessional.signing_in import an_account, code_of, sign_in, signed_in, with_second_factor
from tests.staff import address

pytestmark = pytest.mark.django_db

NEW = "another long password"


def told():
    return [(line.kind, line.actor, line.subject_key) for line in Line.objects.order_by("pk")]


@pytest.fixture
def secretary(settings):
    settings.SECOND_FACTOR = True
    return with_second_factor(an_account("secretary"))


def test_signing_in_and_out_is_told_of_the_account_and_a_digest_of_the_address(secretary):
    signed_in(secretary).post("/admin/logout/")
    key = secretary.pk
    assert told() == [(Kind.SIGNED_IN, key, str(key)), (Kind.SIGNED_OUT, key, str(key))]
    line = Line.objects.get(kind=Kind.SIGNED_IN)
    assert (line.facts, len(line.address)) == ({"second_factor": True}, 64)


def test_a_refused_sign_in_tells_neither_name_nor_password(client, secretary):
    sign_in(client, "secretary", "what somebody guessed")
    assert told() == [(Kind.SIGN_IN_REFUSED, None, "")]
    written = json.dumps(list(Line.objects.values("facts", "address", "subject_key")))
    assert "secretary" not in written
    assert "127.0.0.1" not in written


def test_knocking_on_is_told_once_a_minute(client, secretary):
    for _time in range(9):
        sign_in(client, "secretary", "wrong")
    kinds = [kind for kind, *_of in told()]
    assert kinds == [Kind.SIGN_IN_REFUSED] * 5 + [Kind.TOO_MANY_GUESSES]


def test_confirming_and_a_new_password_of_ones_own_are_told(secretary):
    client = signed_in(secretary)
    confirm = "/admin/confirm/?next=/admin/"
    client.post(confirm, {"password": "wrong", "code": "123456"})
    client.post(confirm, {"password": "a long password of tests", "code": code_of(secretary, 1)})
    changed = {"old_password": "a long password of tests", "new_password1": NEW, "new_password2": NEW}
    client.post("/admin/password_change/", changed)
    kinds = [kind for kind, *_of in told()]
    assert kinds == [Kind.SIGNED_IN, Kind.NOT_CONFIRMED, Kind.CONFIRMED, Kind.PASSWORD_CHANGED]


def test_a_superuser_who_sets_anothers_password_is_told_and_one_who_fails_is_not(superuser):
    other = an_account("other")
    page = f"/admin/auth/user/{other.pk}/password/"
    superuser.client.post(page, {"password1": NEW, "password2": "something else", "usable_password": "true"})
    assert told() == []
    superuser.client.post(page, {"password1": NEW, "password2": NEW, "usable_password": "true"})
    assert told() == [(Kind.PASSWORD_CHANGED, superuser.user.pk, str(other.pk))]


def test_new_groups_of_an_account_and_new_permissions_of_a_group_are_changes_of_permissions(superuser):
    other, group = an_account("other"), Group.objects.create(name="Readers")
    superuser.save(other, groups=[group.pk])
    superuser.save(group, permissions=[Permission.objects.get(codename="view_meeting").pk])
    superuser.save(other, first_name="Xanthippe")
    lines = list(Line.objects.order_by("pk"))
    assert [(line.kind, line.subject_type, line.facts) for line in lines] == [
        (Kind.PERMISSIONS_CHANGED, "auth.user", {"fields": ["groups"]}),
        (Kind.PERMISSIONS_CHANGED, "auth.group", {"fields": ["permissions"]}),
        (Kind.CHANGED, "auth.user", {"fields": ["first_name"]}),
    ]


def test_a_new_account_and_a_deleted_one_are_told_by_their_keys(superuser):
    superuser.add(User, username="xanthippe", password1=NEW, password2=NEW, usable_password="true")
    added = User.objects.get(username="xanthippe")
    superuser.client.post(address(added, "delete"), {"post": "yes"})
    by, key = superuser.user.pk, str(added.pk)
    assert told() == [(Kind.ADDED, by, key), (Kind.DELETED, by, key)]
    assert "xanthippe" not in json.dumps(list(Line.objects.values("facts")))


def test_staff_who_are_refused_are_told_with_the_page_by_its_name(editor, client):
    meeting = MeetingFactory.create()
    editor.client.get("/admin/auth/user/")
    client.get("/admin/auth/user/")
    client.post(meeting.get_absolute_url())
    [line] = Line.objects.all()
    assert (line.kind, line.actor, line.facts) == (
        Kind.REFUSED,
        editor.user.pk,
        {"view": "admin:auth_user_changelist"},
    )
