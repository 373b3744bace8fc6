"""A plainly titled demonstration meeting of three days around today."""

from datetime import date, time, timedelta

from django.db import transaction

from committees.models import Committee, State
from intersessional.lib.translated import Translated
from meetings.actions import release
from meetings.models import AgendaItem, Meeting, Segment, Speaker
from meetings.record.texts import translated

SLUG = "demonstration"
GENERAL, THEMATIC, PREPARATORY = "general", "thematic", "preparatory"
A, B = "Room A", "Room B"

LINES = """
0 10:00-10:30 A general 1 item - kh : Opening of the Intersessional Meetings
0 10:30-11:00 A general 2 item - kh : Preliminary observations of the President and the committees
0 11:00-11:30 A general 3a item c-va si : Victim assistance: status of implementation
0 11:30-12:00 A general 3b item c-va si : Victim assistance: updates by States Parties
0 12:00-12:30 A general 3c item c-va nl : Gender and the diverse needs of survivors
0 12:30-13:00 A general 3d item c-va si : Victim assistance: discussion
0 11:30-13:00 B general - side_event - be : Side event: rehabilitation in rural areas
0 13:00-15:00 - general - break - - : Lunch
0 15:00-15:30 A general 4a item c-a5 no : Article 5: status of implementation
0 15:30-16:00 A general 4b item c-a5 no : Article 5: requests for extended deadlines
0 16:00-16:30 A general 4c item c-a5 zm : Article 5: updates by States Parties with deadlines
0 16:30-17:00 A general 4d item c-a5 no : Article 5: mine risk education
0 17:00-18:00 A general 4e item c-a5 no : Article 5: discussion
0 18:00-19:30 B general - side_event - ch : Reception
1 09:00-09:30 A general 5a item c-cc kh : Cooperative compliance: report of the Committee
1 09:30-10:00 A general 5b item c-cc kh : Cooperative compliance: discussion
1 10:00-10:30 A general 6a item c-eca th : Cooperation and assistance: status
1 10:30-11:00 A general 6b item c-eca th : Cooperation and assistance: individualised approach
1 11:00-11:30 A general 6c item c-eca de : Cooperation and assistance: discussion
1 11:30-12:00 A general 7 item - jp : Universalization
1 12:00-12:30 A general 8 item - au : Report of the coordinator of the Sponsorship Programme
1 12:30-13:00 A general 9 item - be : Transparency and the exchange of information
1 - - general 10 item - kh : Other matters, when time allows
1 13:00-15:00 - general - break - - : Lunch
1 15:00-16:30 A thematic - panel c-eca th : Panel: partnerships for completion
1 15:00-16:00 B thematic - panel c-va si : Panel: emergency response and continuing medical care
1 16:00-17:00 B thematic - panel c-va nl : Panel: psychological support among survivors
1 16:30-17:00 A thematic - panel c-eca th : Panel: national ownership
1 17:00-18:00 A thematic - panel c-a5 no : Panel: clearance and the environment
1 17:00-18:00 B thematic - panel c-a5 zm : Panel: improvised mines
2 09:00-09:30 A thematic - panel - fr : Panel: national mine action platforms
2 09:30-10:00 A thematic - panel - fr : Panel: data that decisions rest on
2 10:00-11:00 A thematic - item - kh : Conclusions of the thematic segment
2 11:00-11:30 A preparatory 11 item - kh : Preparation of the next meeting: programme of work
2 11:30-12:00 A preparatory 12 item - kh : Preparation of the next meeting: organisation
2 12:00-12:30 A preparatory 13 item - kh : Estimated costs
2 12:30-13:00 A preparatory 14 item - kh : Status of contributions
2 13:00-15:00 - preparatory - break - - : Lunch
2 15:00-16:30 A preparatory 15 item - kh : Exchange of views
2 16:30-17:00 A preparatory 16 item - kh : Closing
""".strip().splitlines()
"""Day, time, room, segment, number, kind, committee, chair, title: 40 items, two of them at the same time in two rooms,
one without a time."""

SPEAKERS = {
    "Opening of the Intersessional Meetings": [
        ("kh", "", "", "President"),
        ("ch", "", "", "Host country"),
        ("", "GICHD", "", "Director"),
    ],
    "Panel: partnerships for completion": [("zm", "", "", ""), ("no", "", "", ""), ("", "ICRC", "", "Moderator")],
    "Side event: rehabilitation in rural areas": [("be", "", "", ""), ("", "Humanity & Inclusion", "", "")],
}
CANCELLED = "Estimated costs"
MOVED_SINCE = "Panel: improvised mines"
MADE_UP = (
    "This meeting is made up: it shows how a programme looks while it is held. Its texts were translated for this site."
)


def in_all_languages(english: str) -> Translated:
    return translated("demonstration", english)


@transaction.atomic
def load_demonstration(today: date) -> Meeting:
    """Anew around `today`: revision 1 is released, and one change since is not."""
    remove_demonstration()
    meeting = new_meeting(today - timedelta(days=1))
    segments = {kind: new_segment(meeting, kind, place) for place, kind in enumerate((GENERAL, THEMATIC, PREPARATORY))}
    committees = {committee.slug: committee for committee in Committee.objects.all()}
    states = {state.iso2.lower(): state for state in State.objects.all()}
    for position, line in enumerate(LINES, start=1):
        new_item(line, position, meeting, segments, committees, states)
    release(meeting=meeting, by=None, note=in_all_languages("First release of the demonstration."))
    moved = meeting.items.get(title__en=MOVED_SINCE)
    moved.room = A
    moved.starts, moved.ends = time(18), time(19)
    moved.save()
    return meeting


@transaction.atomic
def remove_demonstration() -> bool:
    """Whether there was one."""
    meeting = Meeting.objects.filter(slug=SLUG).first()
    if meeting is None:
        return False
    meeting.revisions.all().delete()
    meeting.documents.all().delete()
    meeting.items.all().delete()
    meeting.delete()
    return True


def new_meeting(first: date) -> Meeting:
    meeting = Meeting(
        slug=SLUG,
        short_name="DEMONSTRATION",
        kind=Meeting.Kind.INTERSESSIONAL,
        title=in_all_languages("Demonstration of Intersessional Meetings"),
        status=Meeting.Status.PUBLISHED,
        starts_on=first,
        ends_on=first + timedelta(days=2),
        city=translated("city", "Geneva"),
        country=State.objects.filter(iso2="CH").first(),
        venue=in_all_languages("A conference room"),
        format=Meeting.Format.IN_PERSON,
        practical_information=in_all_languages(MADE_UP),
        source="made up for demonstration",
        confidence="low",
    )
    meeting.full_clean()
    meeting.save()
    return meeting


def new_segment(meeting: Meeting, kind: str, position: int) -> Segment:
    return Segment.objects.create(meeting=meeting, kind=kind, slug=kind, position=position)


def new_item(
    line: str,
    position: int,
    meeting: Meeting,
    segments: dict[str, Segment],
    committees: dict[str, Committee],
    states: dict[str, State],
) -> None:
    facts, title = line.split(" : ", 1)
    day, span, room, segment, number, kind, committee, chair = facts.split()
    starts, _dash, ends = span.partition("-")
    item = AgendaItem(
        meeting=meeting,
        position=position,
        title=in_all_languages(title),
        day=meeting.starts_on + timedelta(days=int(day)) if meeting.starts_on else None,
        starts=time.fromisoformat(starts) if starts else None,
        ends=time.fromisoformat(ends) if ends else None,
        room={"A": A, "B": B}.get(room, ""),
        segment=segments[segment],
        number=number.strip("-"),
        kind=kind,
        committee=committees.get(committee),
        status=AgendaItem.Status.CANCELLED if title == CANCELLED else AgendaItem.Status.SCHEDULED,
    )
    item.full_clean()
    item.save()
    item.chairs.set([states[chair]] if chair in states else [])
    for place, (state, organisation, person, function) in enumerate(SPEAKERS.get(title, []), start=1):
        who = {"state": states.get(state), "organisation": organisation, "person": person, "function": function}
        if who["state"] or organisation:
            Speaker.objects.create(item=item, position=place, **who)
