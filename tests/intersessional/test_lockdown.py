"""What the admin mustn't give away: columns by guessing, names in lists of choices, the past, and accounts."""

import pytest
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.contrib.auth.models import Permission, User
from django.forms import ModelChoiceField
from django.test import Client, RequestFactory

from intersessional.lib.staff_admin import StaffAdmin
from meetings.models import Nomination, SensitiveDetails
from tests.factories import NominationFactory, SensitiveDetailsFactory
from tests.intersessional.addresses import Ground
from tests.staff import address, list_address

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PERSONS = (Nomination, SensitiveDetails, User)


@pytest.fixture
def asked(superuser):
    request = RequestFactory().get("/")
    request.user = superuser.user
    return request


def staff_admins():
    return [(model, desk) for model, desk in admin.site._registry.items() if isinstance(desk, StaffAdmin)]


def offered(desk, request):
    entries = [entry[0] if isinstance(entry, tuple) else entry for entry in desk.get_list_filter(request)]
    named = [getattr(entry, "parameter_name", entry) for entry in (*entries, desk.date_hierarchy)]
    return {str(name).partition("__")[0] for name in named if name}


def test_no_list_can_be_asked_for_a_column_that_it_doesnt_offer(asked):
    open_to_guessing = {
        (model.__name__, field.name)
        for model, desk in staff_admins()
        for field in model._meta.get_fields()
        for lookup in (field.name, f"{field.name}__startswith", f"{field.name}__isnull")
        if field.name not in offered(desk, asked) and desk.lookup_allowed(lookup, "x", asked)
    }
    assert open_to_guessing == set()


@pytest.mark.parametrize(
    ("factory", "query"),
    [
        (NominationFactory, "?name__startswith=P"),
        (NominationFactory, "?email__contains=@"),
        (NominationFactory, "?round__nominations__name__startswith=P"),
        (NominationFactory, "?state__nominations__name__startswith=P"),
        (NominationFactory, "?details__passport__startswith=X"),
        (SensitiveDetailsFactory, "?passport__startswith=X"),
        (SensitiveDetailsFactory, "?nomination__name__startswith=P"),
    ],
)
def test_a_person_cant_be_guessed_letter_by_letter(officer, factory, query):
    row = factory.create()
    answer = officer.client.get(list_address(type(row)) + query)
    assert answer.status_code == 400
    assert "<h1>" in answer.text


def forms(desk, request):
    yield desk.get_form(request)
    for inline in desk.get_inline_instances(request):
        yield inline.get_formset(request).form


def test_a_person_is_chosen_by_looking_up_and_never_from_a_list_of_all(asked):
    listed = {
        (type(desk).__name__, name)
        for desk in admin.site._registry.values()
        for form in forms(desk, asked)
        for name, field in form.base_fields.items()
        if isinstance(field, ModelChoiceField) and field.queryset.model in PERSONS
        if not isinstance(field.widget.widget, AutocompleteSelect | AutocompleteSelectMultiple)
    }
    assert listed == set()


def test_history_wants_a_permission_of_its_own_for_every_model(tmp_path, settings):
    """Who may see a row may not see for that what it was."""
    settings.MEDIA_ROOT = tmp_path
    ground, reader = Ground(), User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(
        Permission.objects.filter(
            codename__startswith="view_", content_type__app_label__in=("committees", "meetings")
        ).exclude(codename__startswith="view_historical")
    )
    client = Client()
    client.force_login(reader)
    seen = {}
    for model, _desk in staff_admins():
        row = ground.row(model)
        past = f"{address(row, 'history')}{row.history.first().pk}/"
        seen[model.__name__] = [client.get(page).status_code for page in (address(row), address(row, "history"), past)]
    assert set(map(tuple, seen.values())) == {(200, 403, 403)}, seen


def test_no_member_of_staff_opens_what_belongs_to_superusers_whatever_they_are_granted(editor):
    editor.user.user_permissions.set(Permission.objects.all())
    row = User.objects.create_user("somebody")
    pages = [list_address(User), *(address(row, page) for page in ("change", "delete", "history"))]
    assert [editor.client.get(page).status_code for page in pages] == [403] * 4
    assert editor.client.post(address(row), {"username": "somebody", "is_superuser": "on"}).status_code == 403


def test_a_person_is_a_reference_number_wherever_a_row_is_named(officer):
    nomination = NominationFactory.create(name="Marker Person")
    details = SensitiveDetailsFactory.create(nomination__name="Marker Person")
    named = [str(nomination), str(details), str(details.nomination), str(nomination.history.first())]
    assert [name for name in named if "Marker" in name] == []
    officer.client.post(address(nomination, "delete"), {"post": "yes"})
    found = officer.client.get(
        "/admin/autocomplete/",
        {"app_label": "meetings", "model_name": "sensitivedetails", "field_name": "nomination", "term": "Marker"},
    )
    assert {row["text"] for row in found.json()["results"]} == {nomination.reference, details.nomination.reference}
