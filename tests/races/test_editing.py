"""Two editors at the same rows: one is stored, the other is told and finds again what they entered."""

import pytest

from meetings.models import AgendaItem, Document, Meeting
from tests.factories import AgendaItemFactory, DocumentFactory, MeetingFactory, StateFactory
from tests.races.together import MANY, Rounds, Together, kept_version, posting, two_of
from tests.staff import address, conflict, errors, fields, list_address

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def is_stored(page):
    """A page that was stored leads on; any other draws the form again."""
    assert page.status_code in {200, 302}, (page.status_code, page.text[:2000])
    return page.status_code == 302


def one_form(rounds):
    """Two change forms of one meeting, drawn from the same version; they change the same field."""
    desks = two_of("Editors")
    meeting = MeetingFactory(title={"en": "Opening"})
    with Together() as together:
        for number in rounds:
            drawn = [desks[0].read(meeting)] * 2
            texts = [f"By {desk.user} {number}" for desk in desks]
            deeds = [
                posting(desk, address(meeting), form, title_en=text)
                for desk, form, text in zip(desks, drawn, texts, strict=True)
            ]
            before = kept_version(meeting)
            pages = together.do(*deeds)
            assert sorted(map(is_stored, pages)) == [False, True]
            winner = [is_stored(page) for page in pages].index(True)
            refused = pages[1 - winner]
            assert conflict(refused) == [("Title, English", texts[winner], texts[1 - winner])]
            assert fields(refused, "meeting_form")["title_en"] == [texts[1 - winner]]
            meeting.refresh_from_db()
            assert (str(meeting.title), meeting.version) == (texts[winner], number + 2)
            assert meeting.history.count() == number + 2
            assert meeting.public_version > before
            rounds.note("stored", "told")


def one_list(rounds):
    """Two lists of one meeting's items: both change the room of a shared row and of one of their own."""
    desks = two_of("Editors")
    meeting = MeetingFactory()
    items = [AgendaItemFactory(meeting=meeting, room="One") for _ in range(3)]
    with Together() as together:
        for number in rounds:
            drawn = [desks[0].read_list(AgendaItem)] * 2
            place = {drawn[0][f"form-{row}-id"][0]: row for row in range(3)}
            rows = [place[str(item.pk)] for item in items]
            deeds = [
                posting(
                    desk,
                    list_address(AgendaItem),
                    {**form, "_save": "Save"},
                    **{f"form-{row}-room": f"{desk.user} {number}" for row in (rows[0], own)},
                )
                for desk, form, own in zip(desks, drawn, rows[1:], strict=True)
            ]
            pages = together.do(*deeds)
            assert sorted(map(is_stored, pages)) == [False, True]
            winner = [is_stored(page) for page in pages].index(True)
            theirs, kept = (f"{desks[who].user} {number}" for who in (winner, 1 - winner))
            refused = pages[1 - winner]
            assert ("Room", theirs, kept) in conflict(refused)
            again = fields(refused, "changelist-form")
            assert [again[f"form-{row}-room"] for row in (rows[0], rows[2 - winner])] == [[kept], [kept]]
            for item in items:
                item.refresh_from_db()
            assert [items[0].room, items[1 + winner].room] == [theirs, theirs]
            rounds.note("stored", "told")
    assert sum(item.version - 1 for item in items) == 2 * rounds.number
    assert [item.history.count() for item in items] == [item.version for item in items]


def one_room_and_a_speaker(rounds):
    """One changes the room of an item while the other adds a speaker to it."""
    desks = two_of("Editors")
    item = AgendaItemFactory()
    with Together() as together:
        for number in rounds:
            drawn = [desks[0].read(item)] * 2
            place = drawn[1]["speakers-INITIAL_FORMS"][0]
            named_so = f"Organisation {number}"
            pages = together.do(
                posting(desks[0], address(item), drawn[0], room=f"Room {number}"),
                posting(desks[1], address(item), drawn[1], **{f"speakers-{place}-organisation": named_so}),
            )
            item.refresh_from_db()
            has_room, has_speaker = item.room == f"Room {number}", item.speakers.filter(organisation=named_so).exists()
            assert list(map(is_stored, pages)) == [has_room, has_speaker]
            assert has_room or has_speaker
            if not has_room:
                assert fields(pages[0], "agendaitem_form")["room"] == [f"Room {number}"]
            if not has_speaker:
                assert ("Room", f"Room {number}", drawn[1]["room"][0] or "—") in conflict(pages[1])
                assert named_so in pages[1].text
            rounds.note(*("stored" if is_stored(page) else "told" for page in pages))
    item.refresh_from_db()
    assert item.history.count() == item.version


def edit_and_deletion(rounds):
    """One changes an item while the other deletes it: either the change is told as too late, or the item is gone."""
    desks = two_of("Editors")
    meeting = MeetingFactory(status=Meeting.Status.DRAFT)
    with Together() as together:
        for number in rounds:
            item = AgendaItemFactory(meeting=meeting)
            key, drawn = item.pk, desks[0].read(item)
            edited, deleted = together.do(
                posting(desks[0], address(item), drawn, room=f"Room {number}"),
                lambda item=item: desks[1].client.post(address(item, "delete"), {"post": "yes"}),
            )
            assert (is_stored(deleted), meeting.items.exists()) == (True, False)
            if not is_stored(edited):
                assert errors(edited)[""] == "Somebody else has deleted this meanwhile."
                assert fields(edited, "agendaitem_form")["room"] == [f"Room {number}"]
                rounds.note("told")
            records = AgendaItem.history.filter(id=key).order_by("history_id").values_list("history_type", flat=True)
            assert list(records) in (["+", "~", "-"], ["+", "-"])
            rounds.note("edited first" if len(records) == 3 else "deleted first")


def one_address(rounds):
    """Two add a meeting of one address: the second reads that it is taken, in the form that they filled in."""
    desks = two_of("Editors")
    path = list_address(Meeting) + "add/"
    drawn = fields(desks[0].client.get(path), "meeting_form")
    with Together() as together:
        for number in rounds:
            entered = {"slug": f"im-{number}", "kind": "other", "title_en": "Other"}
            # Their short names differ: one alike, too, may be all that the second reads of.
            deeds = [
                posting(desk, path, drawn, **entered, short_name=f"{number} {desk.user}", city_en=f"By {desk.user}")
                for desk in desks
            ]
            pages = together.do(*deeds)
            assert sorted(map(is_stored, pages)) == [False, True], list(map(errors, pages))
            winner = [is_stored(page) for page in pages].index(True)
            assert errors(pages[1 - winner])["slug"] == "Meeting with this Address already exists."
            assert fields(pages[1 - winner], "meeting_form")["city_en"] == [f"By {desks[1 - winner].user}"]
            meeting = Meeting.objects.get(slug=f"im-{number}")
            assert (str(meeting.city), meeting.history.count()) == (f"By {desks[winner].user}", 1)
            rounds.note("stored", "told")


def one_symbol(rounds):
    """Two add a document of one symbol to the same meeting."""
    desks = two_of("Editors")
    meeting = MeetingFactory()
    path = list_address(Document) + "add/"
    drawn = fields(desks[0].client.get(path), "document_form")
    with Together() as together:
        for number in rounds:
            symbol = f"APLC/MSP.17/2018/{number}"
            deeds = [
                posting(desk, path, drawn, symbol=symbol, title_en=f"By {desk.user}", meeting=meeting.pk)
                for desk in desks
            ]
            before = kept_version(meeting)
            pages = together.do(*deeds)
            assert sorted(map(is_stored, pages)) == [False, True]
            winner = [is_stored(page) for page in pages].index(True)
            told = " ".join(errors(pages[1 - winner]).values())
            assert "There is a document of this symbol already." in told
            assert fields(pages[1 - winner], "document_form")["title_en"] == [f"By {desks[1 - winner].user}"]
            assert str(Document.objects.get(symbol=symbol).title) == f"By {desks[winner].user}"
            assert kept_version(meeting) > before
            rounds.note("stored", "told")


def one_language(rounds):
    """Two add a version in the same language to one document, each in the document's own form."""
    desks = two_of("Editors")
    with Together() as together:
        for number in rounds:
            document = DocumentFactory()
            drawn = [desks[0].read(document)] * 2
            deeds = [
                posting(
                    desk,
                    address(document),
                    form,
                    versions__0__language="fr",
                    versions__0__url=f"https://example.org/{number}/{desk.user}.pdf",
                )
                for desk, form in zip(desks, drawn, strict=True)
            ]
            pages = together.do(*deeds)
            assert sorted(map(is_stored, pages)) == [False, True]
            winner = [is_stored(page) for page in pages].index(True)
            url = f"https://example.org/{number}/{desks[1 - winner].user}.pdf"
            assert url in pages[1 - winner].text
            assert errors(pages[1 - winner])
            assert document.versions.get().url == f"https://example.org/{number}/{desks[winner].user}.pdf"
            rounds.note("stored", "told")


def chairs_and_room(rounds):
    """One changes the chairs of an item, the other its room, from the same version."""
    desks = two_of("Editors")
    item, chairs = AgendaItemFactory(), StateFactory.create_batch(2)
    with Together() as together:
        for number in rounds:
            drawn = [desks[0].read(item)] * 2
            chair = next(one for one in chairs if one not in item.chairs.all())
            pages = together.do(
                posting(desks[0], address(item), drawn[0], chairs=[chair.pk]),
                posting(desks[1], address(item), drawn[1], room=f"Room {number}"),
            )
            assert sorted(map(is_stored, pages)) == [False, True]
            winner = [is_stored(page) for page in pages].index(True)
            told = conflict(pages[1 - winner])
            assert ("Chairs" if winner else "Room") in {label for label, _stored, _entered in told}
            item.refresh_from_db()
            assert (chair in item.chairs.all(), item.room == f"Room {number}") == (not winner, bool(winner))
            assert (item.version, item.history.count()) == (number + 2, number + 2)
            rounds.note("stored", "told")


RACES = [
    *(one_form, one_list, one_room_and_a_speaker, edit_and_deletion, one_address),
    *(one_symbol, one_language, chairs_and_room),
]


@pytest.mark.parametrize("race", RACES)
def test_two_editors_lose_nothing_silently(race):
    Rounds(MANY).of(race)
