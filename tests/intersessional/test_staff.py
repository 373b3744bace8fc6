"""The admin's start page is grouped as the settings say, with panels above."""

import re

import pytest
from django.utils.safestring import SafeString

pytestmark = pytest.mark.django_db


def panel(request):
    return SafeString(f"<p>Good evening, {request.user}.</p>")


def nothing(request):
    return ""


def groups(client, address="/admin/"):
    page = client.get(address).content.decode()
    main = page[page.index('id="content-main"') :]
    return [
        (title, re.findall(r'<th scope="row" id="[\w-]+">\s*<a [^>]+>([^<]+)', part))
        for title, part in re.findall(r'class="section"[^>]*>([^<]+)</a>(.*?)</table>', main, re.DOTALL)
    ]


def test_models_stand_in_the_groups_of_the_settings_in_their_order(admin_client, settings):
    settings.STAFF_GROUPS = [("Second names", ["auth.Group"]), ("People", ["auth.User"])]
    assert groups(admin_client)[:2] == [("Second names", ["Groups"]), ("People", ["Users"])]


def test_a_model_of_no_group_stands_under_its_app(admin_client, settings):
    settings.STAFF_GROUPS = [("People", ["auth.User"])]
    shown = dict(groups(admin_client))
    assert shown["People"] == ["Users"]
    assert shown["Authentication and Authorization"] == ["Groups"]


def test_a_group_without_a_model_to_show_is_left_out(admin_client, client, django_user_model, settings):
    settings.STAFF_GROUPS = [("People", ["auth.User"]), ("Gone", ["meetings.NoSuchModel"])]
    assert [title for title, models in groups(admin_client) if title in {"People", "Gone"}] == ["People"]
    client.force_login(django_user_model.objects.create_user("without-rights", is_staff=True))
    assert "You don’t have permission to view or edit anything." in client.get("/admin/").content.decode()


def test_a_groups_address_is_its_first_row(admin_client, settings):
    settings.STAFF_GROUPS = [("People", ["auth.User", "auth.Group"])]
    page = admin_client.get("/admin/").content.decode()
    assert '<a href="/admin/#group-1-user" class="section"' in page
    assert 'id="group-1-user"' in page


def test_an_apps_own_page_shows_that_app_alone(admin_client):
    assert groups(admin_client, "/admin/auth/") == [("Authentication and Authorization", ["Groups", "Users"])]


def test_panels_stand_above_the_groups_and_an_empty_one_is_left_out(admin_client, settings):
    settings.STAFF_PANELS = [f"{__name__}.nothing", f"{__name__}.panel"]
    page = admin_client.get("/admin/").content.decode()
    assert page.index("<p>Good evening, admin.</p>") < page.index('id="content-main"')


def test_the_site_bears_our_name(client):
    page = client.get("/admin/login/").content.decode()
    assert "<title>Log in | Intersessional</title>" in page
