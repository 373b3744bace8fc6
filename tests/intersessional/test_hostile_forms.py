"""Whatever is entered into a form of the admin, it is stored or refused with a sentence, and nothing fails."""

import json

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from tests.factories import PDF, stored
from tests.intersessional.addresses import Ground
from tests.intersessional.asking import clients
from tests.intersessional.hostile_asking import Asking, admin_patterns, some
from tests.intersessional.hostile_values import VALUES
from tests.meetings.sheets import COLUMNS, as_csv, as_xlsx
from tests.staff import address, fields, list_address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]

GUARD = "intersessional.malformed.MalformedRequests"
FORM = "application/x-www-form-urlencoded"
ENCODABLE = [value for value in VALUES if not any("\ud800" <= sign <= "\udfff" for sign in value)]
"""A browser can't post half a surrogate pair but as JSON."""


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, GUARD]


@pytest.fixture
def superuser_client():
    return clients()["superuser"]


@pytest.fixture
def ground():
    return Ground()


def post(asking, client, path, values):
    body = encode_multipart(BOUNDARY, values)
    return asking.ask(client, "POST", path, body, MULTIPART_CONTENT)


def is_entered(name):
    return not (name.startswith("csrf") or name.endswith(("_FORMS", "-id")))


def hostile_form(asking, client, path, form_id, turn):
    """Every field at once, so that each is judged; then one at a time, so that what is judged sound is stored."""
    drawn = fields(client.get(path), form_id)
    names = [name for name in drawn if is_entered(name)]
    for value in ENCODABLE:
        post(asking, client, path, {**drawn, **dict.fromkeys(names, value)})
    for place, name in enumerate(names):
        for value in some(ENCODABLE, turn + place, 12):
            post(asking, client, path, {**drawn, name: value})


def test_a_hostile_value_in_every_field_of_a_meeting_is_refused(ground, superuser_client):
    asking, path = Asking(), address(ground.meeting)
    drawn = fields(superuser_client.get(path), "meeting_form")
    for value in ("\0", "1" + "0" * 400):
        post(asking, superuser_client, path, {**drawn, **dict.fromkeys(filter(is_entered, drawn), value)})
    assert asking.failures == {}
    assert asking.answers.keys() <= {200, 400}


@pytest.mark.slow
def test_no_value_in_any_form_of_the_admin_fails(ground, superuser_client):
    asking = Asking()
    for turn, model in enumerate(admin.site._registry):
        row, form_id = ground.row(model), f"{model._meta.model_name}_form"
        for path in (address(row), list_address(model) + "add/"):
            if superuser_client.get(path).status_code == 200:
                hostile_form(asking, superuser_client, path, form_id, turn)
    assert asking.told("Forms of the admin") == {}


@pytest.mark.slow
def test_no_value_at_any_other_address_that_takes_a_form_fails(ground, superuser_client):
    """The pages of a programme, of sheets, of files, the sign-in, the lists with their actions."""
    asking = Asking()
    for turn, pattern in enumerate(admin_patterns()):
        path = ground.address(pattern)
        if pattern.endswith(("/change/", "/add/", "/delete/", "/history/")):
            continue
        page = superuser_client.get(path)
        text = b"".join(page) if page.streaming else page.content
        drawn = dict.fromkeys(names_in(text.decode("utf-8", "replace")), "")
        names = [*drawn, "action", "index", "_selected_action", "seen", "sheet", "number", "next", "confirm"]
        for place, value in enumerate(ENCODABLE):
            post(asking, superuser_client, path, dict.fromkeys(names, value))
            for name in some(names, turn + place, 6):
                post(asking, superuser_client, path, {**drawn, name: value})
    assert asking.told("Other forms of the admin") == {}


def names_in(text):
    return {part.split('"')[0] for part in text.split(' name="')[1:]}


# The desk


def rows_of(value):
    """What the desk's page would send, with a hostile value at each of its places."""
    row = {"id": "abcdef", "version": 0, "values": {"title": {"en": "New"}}}
    for name in ("id", "version", "values", "isDeleted"):
        yield {"rows": [{**row, name: value}], "orders": {}}
    for name in ("number", "room", "note", "kind", "status", "day", "starts", "ends", "segment", "committee", "chairs"):
        yield {"rows": [{**row, "values": {**row["values"], name: value}}], "orders": {}}
    for text in (value, {"en": value}, {value: "x"}, {"en": "x", "fr": value}):
        yield {
            "rows": [{**row, "values": {"title": text if not isinstance(text, dict) else told_of(text)}}],
            "orders": {},
        }
    yield {"rows": [{**row, "values": {**row["values"], "objectives": [value]}}], "orders": {}}
    yield {"rows": [row], "orders": {str(value): {"seen": [value], "wanted": [value, value]}}}
    yield {"rows": value, "orders": value}
    yield {value if isinstance(value, str) else "x": [row]}
    yield value


def told_of(text):
    return {str(name): value for name, value in text.items()}


ODD: list[object] = [None, True, 0, -1, 10**30, 1e308, [], {}, [[]], {"en": {}}, ["\0"]]


@pytest.mark.parametrize(
    "values", [["\ud800"], pytest.param([*VALUES, *ODD], marks=pytest.mark.slow)], ids=["one", "all"]
)
def test_no_value_sent_to_the_desk_fails(ground, superuser_client, values):
    asking = Asking()
    path = reverse("admin:meetings_meeting_desk_save", args=[ground.meeting.pk])
    for value in values:
        for sent in rows_of(value):
            asking.ask(superuser_client, "POST", path, json.dumps(sent), "application/json")
    assert asking.told("The desk") == {}
    assert asking.answers.keys() <= {200, 400}
    assert asking.answers[200] > 10


# Spreadsheets


def sheets(values, columns):
    """XLSX writes signs that XML can't hold as their number."""
    for value in values:
        row = dict.fromkeys(COLUMNS, "") | {"title": "New", "kind": "item"}
        yield from (("sheet.csv", as_csv([{**row, name: value}])) for name in columns)
        yield "sheet.csv", as_csv([{**row, value: "x"}])
        yield "sheet.csv", value.encode()
    yield "sheet.xlsx", as_xlsx([["title", "room"], ["_x0000_", "_xD800_"]])


@pytest.mark.parametrize(
    ("values", "columns"),
    [(["9999-12-31"], ["day"]), pytest.param(ENCODABLE, COLUMNS, marks=pytest.mark.slow)],
    ids=["one", "all"],
)
def test_no_spreadsheet_fails_whatever_its_cells_hold(ground, superuser_client, values, columns):
    """Sent in, and what is looked at is confirmed."""
    asking = Asking()
    path = reverse("admin:meetings_meeting_spreadsheet", args=[ground.meeting.pk])
    confirm = reverse("admin:meetings_meeting_import_sheet", args=[ground.meeting.pk])
    for name, content in sheets(values, columns):
        looked_at = post(asking, superuser_client, path, {"file": SimpleUploadedFile(name, content)})
        form = fields(looked_at, "import_form") if looked_at else {}
        if form:
            post(asking, superuser_client, confirm, form)
    assert asking.told("Spreadsheets of a programme") == {}
    assert asking.answers.keys() <= {200, 302, 400}


NAMES = [
    "../../x.pdf",
    "\0.pdf",
    "a" * 500 + ".pdf",
    "x.pdf\r\nContent-Type: text/html",
    "\u202efdp.exe",
    ".pdf",
    "CON",
    '"><b>.pdf',
]


def test_no_name_of_an_uploaded_file_fails_or_leads_elsewhere(ground, superuser_client, files):
    asking, version = Asking(), stored()
    path = address(version.document)
    drawn = fields(superuser_client.get(path), "document_form")
    key = next(name for name in drawn if name.startswith("versions-0"))
    for name in NAMES:
        upload = SimpleUploadedFile("x.pdf", PDF)
        upload._name = name
        post(asking, superuser_client, path, {**drawn, f"{key.rpartition('-')[0]}-file": upload})
    assert asking.failures == {}
    assert [found for found in files.rglob("*") if found.is_file() and found.suffix != ".pdf"] == []
