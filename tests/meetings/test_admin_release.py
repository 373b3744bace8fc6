"""A programme released from the admin: the banner, the preview, the changes in words, two people at once."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from meetings.models import AgendaItem, Meeting, ProgrammeRevision
from tests.factories import AgendaItemFactory, MeetingFactory, SegmentFactory, SpeakerFactory, StateFactory, released
from tests.staff import errors, fields, notices, words

pytestmark = pytest.mark.django_db

PAGES = ["preview", "release", "revisions", "draft_links"]


@pytest.fixture
def meeting():
    return MeetingFactory(slug="im-2024", short_name="IM-2024", title={"en": "2024 Meetings"})


def an_item(meeting, title="Opening", **facts):
    return AgendaItemFactory(meeting=meeting, title={"en": title}, day="2024-06-18", starts="10:00", **facts)


def rename(item, title):
    item.title = {"en": title}
    item.save()


def at(meeting, page, *parts):
    return reverse(f"admin:meetings_meeting_{page}", args=[meeting.pk, *parts])


def banner(response):
    """The words above the page, and what its buttons and links say."""
    found = re.search(r'<section class="draft-state.*?</section>', response.text, re.DOTALL)
    if not found:
        return None
    told, deeds = found[0].partition("</p>")[0], found[0].split('<p class="deeds">')[1]
    return words(told), [words(deed) for deed in deeds.split("</a>")[:-1]]


def open_page(desk, meeting, page, *parts):
    return desk.client.get(at(meeting, page, *parts))


def changes(response):
    """Each change as the page tells it."""
    lists = re.findall(r'<[ou]l class="changes".*?</[ou]l>', main(response), re.DOTALL)
    return [words(row) for row in re.findall(r"<li[^>]*>(.*?)</li>", "".join(lists), re.DOTALL)]


def main(response):
    return response.text.split('<div id="content-main">')[1]


def post(desk, meeting, page, drawn, *parts, **changed):
    return desk.client.post(at(meeting, page, *parts), {**drawn, **changed}, follow=True)


def drawn(response, form="release_form"):
    return fields(response, form)


# The banner


@pytest.mark.parametrize("page", ["meeting", "item", "list"])
def test_the_banner_says_how_far_the_draft_is_from_what_delegates_read(editor, meeting, page):
    item = an_item(meeting)

    def told():
        if page == "list":
            return banner(editor.list(AgendaItem, f"?meeting__id__exact={meeting.pk}"))
        return banner(editor.open(meeting if page == "meeting" else item))

    assert told() == (
        "No programme is released 1 item in the draft",
        ["Programme desk", "Preview", "Release", "Links to the draft"],
    )
    released(meeting)
    quiet = ["Programme desk", "Preview", "Revisions", "Links to the draft"]
    assert told() == ("Revision 1 is what delegates read", quiet)
    rename(item, "Renamed"), an_item(meeting, "New"), an_item(meeting, "Another")
    loud = ["Programme desk", "Preview", "Release", "Revisions", "Links to the draft"]
    assert told() == ("Draft, 3 changes not released Revision 1 is what delegates read", loud)
    released(meeting)
    assert told() == ("Revision 2 is what delegates read", quiet)


def test_the_banner_of_an_empty_draft_offers_nothing_to_release(editor, meeting):
    deeds = ["Programme desk", "Copy a programme", "Links to the draft"]
    assert banner(editor.open(meeting)) == ("No programme is released", deeds)


def test_the_banner_of_a_hidden_meeting_says_that_nobody_reads_it(editor, meeting):
    an_item(meeting)
    released(meeting)
    Meeting.objects.update(status=Meeting.Status.DRAFT)
    told, _deeds = banner(editor.open(meeting))
    assert told == "Revision 1 is released; nobody reads it until the meeting is published"


def test_a_fact_of_the_meeting_that_isnt_released_counts_as_a_change(editor, meeting):
    an_item(meeting)
    released(meeting)
    editor.save(meeting, venue_en="Maison de la paix")
    assert banner(editor.open(meeting))[0].startswith("Draft, 1 change not released")
    page = open_page(editor, meeting, "release")
    assert changes(page) == ["What is told of the meeting changes: its title, dates or place."]


def test_the_banner_above_a_refused_form_still_tells_what_is_stored(editor, meeting):
    an_item(meeting)
    released(meeting)
    page = editor.save(meeting, venue_en="Maison de la paix", time_zone="Nowhere")
    assert "time_zone" in errors(page)
    assert banner(page)[0] == "Revision 1 is what delegates read"


@pytest.mark.parametrize("query", ["", "?q=opening", "?meeting__id__exact=0", "?kind__exact=item"])
def test_a_list_of_no_single_meeting_has_no_banner(editor, meeting, query):
    an_item(meeting)
    assert banner(editor.list(AgendaItem, query)) is None


def test_who_may_not_change_the_meeting_sees_no_banner(officer, meeting):
    an_item(meeting)
    assert "IM-2024" in officer.open(meeting).text
    assert banner(officer.open(meeting)) is None


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_however_many_items(superuser, meeting, number, django_assert_num_queries):
    segment = SegmentFactory(meeting=meeting)
    for _ in range(number):
        SpeakerFactory(
            item=an_item(meeting, segment=segment, chairs=[StateFactory()]), state=StateFactory(), organisation=""
        )
    released(meeting)
    for item in meeting.items.all():
        rename(item, "Renamed")
    superuser.open(item)
    with django_assert_num_queries(18):
        superuser.open(item)
    with django_assert_num_queries(12):
        superuser.list(AgendaItem, f"?meeting__id__exact={meeting.pk}")
    for page, queries in (("preview", 9), ("release", 9), ("revisions", 10)):
        with django_assert_num_queries(queries):
            assert open_page(superuser, meeting, page).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_revisions_costs_the_same_however_many(superuser, meeting, number, django_assert_num_queries):
    item = an_item(meeting)
    for place in range(number):
        rename(item, f"Title {place}")
        released(meeting)
    with django_assert_num_queries(10):
        page = open_page(superuser, meeting, "revisions")
    assert page.text.count('<th scope="row">') == number


# Who may


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_officer_is_refused_and_a_stranger_asked_to_sign_in(officer, client, meeting, page, method):
    an_item(meeting)
    assert getattr(officer.client, method)(at(meeting, page)).status_code == 403
    answer = getattr(client, method)(at(meeting, page))
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/login/?next={at(meeting, page)}")
    assert ProgrammeRevision.objects.count() == 0


@pytest.mark.parametrize("page", ["release_again", "take_back"])
def test_deeds_on_a_revision_are_refused_to_an_officer_and_to_a_stranger(officer, client, meeting, page):
    an_item(meeting)
    released(meeting)
    assert officer.client.post(at(meeting, page, 1)).status_code == 403
    assert client.post(at(meeting, page, 1)).status_code == 302


def test_who_may_change_the_meeting_but_not_release_sees_no_button_and_is_refused(editor, meeting):
    an_item(meeting)
    editor.user.groups.get().permissions.remove(Permission.objects.get(codename="add_programmerevision"))
    assert banner(editor.open(meeting))[1] == ["Programme desk", "Preview", "Links to the draft"]
    assert "Release" not in words(open_page(editor, meeting, "preview").text)
    assert open_page(editor, meeting, "release").status_code == 403


@pytest.mark.parametrize("key", ["0", "99999999999999999999", "x"])
def test_an_unknown_meeting_or_revision_is_not_found(superuser, meeting, key):
    for path in ("preview/", "release/", "revisions/", "draft-links/"):
        answer = superuser.client.get(f"/admin/meetings/meeting/{key}/programme/{path}", follow=True)
        assert answer.status_code == 404 or "doesn’t exist" in words(answer.text)
    assert (
        superuser.client.get(f"/admin/meetings/meeting/{meeting.pk}/programme/revisions/9/take-back/").status_code
        == 404
    )


# The preview


def test_the_preview_shows_the_draft_as_delegates_would_see_it(editor, meeting):
    item = an_item(meeting)
    released(meeting)
    rename(item, "Opening ceremony")
    page = open_page(editor, meeting, "preview")
    told = words(page.text)
    assert "Draft, 1 change not released As delegates would see it Release Back to the draft" in told
    assert "new title" in told
    assert '<s class="was">Opening</s>' in page.text
    assert '<meta name="robots" content="noindex">' in page.text
    assert (page["X-Robots-Tag"], page["Cache-Control"]) == ("noindex, nofollow", "no-store")
    assert " style=" not in page.text


# The release


def test_a_programme_is_prepared_looked_at_and_released_with_a_note(editor, client, meeting):
    marker = an_item(meeting, "Xylophone")
    assert "Xylophone" not in client.get("/meetings/im-2024/schedule/").text
    page = open_page(editor, meeting, "release")
    assert changes(page) == ["Xylophone New: Tuesday 18 June, from 10:00."]
    page = post(editor, meeting, "release", drawn(page), note_en="First programme.")
    assert notices(page) == [("success", "Revision 1 is released: delegates read it now.")]
    revision = ProgrammeRevision.objects.get()
    assert (revision.number, revision.note, revision.released_by) == (1, {"en": "First programme."}, editor.user)
    assert "First programme." in (shown := client.get("/meetings/im-2024/schedule/").text)
    assert "Xylophone" in shown
    rename(marker, "Yodelling")
    for path in ("", "schedule/", "schedule.json", "schedule.csv", "schedule/changes/", "schedule/r/1/"):
        assert "Yodelling" not in client.get(f"/meetings/im-2024/{path}").text, path
    post(editor, meeting, "release", drawn(open_page(editor, meeting, "release")))
    assert "Yodelling" in client.get("/meetings/im-2024/schedule/").text


def test_the_changes_are_told_item_by_item(editor, meeting):
    moved, gone = an_item(meeting, "Panel", room="A", position=1), an_item(meeting, "Gone", position=2)
    released(meeting)
    AgendaItem.objects.filter(pk=moved.pk).update(starts="11:00", room="B")
    gone.delete()
    an_item(meeting, "Late")
    page = open_page(editor, meeting, "release")
    assert "The draft becomes revision 2. This is what changes for delegates: 1 moved, 1 new, 1 removed" in words(
        page.text
    )
    assert changes(page) == [
        "Panel Moved from Tuesday 18 June, from 10:00 to Tuesday 18 June, from 11:00. Room changed from A to B.",
        "Late New: Tuesday 18 June, from 10:00.",
        "Gone Removed from the programme.",
    ]


def test_a_new_order_alone_can_be_released(editor, meeting):
    first = an_item(meeting, "First", position=1)
    an_item(meeting, "Second", position=2)
    released(meeting)
    AgendaItem.objects.filter(pk=first.pk).update(position=3)
    page = open_page(editor, meeting, "release")
    assert changes(page) == ["The order of items changes."]
    assert notices(post(editor, meeting, "release", drawn(page)))[0][0] == "success"


def test_a_release_of_a_hidden_meeting_says_that_delegates_dont_read_it_yet(editor, meeting):
    an_item(meeting)
    Meeting.objects.update(status=Meeting.Status.DRAFT)
    page = post(editor, meeting, "release", drawn(open_page(editor, meeting, "release")))
    told = "Revision 1 is released: delegates will read it once the meeting is published."
    assert notices(page) == [("success", told)]
    assert 'href="/meetings/im-2024/schedule/r/1/"' not in page.text


@pytest.mark.parametrize("is_released", [True, False])
def test_where_nothing_changed_the_page_says_so_and_offers_no_button(editor, meeting, is_released):
    if is_released:
        an_item(meeting)
        released(meeting)
    told = words(main(open_page(editor, meeting, "release")))
    says = "revision 1 says the same." if is_released else "the draft has no items."
    assert told.startswith(f"There is nothing to release: {says}")
    assert "release_form" not in told


def test_a_release_that_was_changed_and_released_before_is_nothing_new(editor, meeting):
    item = an_item(meeting)
    released(meeting)
    rename(item, "Renamed")
    released(meeting)
    assert "There is nothing to release: revision 2 says the same." in words(open_page(editor, meeting, "release").text)


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ({"note_fr": "Première"}, {"note": "Enter the English text."}),
        ({"note_en": "\x00"}, {"note": "Null characters are not allowed."}),
    ],
)
def test_a_bad_note_is_told_at_its_field_and_nothing_is_released(editor, meeting, note, told):
    an_item(meeting)
    page = post(editor, meeting, "release", {**drawn(open_page(editor, meeting, "release")), **note})
    assert [sentence for sentence in told.values() if sentence not in words(main(page))] == []
    assert ProgrammeRevision.objects.count() == 0


@pytest.mark.parametrize("seen", [None, "", "0", "1." + "0" * 32, "\x00", "9" * 5000])
def test_a_form_that_showed_nothing_known_releases_nothing(editor, meeting, seen):
    an_item(meeting)
    answer = editor.client.post(at(meeting, "release"), {} if seen is None else {"seen": seen})
    assert answer.status_code == 200
    assert ProgrammeRevision.objects.count() == 0


# Two people at once


def test_who_releases_second_is_told_who_was_first_and_keeps_the_note(editor, second_editor, meeting):
    item = an_item(meeting)
    first, second = (drawn(open_page(desk, meeting, "release")) for desk in (editor, second_editor))
    post(editor, meeting, "release", first, note_en="Mine")
    rename(item, "Renamed")
    page = post(second_editor, meeting, "release", second, note_en="No, mine")
    assert "editor has released revision 1 meanwhile" in words(main(page))
    assert changes(page)[-1] == "Renamed Title changed from “Opening” to “Renamed”."
    assert ProgrammeRevision.objects.count() == 1
    again = drawn(page)
    assert again["note_en"] == ["No, mine"]
    page = post(second_editor, meeting, "release", again)
    assert notices(page) == [("success", "Revision 2 is released: delegates read it now.")]
    assert [str(revision.note) for revision in meeting.revisions.order_by("number")] == ["Mine", "No, mine"]


def test_where_the_first_release_left_nothing_the_second_is_told_and_keeps_the_note(editor, second_editor, meeting):
    an_item(meeting)
    first, second = (drawn(open_page(desk, meeting, "release")) for desk in (editor, second_editor))
    post(editor, meeting, "release", first)
    page = post(second_editor, meeting, "release", second, note_en="Mine")
    told = words(main(page))
    assert "editor has released revision 1 meanwhile" in told
    assert "There is nothing to release: revision 1 says the same." in told
    assert drawn(page)["note_en"] == ["Mine"]
    assert "Release revision" not in page.text


def test_a_draft_that_changed_meanwhile_is_shown_anew_before_it_is_released(editor, second_editor, meeting):
    item = an_item(meeting)
    before = drawn(open_page(editor, meeting, "release"))
    second_editor.save(item, title_en="Xylophone")
    page = post(editor, meeting, "release", before, note_en="Mine")
    assert "The draft has changed since this page was opened." in words(main(page))
    assert "Xylophone" in changes(page)[-1]
    assert ProgrammeRevision.objects.count() == 0
    post(editor, meeting, "release", drawn(page))
    assert ProgrammeRevision.objects.get().programme().items[0].title == {"en": "Xylophone"}


def test_a_bad_note_doesnt_hide_that_the_draft_changed(editor, second_editor, meeting):
    item = an_item(meeting)
    before = drawn(open_page(editor, meeting, "release"))
    second_editor.save(item, title_en="Xylophone")
    page = post(editor, meeting, "release", before, note_fr="Première")
    assert "The draft has changed since this page was opened." in words(main(page))
    assert "Enter the English text." in words(main(page))


# Revisions


@pytest.fixture
def two_revisions(editor, meeting):
    item = an_item(meeting)
    released(meeting, note="First note")
    rename(item, "Renamed")
    post(editor, meeting, "release", drawn(open_page(editor, meeting, "release")), note_en="Second note")
    return item


def test_revisions_are_listed_with_who_when_note_and_changes(editor, meeting, two_revisions):
    page = open_page(editor, meeting, "revisions")
    rows = [words(row) for row in re.findall(r"<tr>(.*?)</tr>", page.text.split("<tbody>")[1], re.DOTALL)]
    assert rows[0].startswith("Revision 2 the latest ")
    assert "editor Second note 1 new title Renamed Title changed from “Opening” to “Renamed”." in rows[0]
    assert rows[0].endswith("Take back into the draft : Revision 2")
    assert rows[1].startswith("Revision 1 ")
    assert rows[1].endswith(
        "First note The first one. Release again : Revision 1 Take back into the draft : Revision 1"
    )
    for number in (1, 2):
        assert f'href="/meetings/im-2024/schedule/r/{number}/"' in page.text


def test_a_revision_of_the_record_says_so_instead_of_a_time(editor, meeting):
    an_item(meeting)
    revision = released(meeting)
    ProgrammeRevision.objects.filter(pk=revision.pk).update(is_from_record=True)
    assert "Revision 1 the latest From the record" in words(open_page(editor, meeting, "revisions").text)


def test_an_earlier_revision_is_released_again_and_the_draft_stays(editor, client, meeting, two_revisions):
    page = open_page(editor, meeting, "release_again", 1)
    assert "Revision 1 becomes revision 3, and the draft stays as it is." in words(page.text)
    assert changes(page) == ["Opening Title changed from “Renamed” to “Opening”."]
    page = post(editor, meeting, "release_again", drawn(page), 1, note_en="As before")
    assert notices(page) == [("success", "Revision 3 is released: delegates read it now.")]
    (item,) = client.get("/meetings/im-2024/schedule.json").json()["items"]
    assert item["title"] == {"en": "Opening"}
    two_revisions.refresh_from_db()
    assert str(two_revisions) == "Renamed"
    assert banner(page)[0].startswith("Draft, 1 change not released")


def test_a_revision_isnt_released_again_beside_another_than_was_shown(editor, second_editor, meeting, two_revisions):
    before = drawn(open_page(editor, meeting, "release_again", 1))
    an_item(meeting, "Late")
    post(second_editor, meeting, "release", drawn(open_page(second_editor, meeting, "release")))
    page = post(editor, meeting, "release_again", before, 1, note_en="Mine")
    assert "second has released revision 3 meanwhile" in words(main(page))
    assert "Late Removed from the programme." in changes(page)
    assert meeting.revisions.count() == 3


def test_the_latest_revision_isnt_released_again(editor, meeting, two_revisions):
    page = open_page(editor, meeting, "release_again", 2)
    assert "There is nothing to release: revision 2 says the same." in words(page.text)
    seen = drawn(open_page(editor, meeting, "release_again", 1))["seen"]
    post(editor, meeting, "release_again", {"seen": seen}, 2)
    assert meeting.revisions.count() == 2


def test_a_revision_is_taken_back_into_the_draft_after_it_was_confirmed(editor, client, meeting, two_revisions):
    an_item(meeting, "Late")
    page = open_page(editor, meeting, "take_back", 1)
    assert changes(page) == ["Opening Title changed from “Renamed” to “Opening”.", "Late Removed from the programme."]
    assert "Changes that were not released are gone from the draft then" in words(page.text)
    two_revisions.refresh_from_db()
    assert str(two_revisions) == "Renamed"
    page = post(editor, meeting, "take_back", drawn(page, "take_back_form"), 1)
    told = "The draft says what revision 1 says: 1 item changed, 1 item deleted."
    assert notices(page) == [("success", told)]
    assert banner(page)[0].startswith("Draft, 1 change not released")
    assert "Renamed" in client.get("/meetings/im-2024/schedule/").text


def test_taken_back_twice_there_is_nothing_left_to_do(editor, meeting, two_revisions):
    page = open_page(editor, meeting, "take_back", 2)
    assert "Every item of the draft says what revision 2 says" in words(page.text)
    page = post(editor, meeting, "take_back", drawn(page, "take_back_form"), 2)
    assert notices(page) == [("info", "The draft said what revision 2 says already.")]


def test_a_draft_that_changed_meanwhile_isnt_overwritten(editor, second_editor, meeting, two_revisions):
    before = drawn(open_page(editor, meeting, "take_back", 1), "take_back_form")
    second_editor.save(two_revisions, title_en="Xylophone")
    page = post(editor, meeting, "take_back", before, 1)
    assert "The draft has changed since this page was opened." in words(main(page))
    assert "Opening Title changed from “Xylophone” to “Opening”." in changes(page)
    two_revisions.refresh_from_db()
    assert str(two_revisions) == "Xylophone"


def test_what_cant_be_taken_back_is_told_on_the_page(editor, meeting, two_revisions):
    AgendaItem.objects.update(day=None)
    Meeting.objects.update(starts_on="2024-06-19")
    page = post(editor, meeting, "take_back", drawn(open_page(editor, meeting, "take_back", 1), "take_back_form"), 1)
    told = "this can't be as revision 1 says: Opening (The meeting is held on 19–20 June 2024.)"
    assert f"Nothing is taken back, since {told}" in words(main(page))
