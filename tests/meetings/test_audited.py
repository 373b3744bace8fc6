"""Every deed leaves one line in the audit log, and none tells what a person is called."""

import inspect
import json
import pkgutil
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.db import models
from django.urls import reverse
from django.utils.timezone import localdate

from intersessional.audit.models import Kind, Line
from intersessional.lib.file_checks import checked
from intersessional.lib.spreadsheet import Table
from intersessional.lib.translated import TranslatedField
from meetings import actions
from meetings.actions import (
    NewFile,
    attendance,
    copies,
    dates,
    desk,
    document_files,
    drafts,
    erasure,
    releases,
    sheets,
    sponsorship,
    statuses,
)
from meetings.actions.entries import Entry
from meetings.ledger import Verb
from meetings.models import Document, DocumentVersion, DraftLink, Nomination, SensitiveDetails
from tests import factories
from tests.factories import PDF, AgendaItemFactory, MeetingFactory, NominationFactory, released
from tests.staff import address, list_address, named

pytestmark = pytest.mark.django_db

MARK = "Xanthippe Zyx"
EDITED = [model for model, page in admin.site._registry.items() if model is not Line]


def lines():
    return [(line.kind, line.subject_type, line.subject_key) for line in Line.objects.order_by("pk")]


def row_of(model):
    if model is User:
        return User.objects.create_user("somebody")
    if model is Group:
        return Group.objects.create(name="Some")
    if model is DocumentVersion:
        return factories.stored()
    return getattr(factories, f"{model.__name__}Factory").create()


def other_value(field, drawn):
    """Something else that the field may hold, as it is typed."""
    if isinstance(field, TranslatedField):
        return f"{drawn} more"
    if field.choices:
        return next(str(key) for key, _told in field.flatchoices if str(key) != drawn)
    if isinstance(field, models.DateField):
        return (date.fromisoformat(drawn) + timedelta(days=1)).isoformat() if drawn else None
    if isinstance(field, models.DecimalField | models.IntegerField):
        return str(float(drawn) + 1).removesuffix(".0") if drawn else None
    return f"{drawn}x" if isinstance(field, models.CharField | models.TextField) else None


def changes(row, drawn):
    """One field after the other changed, until one is found that its form takes."""
    for field in row._meta.concrete_fields:
        name = f"{field.name}_en" if f"{field.name}_en" in drawn else field.name
        name = f"{field.name}.en" if f"{field.name}.en" in drawn else name
        if name in drawn and not field.is_relation:
            value = other_value(field, drawn[name][0])
            if value is not None:
                yield field.name, {name: value}


@pytest.mark.parametrize("model", EDITED, ids=lambda model: model._meta.label_lower)
def test_a_change_in_the_admin_leaves_one_line_and_so_does_a_deletion(superuser, files, model):
    row = row_of(model)
    label, key = row._meta.label_lower, str(row.pk)
    form = admin.site._registry[model]
    request = type("Request", (), {"user": superuser.user})()
    if form.has_change_permission(request, row):
        drawn = superuser.read(row)
        for name, change in changes(row, drawn):
            before = len(lines())
            answer = superuser.client.post(address(row), named({**drawn, **change}))
            if answer.status_code == 302:
                changed = name
                break
        [line] = Line.objects.order_by("pk")[before:]
        assert (line.kind, line.subject_type, line.subject_key) == (Kind.CHANGED, label, key)
        assert (line.facts, line.actor) == ({"fields": [changed]}, superuser.user.pk)
    before = len(lines())
    if form.has_delete_permission(request, row):
        superuser.client.post(address(row, "delete"), {"post": "yes"})
    is_gone = not model._base_manager.filter(pk=row.pk).exists()
    assert lines()[before:] == [(Kind.DELETED, label, key)] * is_gone


def test_a_save_that_changes_nothing_leaves_no_line(superuser):
    meeting = MeetingFactory.create()
    superuser.save(meeting)
    assert lines() == []


def test_many_rows_deleted_at_once_leave_a_line_each(superuser):
    rows = factories.DeadlineFactory.create_batch(2)
    posted = {"action": "delete_selected", "_selected_action": [row.pk for row in rows], "post": "yes"}
    superuser.client.post(list_address(type(rows[0])), posted)
    assert sorted(lines()) == [(Kind.DELETED, "meetings.deadline", str(row.pk)) for row in rows]


# Deeds over many rows


def a_programme():
    item = AgendaItemFactory.create()
    return item.meeting, item, released(item.meeting)


def status_set(by):
    rows = factories.DocumentFactory.create_batch(2, status=Document.Status.PUBLISHED)
    statuses.set_status(rows=Document.objects.all(), status=Document.Status.WITHDRAWN, by=by)
    return [(Kind.WITHDRAWN, row) for row in rows]


def items_moved(by):
    item = AgendaItemFactory.create(day=date(2024, 6, 18))
    dates.move_items(meeting=item.meeting, by=timedelta(days=1), user=by)
    return [(Kind.CHANGED, item.meeting)]


def nominations_decided(by):
    nomination = NominationFactory.create()
    nominations = {"round_": nomination.round, "keys": [nomination.pk]}
    sponsorship.carry_out(verb=Verb.OFFER, by=by, reason=MARK, **nominations)
    return [(Kind.DECIDED, nomination.round)]


def programme_released(by):
    meeting = AgendaItemFactory.create().meeting
    return [(Kind.RELEASED, releases.release(meeting=meeting, by=by, note={"en": MARK}))]


def released_again(by):
    meeting, item, first = a_programme()
    item.title = {"en": "Another"}
    item.save()
    released(meeting)
    return [*was_told(), (Kind.RELEASED, releases.release_again(revision=first, by=by, note={"en": MARK}))]


def record_released(by):
    meeting = AgendaItemFactory.create().meeting
    return [(Kind.RELEASED, releases.release_record(meeting=meeting))]


def copied(by):
    source, _item, _revision = a_programme()
    target = MeetingFactory.create()
    before = was_told()
    copies.copy_programme(source=source, target=target, by=by)
    return [*before, (Kind.COPIED, target)]


def taken_back(by):
    _meeting, item, revision = a_programme()
    item.title = {"en": MARK}
    item.save()
    before = was_told()
    drafts.take_back(revision=revision, by=by)
    return [*before, (Kind.TAKEN_BACK, revision)]


def files_added(by):
    meeting, file = MeetingFactory.create(), ContentFile(PDF, "statement.pdf")
    given = NewFile(file=file, facts=checked(file), language="en", title=MARK)
    document_files.add_documents(meeting=meeting, files=[given], status=Document.Status.DRAFT, by=by)
    return [(Kind.CHANGED, meeting)]


def attendance_imported(by):
    meeting = MeetingFactory.create()
    table = Table(["organisation", "delegates"], [(2, [MARK, "3"])])
    seen = attendance.look_at_attendance(meeting=meeting, table=table).seen
    attendance.import_attendance(meeting=meeting, table=table, by=by, seen=seen)
    return [(Kind.CHANGED, meeting)]


def desk_saved(by):
    item, gone = AgendaItemFactory.create(), AgendaItemFactory.create()
    gone.meeting = item.meeting
    gone.save()
    entries = [
        Entry(item.public_id, item.version, {"room": MARK}),
        Entry("zzzzzz", 0, {"title": {"en": MARK}}),
        Entry(gone.public_id, gone.version, is_deleted=True),
    ]
    may = frozenset({"add", "delete"})
    desk.save_rows(meeting=item.meeting, entries=entries, orders=[], by=by, may=may)
    return [(Kind.CHANGED, item.meeting)]


def sheet_imported(by):
    item = AgendaItemFactory.create(day=date(2024, 6, 18))
    table = Table(["id", "title"], [(2, [item.public_id, MARK])])
    choices = sheets.Choices()
    seen = sheets.look_at(meeting=item.meeting, table=table, by=by, choices=choices).draft.seen
    sheets.import_sheet(meeting=item.meeting, table=table, by=by, seen=seen, choices=choices)
    return [(Kind.CHANGED, item.meeting)]


def person_erased(by):
    nomination = NominationFactory.create(name=MARK, needs=MARK)
    erasure.erase(reference=nomination.reference, by=by)
    return [(Kind.ERASED, nomination)]


def was_told():
    """The lines so far, of what had to be done first."""
    return [(line.kind, (line.subject_type, line.subject_key)) for line in Line.objects.order_by("pk")]


DEEDS = {
    "set_status": status_set,
    "move_items": items_moved,
    "carry_out": nominations_decided,
    "release": programme_released,
    "release_again": released_again,
    "copy_programme": copied,
    "take_back": taken_back,
    "add_documents": files_added,
    "import_attendance": attendance_imported,
    "save_rows": desk_saved,
    "import_sheet": sheet_imported,
    "erase": person_erased,
}
LOOKING = {"look_at"}
"""Takes an account, and changes nothing."""


def test_every_deed_that_somebody_does_is_tried_here():
    found = set()
    for module in pkgutil.iter_modules(actions.__path__, f"{actions.__name__}."):
        for name, function in inspect.getmembers(import_module(module.name), inspect.isfunction):
            wanted = inspect.signature(function).parameters
            is_public = function.__module__ == module.name and not name.startswith("_")
            if is_public and {"by", "user"} & {key for key, one in wanted.items() if one.kind is one.KEYWORD_ONLY}:
                found.add(name)
    assert found - LOOKING - {"freeze", "moved_items"} == set(DEEDS)


@pytest.mark.parametrize("deed", [*DEEDS.values(), record_released], ids=[*DEEDS, "release_record"])
def test_a_deed_leaves_one_line_for_what_it_was_done_to_and_no_text_of_it(superuser, files, settings, tmp_path, deed):
    settings.ERASURES_FILE = tmp_path / "erasures.jsonl"
    told = deed(superuser.user)
    expected = [(kind, row if isinstance(row, tuple) else (row._meta.label_lower, str(row.pk))) for kind, row in told]
    assert was_told() == expected
    assert MARK not in json.dumps(list(Line.objects.values_list("facts", flat=True)))
    assert Line.objects.latest("pk").actor == (None if deed is record_released else superuser.user.pk)


def test_links_to_a_draft_leave_a_line_when_they_are_made_and_when_they_are_revoked(editor):
    meeting = MeetingFactory.create()
    page = reverse("admin:meetings_meeting_draft_links", args=[meeting.pk])
    editor.client.post(page, {"for_whom": MARK, "expires_at": f"{localdate() + timedelta(days=9)}T10:00"})
    link = DraftLink.objects.get()
    revoke = reverse("admin:meetings_meeting_revoke_draft_link", args=[meeting.pk, link.pk])
    for _twice in range(2):
        editor.client.post(revoke)
    row = ("meetings.draftlink", str(link.pk))
    assert was_told() == [(Kind.LINK_MADE, row), (Kind.LINK_REVOKED, row)]


# Files


def exports(officer, nomination):
    """Each page that gives a file, with what it is of."""
    meeting = nomination.round.meeting
    at_round = reverse("admin:meetings_sponsorshipround_export", args=[nomination.round_id])
    yield lambda: officer.client.post(at_round, {"reason": MARK}), nomination.round
    for kind in ("csv", "xlsx"):
        at_draft = reverse(f"admin:meetings_meeting_draft_{kind}", args=[meeting.pk])
        yield lambda at_draft=at_draft: officer.client.get(at_draft), meeting


def test_an_export_is_written_down_before_its_first_byte(superuser):
    nomination = NominationFactory.create(name=MARK)
    for ask, row in exports(superuser, nomination):
        before = Line.objects.count()
        ask()
        [line] = Line.objects.order_by("pk")[before:]
        assert (line.kind, line.subject_type, line.subject_key) == (
            Kind.EXPORTED,
            row._meta.label_lower,
            str(row.pk),
        )
        assert MARK not in json.dumps(line.facts)
    superuser.client.post(list_address(type(meeting := nomination.round.meeting)), chosen(meeting))
    assert was_told()[-1] == (Kind.EXPORTED, ("meetings.meeting", ""))


def chosen(row):
    return {"action": "export_csv", "_selected_action": [row.pk]}


def test_an_export_that_fails_on_its_way_has_its_line_all_the_same(superuser):
    nomination = NominationFactory.create()
    page = reverse("admin:meetings_sponsorshipround_export", args=[nomination.round_id])
    answer = superuser.client.post(page, {"reason": "for the coordinator"})
    Nomination.objects.update(status="unheard of")
    with pytest.raises(ValueError, match="unheard of"):
        b"".join(answer)
    assert was_told() == [(Kind.EXPORTED, ("meetings.sponsorshipround", str(nomination.round_id)))]


# Persons


def test_no_line_tells_what_an_officer_enters_of_a_person(officer):
    texts = dict.fromkeys(("name", "function", "expertise", "needs", "proposed_by", "organisation"), MARK)
    round_ = factories.SponsorshipRoundFactory.create()
    state = factories.StateFactory.create()
    officer.add(Nomination, f"?round={round_.pk}", state=state.pk, email="xanthippe@zyx.example", **texts)
    nomination = Nomination.objects.get()
    Nomination.objects.update(status="accepted", offered_on=date(2024, 4, 1), accepted_on=date(2024, 4, 9))
    nomination.refresh_from_db()
    officer.save(nomination, name=f"{MARK} more")
    sensitive = dict.fromkeys(("passport", "bank", "health_or_diet"), MARK)
    officer.add(SensitiveDetails, f"?nomination={nomination.pk}", date_of_birth="1971-03-04", **sensitive)
    told = json.dumps(list(Line.objects.order_by("pk").values("kind", "subject_type", "facts")))
    assert [line["kind"] for line in json.loads(told)] == [Kind.ADDED, Kind.CHANGED, Kind.ADDED]
    for value in (*MARK.split(), "zyx.example", "1971"):
        assert value not in told
    assert '"fields": ["name"]' in told
