"""Staff sign in with a password and a code; nothing opens before they have set up where the codes come from."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from intersessional.signing_in.checks import second_factor_is_on
from tests.intersessional.addresses import Ground, patterns
from tests.intersessional.signing_in import (
    PASSWORD,
    SIGN_IN,
    an_account,
    backup_codes,
    code_of,
    sign_in,
    signed_in,
    with_second_factor,
)
from tests.staff import words

pytestmark = pytest.mark.django_db

SET_UP = "/admin/second-factor/"


@pytest.fixture(autouse=True)
def wanted(settings):
    settings.SECOND_FACTOR = True


@pytest.fixture
def secretary():
    return with_second_factor(an_account(is_superuser=True))


def where(answer):
    return answer.status_code, answer.headers.get("Location", "")


def test_password_and_code_open_the_admin(client, secretary):
    assert where(sign_in(client, code=code_of(secretary))) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200


def test_a_code_may_be_typed_as_it_is_read(client, secretary):
    code = code_of(secretary)
    assert where(sign_in(client, code=f" {code[:3]} {code[3:]} ")) == (302, "/admin/")


@pytest.mark.parametrize("code", ["", "000000", "no code", "١٢٣٤٥٦", "\x00", "1" * 21])
def test_a_wrong_code_is_refused_and_opens_nothing(client, secretary, code):
    assert sign_in(client, code=code).status_code == 200
    assert where(client.get("/admin/"))[1].startswith(SIGN_IN)


def test_the_answer_doesnt_tell_what_was_wrong(client, secretary):
    answers = [
        sign_in(client, code="000000"),
        sign_in(client, password="wrong", code=code_of(secretary)),
        sign_in(client, name="nobody"),
    ]
    told = {words(re.search(r'<p class="errornote".*?</p>', answer.text, re.DOTALL)[0]) for answer in answers}
    assert told == {"This is not the user name, password and code of a staff account. Capitals matter."}


def test_a_code_signs_in_once(client, secretary):
    code = code_of(secretary)
    sign_in(Client(), code=code)
    assert sign_in(client, code=code).status_code == 200


def test_a_backup_code_signs_in_once(client, secretary):
    code = backup_codes(secretary)[0]
    assert where(sign_in(Client(), code=code.upper())) == (302, "/admin/")
    assert sign_in(client, code=code).status_code == 200


def test_a_code_of_somebody_else_is_refused(client, secretary):
    other = with_second_factor(an_account("other"))
    assert sign_in(client, code=code_of(other)).status_code == 200


def test_who_has_none_sets_it_up_before_anything_opens(client):
    user = an_account(is_superuser=True)
    sign_in(client)
    assert where(client.get("/admin/")) == (302, SET_UP)
    page = client.get(SET_UP)
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page.text)[1]
    picture = client.get("/admin/second-factor/picture.svg")
    assert (picture["Content-Type"], len(secret.replace(" ", ""))) == ("image/svg+xml", 32)
    assert "style=" not in picture.text
    assert f'<img src="{SET_UP}picture.svg"' in page.text
    assert "This is not the code that the app shows now." in client.post(SET_UP, {"code": "000000"}).text
    shown = client.post(SET_UP, {"code": code_of(user)})
    codes = re.findall(r"<li><code>(\w+)</code></li>", shown.text)
    assert (len(set(codes)), shown["Cache-Control"]) == (10, "no-store")
    assert client.get("/admin/").status_code == 200
    assert where(sign_in(Client(), code=codes[3])) == (302, "/admin/")


def test_the_secret_is_shown_only_until_it_is_set_up(client, secretary):
    client = signed_in(secretary)
    assert "<code>" not in client.get(SET_UP).text
    assert client.get("/admin/second-factor/picture.svg").status_code == 404
    assert TOTPDevice.objects.count() == 1


def test_no_page_of_the_admin_opens_to_a_password_alone(client, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    ground = Ground()
    client.force_login(an_account("half-way", is_superuser=True))
    open_to_all = {"admin/login/", "admin/second-factor/", "admin/second-factor/picture.svg"}
    asked = [pattern for pattern in patterns() if pattern.startswith("admin/") and pattern not in open_to_all]
    answers = {where(client.get(ground.address(pattern))) for pattern in asked}
    assert answers == {(302, SET_UP)}


def test_a_session_without_the_code_of_an_enrolled_account_is_asked_to_sign_in(client, secretary):
    client.force_login(secretary)
    assert where(client.get("/admin/")) == (302, "/admin/login/?next=/admin/")
    assert where(client.get("/admin/meetings/meeting/"))[1].startswith(SIGN_IN)
    assert where(client.get(SET_UP)) == (200, "")
    assert "<code>" not in client.get(SET_UP).text


def test_new_backup_codes_replace_the_old_ones(secretary):
    old = backup_codes(secretary)
    client = signed_in(secretary)
    assert "10 backup codes are left" in client.get(SET_UP).text
    new = re.findall(r"<li><code>(\w+)</code></li>", client.post(f"{SET_UP}codes/").text)
    assert sign_in(Client(), code=old[0]).status_code == 200
    assert where(sign_in(Client(), code=new[0])) == (302, "/admin/")


# Reset


def test_another_superuser_resets_a_second_factor_which_ends_its_sessions(secretary):
    lost = with_second_factor(an_account("lost"))
    theirs, ours = signed_in(lost), signed_in(secretary)
    assert "Reset the second factor" in ours.get(f"/admin/auth/user/{lost.pk}/change/").text
    page = reverse("admin:auth_user_second_factor", args=[lost.pk])
    assert ours.get(page).status_code == 200
    assert TOTPDevice.objects.filter(user=lost).exists()
    assert where(ours.post(page)) == (302, f"/admin/auth/user/{lost.pk}/change/")
    assert not TOTPDevice.objects.filter(user=lost).exists()
    assert where(theirs.get("/admin/"))[1].startswith(SIGN_IN)
    again = Client()
    sign_in(again, "lost")
    assert where(again.get("/admin/")) == (302, SET_UP)


def test_nobody_resets_their_own_and_an_editor_nobodys(secretary):
    editor = with_second_factor(an_account("editor"))
    for client, of in ((signed_in(secretary), secretary), (signed_in(editor), secretary)):
        page = reverse("admin:auth_user_second_factor", args=[of.pk])
        assert [client.get(page).status_code, client.post(page).status_code] == [403, 403]
    assert TOTPDevice.objects.count() == 2


def test_what_happens_is_logged_by_number_and_never_by_name_or_code(secretary, caplog):
    with caplog.at_level("INFO", logger="intersessional.signing_in"):
        client = signed_in(secretary)
        client.post(f"{SET_UP}codes/")
        sign_in(Client(), password="wrong")
    told = [record.getMessage() for record in caplog.records if record.name == "intersessional.signing_in"]
    assert told == [
        f"Signed in: user {secretary.pk}, second factor True",
        f"New backup codes: user {secretary.pk}",
        "Sign-in refused",
    ]
    assert "secretary" not in "".join(told)


# On a local address


def test_without_it_a_password_is_enough_and_the_start_page_says_so(client, settings):
    settings.SECOND_FACTOR = False
    an_account(is_superuser=True)
    assert "code" not in re.findall(r'name="(\w+)"', client.get(SIGN_IN).text)
    sign_in(client)
    assert "Staff sign in here with a password alone" in client.get("/admin/").text
    assert client.get(SET_UP).status_code == 404


def test_a_deployment_without_it_is_told_so(settings):
    assert second_factor_is_on() == []
    settings.SECOND_FACTOR = False
    assert [error.msg for error in second_factor_is_on()] == [
        "SECOND_FACTOR is off: staff sign in with a password alone."
    ]


def test_the_secrets_of_others_are_on_no_page(secretary):
    client = signed_in(secretary)
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert User.objects.get().check_password(PASSWORD)
