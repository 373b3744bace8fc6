"""A sponsored person is found nowhere but on officers' pages: not by editors, not by the public, not in a log."""

import logging
from datetime import date

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import NoReverseMatch, reverse

from intersessional.logs import WithoutRows
from intersessional.roles import GROUPS, SPONSORED
from meetings.models import (
    Allotment,
    AwardLine,
    Contribution,
    ExchangeRate,
    Meeting,
    Nomination,
    SensitiveDetails,
    SponsorshipRound,
)
from tests.factories import (
    AllotmentFactory,
    AwardLineFactory,
    ExchangeRateFactory,
    MeetingFactory,
    SponsorshipRoundFactory,
    StateFactory,
)
from tests.staff import address, list_address, named, notices, words

pytestmark = pytest.mark.django_db

MARKER = "Xylophone"
ASKED = "xylophone"
"""What finds the marker, and is no sign of it where a page repeats it."""
CODE = "quagga"
"""Of the round: a code that nobody but an officer sees."""
MODELS = [SponsorshipRound, ExchangeRate, Contribution, Allotment, Nomination, AwardLine, SensitiveDetails]
TEXTS = ["name", "function", "email", "expertise", "needs", "proposed_by"]
DETAILS = ["passport", "bank", "health_or_diet"]


@pytest.fixture
def nomination(officer):
    """With a marker in each field that tells of the person, entered as an officer would, so that logs know it too."""
    meeting = MeetingFactory(slug="im-2024", short_name="IM-2024", status=Meeting.Status.DRAFT)
    round_ = SponsorshipRoundFactory(meeting=meeting, code=CODE, criteria={"en": MARKER})
    AllotmentFactory(round=round_, contribution__earmark=MARKER)
    ExchangeRateFactory(round=round_, source=MARKER)
    texts = {name: f"{MARKER}-{name}" for name in TEXTS} | {"email": f"{MARKER}@example.org"}
    officer.add(Nomination, f"?round={round_.pk}", state=StateFactory(iso2="TG").pk, **texts)
    nomination = Nomination.objects.get()
    assert [MARKER in getattr(nomination, name) for name in TEXTS] == [True] * len(TEXTS)
    AwardLineFactory(nomination=nomination)
    Nomination.objects.update(status="accepted", offered_on=date(2024, 4, 1), accepted_on=date(2024, 4, 9))
    details = {name: f"{MARKER}-{name}" for name in DETAILS}
    officer.add(SensitiveDetails, f"?nomination={nomination.pk}", date_of_birth="1970-01-02", **details)
    assert SensitiveDetails.objects.get().passport == f"{MARKER}-passport"
    meeting.status = Meeting.Status.PUBLISHED
    meeting.save()
    return nomination


def pages_of(model):
    """Every address of a model's admin, by the row that there is."""
    row = model.objects.get()
    record = model.history.first()
    for pattern in admin.site._registry[model].get_urls():
        name = f"admin:{pattern.name}" if pattern.name else None
        for args in ([], [row.pk], [row.pk, record.pk]):
            try:
                yield reverse(name, args=args)
            except NoReverseMatch:
                continue


def sponsorship_pages():
    found = [page for model in MODELS for page in pages_of(model)]
    assert len(found) >= len(MODELS) * 6 + 5
    return found


def test_the_table_names_every_model_and_gives_editors_none():
    names = {model._meta.model_name for model in MODELS}
    assert set(SPONSORED["meetings"]) == names
    assert [held for held in GROUPS["Editors"] if any(held.endswith(name) for name in names)] == []


def test_an_editor_is_refused_on_every_page(editor, nomination):
    pages = sponsorship_pages()
    assert {editor.client.get(page).status_code for page in pages} == {403}
    assert {editor.client.post(page, {"post": "yes"}).status_code for page in pages} == {403}


def test_an_officer_is_refused_on_none(officer, nomination):
    refused = [page for page in sponsorship_pages() if officer.client.get(page, follow=True).status_code == 403]
    kinds = {page.rstrip("/").rpartition("/")[2] for page in refused}
    assert kinds == {"delete", "add"}
    assert [page for page in refused if page.endswith("/add/")] == [
        f"/admin/meetings/{name}/add/" for name in ("exchangerate", "allotment", "awardline")
    ]


def test_a_stranger_is_asked_to_sign_in_on_every_page(client, nomination):
    assert {client.get(page).status_code for page in sponsorship_pages()} == {302}


def test_an_editor_cant_look_anything_up(editor, officer, nomination):
    asked = [
        {"app_label": "meetings", "model_name": model, "field_name": field, "term": term}
        for model, field in (("sensitivedetails", "nomination"), ("nomination", "round"), ("allotment", "round"))
        for term in ("", MARKER)
    ]
    assert {editor.client.get("/admin/autocomplete/", one).status_code for one in asked} == {403}
    found = officer.client.get("/admin/autocomplete/", asked[1])
    assert [row["text"] for row in found.json()["results"]] == [f"{CODE}-001"]


def test_an_editors_pages_know_nothing_of_it(editor, nomination):
    meeting, state = nomination.round.meeting, nomination.state
    pages = ["/admin/", "/admin/meetings/", f"/admin/?q={ASKED}"]
    pages += [address(row, page) for row in (meeting, state) for page in ("change", "history")]
    pages += [list_address(type(row)) + query for row in (meeting, state) for query in ("", f"?q={ASKED}")]
    seen = {page: editor.client.get(page) for page in pages}
    assert {page: answer.status_code for page, answer in seen.items()} == dict.fromkeys(pages, 200)
    for mark in (MARKER, CODE, "sponsorshipround", "nomination/"):
        assert [page for page, answer in seen.items() if mark in answer.text] == []


def test_a_meeting_that_a_round_holds_is_not_deleted_and_the_round_not_named(editor, superuser):
    meeting = MeetingFactory(status=Meeting.Status.DRAFT)
    round_ = SponsorshipRoundFactory(meeting=meeting, code=CODE)
    page = editor.client.get(address(meeting, "delete"))
    assert "Something that your account may not see hangs on it." in words(page.text)
    assert CODE not in page.text
    editor.client.post(address(meeting, "delete"), {"post": "yes"})
    listed = editor.act("delete_selected", [meeting])
    assert (CODE in listed.text, "Something that your account may not see" in listed.text) == (False, True)
    assert Meeting.objects.filter(pk=meeting.pk).exists()
    assert CODE in superuser.client.get(address(meeting, "delete")).text
    round_.delete()
    editor.client.post(address(meeting, "delete"), {"post": "yes"})
    assert not Meeting.objects.filter(pk=meeting.pk).exists()


PUBLIC = ["/", "/meetings/", f"/meetings/?q={ASKED}", "/meetings/im-2024/", "/meetings/im-2024/schedule/"]
PUBLIC += [
    "/sponsorship/",
    f"/search/?q={ASKED}",
    f"/search/?q={CODE.upper()}",
    "/states/",
    "/states/tg/",
    "/sitemap.xml",
]
PUBLIC += ["/meetings.csv", "/meetings.ics", "/programme/rules/", "/documents/", "/documents.csv", "/decisions.csv"]


def test_the_public_finds_none_of_it(visitor, nomination):
    for page in PUBLIC:
        answer = visitor.get(page)
        text = answer.getvalue().decode() if answer.streaming else answer.text
        assert (page, answer.status_code in {200, 404}, MARKER in text, CODE in text) == (page, True, False, False)


def test_a_person_is_named_by_a_number_in_words_and_in_the_admins_log(officer, nomination):
    rows = [nomination, nomination.lines.get(), nomination.sensitive_details, *nomination.history.all()]
    assert [row for row in rows if MARKER in str(row) or MARKER in repr(row)] == []
    told = officer.save(nomination, needs=f"{MARKER} again")
    assert notices(told) == [("success", f"The nomination “ {CODE}-001 ” was changed successfully.")]
    entries = LogEntry.objects.values_list("object_repr", "change_message")
    assert len(entries) >= 3
    assert [entry for entry in entries if MARKER in "".join(entry)] == []


def written(caplog):
    formatter = logging.Formatter("{name} {message}", style="{")
    return [formatter.format(record) for record in caplog.records]


def test_no_log_tells_a_person_when_a_file_is_made_or_something_fails(officer, nomination, caplog, monkeypatch):
    export = reverse("admin:meetings_sponsorshipround_export", args=[nomination.round_id])
    with caplog.at_level(logging.DEBUG):
        file = officer.client.post(export, {"reason": MARKER, "with_names": "on"})
        assert MARKER in file.getvalue().decode()
        monkeypatch.setattr(Nomination, "save", lambda self, **kwargs: 1 / 0)
        officer.client.raise_request_exception = False
        drawn = officer.read(nomination)
        answer = officer.client.post(address(nomination), named({**drawn, "needs": f"{MARKER} again"}))
    assert (answer.status_code, MARKER in answer.text) == (500, False)
    told = [line for line in written(caplog) if not line.startswith("django.db.backends")]
    assert any("ZeroDivisionError" in line for line in told)
    assert [line for line in told if MARKER in line] == []


def refused():
    raise ValueError(f"violates a constraint\nDETAIL:  Failing row contains (1, {MARKER.upper()}\n{MARKER.upper()}).\n")


def test_a_stack_is_logged_without_the_row_that_a_database_refused():
    try:
        try:
            refused()
        except ValueError as error:
            raise RuntimeError(str(error)) from error
    except RuntimeError as error:
        told = WithoutRows().formatException((type(error), error, error.__traceback__))
    assert MARKER.upper() not in told
    assert [line for line in told.splitlines() if "constraint" in line and "raise" not in line] == [
        "ValueError: violates a constraint",
        "RuntimeError: violates a constraint",
    ]
