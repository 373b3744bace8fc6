"""The page of the programme desk: what its script is given, who may open it, what it costs."""

import pytest
from django.contrib.auth.models import Permission

from meetings.models import AgendaItem
from tests.factories import (
    AgendaItemFactory,
    CommitteeFactory,
    MeetingFactory,
    ObjectiveFactory,
    SegmentFactory,
    SpeakerFactory,
    StateFactory,
    released,
)
from tests.meetings.desk import an_item, at, data, new, outcomes, post, row, save
from tests.staff import words

pytestmark = pytest.mark.django_db

PAGES = ["desk", "desk_save", "session"]


@pytest.fixture
def meeting():
    return MeetingFactory(slug="im-2024", short_name="IM-2024", title={"en": "2024 Meetings"})


def opened(desk, meeting):
    return desk.client.get(at(meeting))


def without(desk, *codenames):
    group = desk.user.groups.get()
    group.permissions.remove(*Permission.objects.filter(codename__in=codenames))


def test_the_page_gives_each_item_as_one_would_type_it(editor, meeting):
    segment = SegmentFactory(meeting=meeting, slug="thematic")
    committee = CommitteeFactory(short_name="C-VA")
    chairs = [StateFactory(name={"en": name}) for name in ("Türkiye", "Belgium")]
    item = an_item(
        meeting, starts="09:30", number="4a", room="XIX", segment=segment, committee=committee, chairs=chairs, note="!"
    )
    SpeakerFactory(item=item, organisation="ICBL", person="Ms. Belo")
    [told] = data(opened(editor, meeting))["rows"]
    assert (told["id"], told["version"], told["speakers"]) == (item.public_id, 1, ["ICBL: Ms. Belo"])
    assert (told["address"], told["is_released"]) == (f"/admin/meetings/agendaitem/{item.pk}/change/", False)
    assert told["values"] == {
        "number": "4a",
        "title": {"en": "Opening"},
        "summary": {},
        "kind": "item",
        "status": "scheduled",
        "day": "2024-06-18",
        "starts": "09:30",
        "ends": "",
        "room": "XIX",
        "segment": "thematic",
        "committee": "C-VA",
        "chairs": "Belgium; Türkiye",
        "objectives": [],
        "note": "!",
    }


def test_what_the_page_gives_can_be_sent_back_and_changes_nothing(editor, meeting):
    chairs = [StateFactory(name={"en": name}) for name in ("Türkiye", "Iran (Islamic Republic of)")]
    committee = CommitteeFactory(ended_on="2014-06-27")
    item = AgendaItemFactory(
        meeting=meeting, chairs=chairs, committee=committee, segment=SegmentFactory(meeting=meeting), starts="09:30"
    )
    item.objectives.add(ObjectiveFactory())
    [told] = data(opened(editor, meeting))["rows"]
    assert outcomes(save(editor, meeting, row(item, **told["values"]))) == {item.public_id: "unchanged"}


def test_days_are_those_of_the_meeting_and_those_of_stray_items(editor, meeting):
    stray = an_item(meeting)
    AgendaItem.objects.filter(pk=stray.pk).update(day="2024-07-01")
    told = [day["told"] for day in data(opened(editor, meeting))["days"]]
    assert told == ["Tuesday 18 June 2024", "Wednesday 19 June 2024", "Thursday 20 June 2024", "Monday 1 July 2024"]


def test_items_stand_in_the_order_of_the_programme(editor, meeting):
    an_item(meeting, "No day", day=None)
    an_item(meeting, "Second day", day="2024-06-19", position=1)
    an_item(meeting, "Late", position=2, starts="09:00")
    an_item(meeting, "Early", position=1, starts="15:00")
    titles = [told["values"]["title"]["en"] for told in data(opened(editor, meeting))["rows"]]
    assert titles == ["Early", "Late", "Second day", "No day"]


def test_states_and_committees_of_the_time_are_offered_by_all_that_they_are_called(editor, meeting):
    StateFactory(iso2="TR", iso3="TUR", name={"en": "Türkiye", "fr": "Turquie"}, aliases="Turkey\nRepublic of Türkiye")
    CommitteeFactory(slug="c-va", short_name="C-VA", name={"en": "Victim Assistance"}, established_on="2014-06-27")
    CommitteeFactory(short_name="SC-VA", ended_on="2014-06-27")
    told = data(opened(editor, meeting))
    assert told["states"] == [
        {
            "value": "Türkiye",
            "told": "Türkiye",
            "codes": ["TR", "TUR"],
            "names": ["Türkiye", "Turquie", "Turkey", "Republic of Türkiye"],
        }
    ]
    assert [committee["value"] for committee in told["committees"]] == ["C-VA"]


def test_a_title_cannot_leave_the_pages_data(editor, meeting):
    an_item(meeting, "</script><script>alert(1)</script>")
    page = opened(editor, meeting)
    assert data(page)["rows"][0]["values"]["title"] == {"en": "</script><script>alert(1)</script>"}
    assert "<script>alert" not in page.text


def test_without_script_the_page_leads_to_the_list(editor, meeting):
    page = opened(editor, meeting)
    told = page.text.split("<noscript>")[1].split("</noscript>")[0]
    assert words(told) == ("The programme desk needs script. Without it, edit the items in their list. List of items")
    assert f'href="/admin/meetings/agendaitem/?meeting__id__exact={meeting.pk}"' in told


def test_the_meeting_and_the_banner_lead_to_the_desk(editor, officer, meeting):
    link = f'href="{at(meeting)}"'
    assert editor.open(meeting).text.count(link) == 2
    assert link not in officer.open(meeting).text


def test_a_save_brings_the_banner_up_to_date(editor, meeting):
    item = an_item(meeting)
    released(meeting)
    answer = save(editor, meeting, row(item, room="Room XX"))
    assert "Draft, 1 change not released" in words(answer["banner"])


def test_the_page_and_each_save_tell_how_long_one_stays_signed_in(editor, meeting, settings):
    settings.SESSION_COOKIE_AGE = 600
    editor.client.force_login(editor.user)
    told = editor.client.get(at(meeting, "session")).json()
    assert told["user"] == "editor"
    assert 590 <= told["seconds"] <= 600
    assert 590 <= save(editor, meeting)["seconds"] <= 600


def test_what_doesnt_fit_is_told_on_the_page_and_with_each_save(editor, meeting):
    first, second = (an_item(meeting, title, starts="10:00", ends="11:00", room="XIX") for title in ("One", "Two"))
    [told] = [clash for clash in data(opened(editor, meeting))["clashes"] if not clash["isGap"]]
    assert (told["severity"], set(told["ids"])) == ("error", {first.public_id, second.public_id})
    assert told["told"].startswith("Error: XIX holds several items at the same time on Tuesday 18 June:")
    answer = save(editor, meeting, row(second, room="XX"))
    assert [clash for clash in answer["clashes"] if not clash["isGap"]] == []


# Who may


@pytest.mark.parametrize("page", PAGES)
def test_an_officer_is_refused_and_a_stranger_asked_to_sign_in(officer, client, meeting, page):
    method = "post" if page == "desk_save" else "get"
    assert getattr(officer.client, method)(at(meeting, page)).status_code == 403
    answer = getattr(client, method)(at(meeting, page))
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/login/?next={at(meeting, page)}")


@pytest.mark.parametrize("codename", ["view_meeting", "change_meeting", "view_agendaitem", "change_agendaitem"])
def test_each_permission_is_needed(editor, meeting, codename):
    item = an_item(meeting)
    without(editor, codename)
    assert opened(editor, meeting).status_code == 403
    assert post(editor, meeting, row(item, room="Room XX")).status_code == 403
    assert meeting.items.get().room == ""


def test_who_may_not_add_or_delete_is_offered_neither_and_refused(editor, meeting):
    item = an_item(meeting)
    without(editor, "add_agendaitem", "delete_agendaitem")
    page = opened(editor, meeting)
    assert (data(page)["may"], "Add an item" in page.text) == ([], False)
    answer = save(editor, meeting, new("aaaaaa"), {**row(item), "isDeleted": True})
    told = {identifier: outcome["errors"] for identifier, outcome in answer["rows"].items()}
    assert told == {
        "aaaaaa": {"": ["You may not add items."]},
        item.public_id: {"": ["You may not delete items."]},
    }
    assert meeting.items.count() == 1


def test_a_save_needs_the_token_of_its_page(editor, meeting):
    editor.client.handler.enforce_csrf_checks = True
    assert post(editor, meeting, new("aaaaaa")).status_code == 403
    editor.client.get(at(meeting))
    token = editor.client.cookies["csrftoken"].value
    body = '{"rows": [], "orders": {}}'
    address = at(meeting, "desk_save")
    answer = editor.client.post(address, body, content_type="application/json", headers={"X-CSRFToken": token})
    assert answer.status_code == 200


def test_a_save_is_only_posted(editor, meeting):
    assert editor.client.get(at(meeting, "desk_save")).status_code == 405


@pytest.mark.parametrize("page", PAGES)
def test_an_unknown_meeting_is_not_found(editor, meeting, page):
    method = editor.client.post if page == "desk_save" else editor.client.get
    assert method(at(meeting, page).replace(f"/{meeting.pk}/", "/99999/")).status_code == 404


# What it costs


@pytest.mark.parametrize("number", [1, 3, 960])
def test_the_page_costs_the_same_however_many_items(superuser, meeting, number, django_assert_num_queries):
    segment, state = SegmentFactory(meeting=meeting, committee=CommitteeFactory()), StateFactory()
    items = AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, segment=segment, title={"en": f"Item {place}"}, position=place)
        for place in range(number)
    )
    for item in items[:3]:
        item.chairs.add(state)
        item.objectives.add(ObjectiveFactory())
        SpeakerFactory(item=item, state=state, organisation="")
    released(meeting)
    with django_assert_num_queries(12):
        page = opened(superuser, meeting)
    assert len(data(page)["rows"]) == number
