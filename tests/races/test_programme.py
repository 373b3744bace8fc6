"""Two at one programme: at their desks, with a spreadsheet, at the release."""

import json

import pytest
from django.urls import reverse

from meetings.models import AgendaItem, Document
from tests.factories import AgendaItemFactory, CommitteeFactory, DocumentFactory, MeetingFactory
from tests.meetings.desk import new, row
from tests.meetings.sheets import as_csv, rows_out, send
from tests.races.together import MANY, Rounds, Together, kept_version, posting, two_of
from tests.staff import errors, fields, list_address

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LETTERS = "abcdefghjk"
"""That public ids are made of, one for each digit."""


def at(meeting, page):
    return reverse(f"admin:meetings_meeting_{page}", args=[meeting.pk])


def an_item(meeting, title):
    return AgendaItemFactory(meeting=meeting, title={"en": title}, day="2024-06-18")


def saving(desk, meeting, *rows):
    """What the desk's page posts, with rows as they are stored now."""
    body = json.dumps({"rows": rows, "orders": {}})
    return lambda: desk.client.post(at(meeting, "desk_save"), body, content_type="application/json")


def outcomes(answer):
    assert answer.status_code == 200, (answer.status_code, answer.text)
    return {key: told["status"] for key, told in answer.json()["rows"].items()}


def public_id(letter, number):
    return f"{letter}{number:05d}".translate(str.maketrans("0123456789", LETTERS))


def fresh(*items):
    for item in items:
        item.refresh_from_db()
    return items


def two_desks(rounds):
    """Both write a shared row from the same version, a row of their own, and add one."""
    desks = two_of("Editors")
    meeting = MeetingFactory()
    shared, *own = (an_item(meeting, title) for title in ("Shared", "Of one", "Of the other"))
    with Together() as together:
        for number in rounds:
            fresh(shared, *own)
            rooms = [f"{desk.user} {number}" for desk in desks]
            ids = [public_id(letter, number) for letter in "pq"]
            answers = together.do(
                *(
                    saving(desk, meeting, row(shared, room=room), row(mine, room=room), new(key, room=room))
                    for desk, mine, room, key in zip(desks, own, rooms, ids, strict=True)
                )
            )
            told = list(map(outcomes, answers))
            winner = [found[shared.public_id] for found in told].index("saved")
            assert told[1 - winner][shared.public_id] == "conflict"
            stored = answers[1 - winner].json()["rows"][shared.public_id]["row"]
            assert stored["values"]["room"] == rooms[winner]
            assert [told[who][item.public_id] for who, item in enumerate(own)] == ["saved", "saved"]
            assert [item.room for item in fresh(shared, *own)] == [rooms[winner], *rooms]
            assert sorted(AgendaItem.objects.filter(public_id__in=ids).values_list("room", flat=True)) == sorted(rooms)
            AgendaItem.objects.filter(public_id__in=ids).delete()
            rounds.note("stored", "told")
    assert [(item.version, item.history.count()) for item in (shared, *own)] == [(rounds.number + 1,) * 2] * 3


def a_desk_and_a_spreadsheet(rounds):
    """One saves a row at the desk and adds another, while the other confirms a spreadsheet that changes all rows."""
    desks = two_of("Editors")
    meeting = MeetingFactory()
    committees = CommitteeFactory.create_batch(2)
    items = [an_item(meeting, title) for title in ("Shared", "Of the sheet")]
    with Together() as together:
        for number in rounds:
            fresh(*items)
            versions = [item.version for item in items]
            committee = committees[number % 2].slug
            sheet = [line | {"room": f"Sheet {number}", "committee": committee} for line in rows_out(desks[1], meeting)]
            looked_at = send(desks[1], meeting, as_csv(sheet))
            drawn = fields(looked_at, "import_form")
            key = public_id("p", number)
            saved, imported = together.do(
                saving(desks[0], meeting, row(items[0], room=f"Desk {number}"), new(key)),
                posting(desks[1], at(meeting, "import_sheet"), drawn),
            )
            told = outcomes(saved)
            is_imported = imported.status_code == 302
            assert told[key] == "saved"
            assert [told[items[0].public_id], is_imported] in (["saved", False], ["conflict", True])
            fresh(*items)
            rooms = [f"Sheet {number}"] * 2 if is_imported else [f"Desk {number}", sheet[1]["room"] and items[1].room]
            assert [item.room for item in items] == rooms
            if not is_imported:
                assert imported.status_code == 200
                assert "The draft has changed since this page was opened." in " ".join(errors(imported).values())
                assert fields(imported, "import_form")["sheet"] == drawn["sheet"]
            raised = [item.version - before for item, before in zip(items, versions, strict=True)]
            assert raised == ([1, 1] if is_imported else [1, 0])
            AgendaItem.objects.get(public_id=key).delete()
            rounds.note("spreadsheet stored, desk told" if is_imported else "desk stored, spreadsheet told")
    assert [item.history.count() for item in items] == [item.version for item in items]


def two_releases(rounds):
    """The same draft, looked at by both."""
    desks = two_of("Editors")
    meeting = MeetingFactory()
    item = an_item(meeting, "Opening")
    with Together() as together:
        for number in rounds:
            item.title = {"en": f"Opening {number}"}
            item.save()
            drawn = [fields(desks[0].client.get(at(meeting, "release")), "release_form")] * 2
            before = kept_version(meeting)
            pages = together.do(
                *(
                    posting(desk, at(meeting, "release"), form, note_en=f"By {desk.user}")
                    for desk, form in zip(desks, drawn, strict=True)
                )
            )
            assert sorted(page.status_code for page in pages) == [200, 302]
            winner = [page.status_code for page in pages].index(302)
            refused = pages[1 - winner]
            told = errors(refused)[""]
            assert told.startswith(f"{desks[winner].user} has released revision {number + 1} meanwhile")
            assert fields(refused, "release_form")["note_en"] == [f"By {desks[1 - winner].user}"]
            revision = meeting.revisions.get(is_latest=True)
            assert (revision.number, str(revision.note)) == (number + 1, {"en": f"By {desks[winner].user}"}["en"])
            assert kept_version(meeting) == before + 1
            rounds.note("released", "told")
    assert meeting.revisions.count() == rounds.number


def a_release_and_a_withdrawal(rounds):
    """A programme is released while a document of the meeting is withdrawn: what is kept of it is let go twice."""
    desks = two_of("Editors")
    meeting = MeetingFactory()
    item, document = an_item(meeting, "Opening"), DocumentFactory(meeting=meeting)
    acts = {"index": "0", "_selected_action": [document.pk]}
    with Together() as together:
        for number in rounds:
            item.title = {"en": f"Opening {number}"}
            item.save()
            deed = "withdraw" if document.status == Document.Status.PUBLISHED else "publish"
            drawn = fields(desks[0].client.get(at(meeting, "release")), "release_form")
            before = kept_version(meeting)
            pages = together.do(
                posting(desks[0], at(meeting, "release"), drawn),
                posting(desks[1], list_address(Document), acts, action=deed),
            )
            assert [page.status_code for page in pages] == [302, 302]
            fresh(document)
            assert meeting.revisions.count() == number + 1
            assert (deed, document.status) in {("withdraw", "withdrawn"), ("publish", "published")}
            assert document.version == number + 2
            assert kept_version(meeting) == before + 2
            rounds.note("released", "withdrawn" if deed == "withdraw" else "published again")
    assert document.history.count() == document.version


def a_meetings_form_and_a_release(rounds):
    """A meeting's own facts are saved while its programme is released: both count."""
    desks = two_of("Editors")
    meeting = MeetingFactory()
    item = an_item(meeting, "Opening")
    with Together() as together:
        for number in rounds:
            item.title = {"en": f"Opening {number}"}
            item.save()
            drawn = desks[0].read(meeting)
            release = fields(desks[1].client.get(at(meeting, "release")), "release_form")
            before = kept_version(meeting)
            change = reverse("admin:meetings_meeting_change", args=[meeting.pk])
            saved, released = together.do(
                posting(desks[0], change, drawn, registration_url=f"https://example.org/{number}"),
                posting(desks[1], at(meeting, "release"), release),
            )
            assert [saved.status_code, released.status_code] == [302, 302]
            fresh(meeting)
            assert (meeting.version, meeting.history.count()) == (number + 2, number + 2)
            assert meeting.revisions.count() == number + 1
            assert meeting.public_version >= before + 2
            rounds.note("stored", "released")


RACES = [two_desks, a_desk_and_a_spreadsheet, two_releases, a_release_and_a_withdrawal, a_meetings_form_and_a_release]


@pytest.mark.parametrize("race", RACES)
def test_two_at_one_programme_lose_nothing_silently(race):
    Rounds(MANY).of(race)
