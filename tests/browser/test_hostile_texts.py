"""Texts that would run if a page forgot to escape them: in every text of every row, walked through in a browser."""

from urllib.parse import urlsplit

import pytest
from django.contrib import admin
from django.urls import reverse

from meetings.models import Meeting
from tests.factories import released
from tests.hidden import is_text
from tests.intersessional.addresses import Ground
from tests.intersessional.test_reading import of_content
from tests.staff import address, list_address

PAYLOADS = [
    "<script>window.__ran=1</script>",
    "<img src=x onerror=window.__ran=2>",
    '"><svg onload=window.__ran=3>',
    "'><b onmouseover=window.__ran=4>",
    "</script><script>window.__ran=5</script>",
    "</textarea><script>window.__ran=6</script>",
    "</title><script>window.__ran=7</script>",
    "--><script>window.__ran=8</script>",
    '" autofocus onfocus=window.__ran=9 x="',
    "javascript:window.__ran=10",
    "<iframe srcdoc='<script>parent.__ran=11</script>'>",
    "<style>*{color:red}</style><i style=color:red>",
    "{{constructor.constructor('window.__ran=13')()}}",
    "\\u003cscript>window.__ran=14</script>]]>",
]


def hostile(field, turn, key):
    """As many payloads as the column holds, beginning with another one in each field; `key` makes it the row's own."""
    text = f"{key} "
    for place in range(len(PAYLOADS)):
        longer = text + PAYLOADS[(turn + place) % len(PAYLOADS)]
        if field.max_length is None or len(longer) <= field.max_length:
            text = longer
    return text


def poison(row, turn):
    is_of_state = getattr(row, "state_id", None) is not None
    for place, field in enumerate(row._meta.concrete_fields):
        if field.name == "organisation" and is_of_state:
            continue
        if type(field).__name__ == "TranslatedField":
            setattr(
                row,
                field.name,
                {"en": hostile(field, turn + place, row.pk), "ar": hostile(field, turn + place + 1, row.pk)},
            )
        elif is_text(field) and not field.unique and type(field).__name__ in ("CharField", "TextField"):
            setattr(row, field.name, hostile(field, turn + place, row.pk))
        elif field.name == "file_name":
            row.file_name = hostile(field, turn, row.pk)
    row.save()


@pytest.fixture
def ground(transactional_db, files):
    made = Ground()
    for model in of_content():
        if model in admin.site._registry:
            made.row(model)
    for turn, model in enumerate(of_content()):
        for row in model._base_manager.all():
            poison(row, turn)
    for meeting in Meeting.objects.all():
        released(meeting, note=PAYLOADS[0])
    return made


@pytest.fixture
def walker(live_server, new_page, superuser):
    """Opens addresses as a superuser, one after the other; keeps what ran, was said, or left the site."""
    page = new_page()
    session = superuser.client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.elsewhere, page.dialogs, page.ran = [], [], {}
    origin = urlsplit(live_server.url).netloc
    page.on("request", lambda asked: page.elsewhere.append(asked.url) if urlsplit(asked.url).netloc != origin else None)
    page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))

    def walk(paths):
        for path in paths:
            answer = page.goto(f"{live_server.url}{path}")
            assert answer.status == 200, path
            if found := page.evaluate("window.__ran"):
                page.ran[path] = found
        return {"ran": page.ran, "said": page.said, "dialogs": page.dialogs, "elsewhere": page.elsewhere}

    return walk


NOTHING: dict[str, object] = {"ran": {}, "said": [], "dialogs": [], "elsewhere": []}


def desk_of(meeting):
    return reverse("admin:meetings_meeting_desk", args=[meeting.pk])


def test_no_text_runs_on_the_desk_a_meeting_its_history_and_its_schedule(ground, walker):
    meeting = ground.meeting
    paths = [desk_of(meeting), address(meeting), address(meeting, "history"), list_address(Meeting)]
    paths += [meeting.get_absolute_url(), f"{meeting.get_absolute_url()}schedule/", "/meetings/", "/search/?q=window"]
    assert walker(paths) == NOTHING


def test_a_walk_tells_what_runs(ground, walker, settings, new_page):
    """Proof that the tests here could fail: a page that breaks the policy says so on the console."""
    page = new_page()
    page.set_content("<script>window.__ran = 1; console.log('said')</script>")
    assert (page.evaluate("window.__ran"), page.said) == (1, ["said"])
