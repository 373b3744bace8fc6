"""What files say of a programme and its items, as sentences in the active language."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from intersessional.lib.directions import isolated
from intersessional.lib.translated import ENGLISH
from meetings import wording
from meetings.models import AgendaItem, Meeting, ProgrammeRevision, Segment
from meetings.programme import items as values
from meetings.programme.changes import Way
from meetings.programme.files import AddressOf, Told
from meetings.programme.items import CANCELLED, Item, Named, Programme, Texts


class Telling:
    """Puts the items of a revision into words; one that was dropped leads to the page of changes."""

    def __init__(self, programme: Programme, revision: ProgrammeRevision, address_of: AddressOf, changes: str) -> None:
        """Needs the revision's meeting."""
        meeting = programme.meeting
        self.status = revision.meeting.status
        self.language = get_language() or ENGLISH
        self.revision = revision.number
        self.address_of = address_of
        self.changes = changes
        self.kinds = {kind.value: str(kind.label) for kind in AgendaItem.Kind}
        self.segments = {segment.slug: self.segment(segment) for segment in programme.segments}
        self.place = [isolated(place) for text in (meeting.venue, meeting.city) if (place := self.say(text))]
        self.chairs: dict[tuple[str, ...], str] = {}

    def __call__(self, item: Item, *, is_dropped: bool = False) -> Told:
        title = wording.titled(item)
        return Told(
            title=by_status(title, CANCELLED if is_dropped or item.is_cancelled else self.status),
            kind=self.kinds[item.kind],
            time="" if item.starts else unsaid_time(item),
            segment=self.segments.get(item.segment, ""),
            committee=self.say(item.committee.name) if item.committee else "",
            chairs=self.chaired_by(item.chairs) if item.chairs else "",
            speakers=tuple([wording.speaker_told(speaker) for speaker in item.speakers]),
            place=", ".join([isolated(item.room), *self.place] if item.room else self.place),
            summary=self.say(item.summary),
            change=wording.plain(Way.REMOVED) if is_dropped else self.change(item),
            address=self.changes if is_dropped else self.address_of(item),
        )

    def say(self, texts: Texts) -> str:
        return texts.get(self.language) or texts.get(ENGLISH, "")

    def segment(self, segment: values.Segment) -> str:
        return self.say(segment.title) or str(Segment.Kind(segment.kind).label)

    def chaired_by(self, chairs: tuple[Named, ...]) -> str:
        """`Chair: Belgium`; the same few chair most items."""
        codes = tuple([chair.code for chair in chairs])
        if codes not in self.chairs:
            names = ", ".join([isolated(self.say(chair.name)) for chair in chairs])
            told = ngettext("Chair: %(names)s", "Co-Chairs: %(names)s", len(chairs))
            self.chairs[codes] = told % {"names": names}
        return self.chairs[codes]

    def change(self, item: Item) -> str:
        """What the revision changed of it, such as `moved`, and what it was before."""
        was = item.was
        if was is None:
            return ""
        ways = {"number": self.revision, "ways": wording.marks(was.ways)}
        told = _("Changed in revision %(number)s: %(ways)s.") % ways
        moved = wording.when(was.day, was.starts, was.ends) if Way.MOVED in was.ways else ""
        before = "; ".join(filter(None, (moved, isolated(was.room), isolated(self.say(was.title)))))
        return f"{told} {_('Before: %(what)s.') % {'what': before}}" if before else told


def by_status(title: str, status: str) -> str:
    """A title as it stands in a calendar, where nothing beside it says so: `[Cancelled] Opening`."""
    if status == CANCELLED:
        return _("[Cancelled] %(title)s") % {"title": title}
    return _("[Postponed] %(title)s") % {"title": title} if status == Meeting.Status.POSTPONED else title


def unsaid_time(item: Item) -> str:
    """What an all-day event doesn't say: that it ends at 18:00, or that nothing of its time is known."""
    return wording.times(None, item.ends) or _("time not recorded")


def revision_told(revision: ProgrammeRevision) -> str:
    """Without a moment: a calendar is read in many zones, and a recorded programme has none that means anything."""
    if revision.is_from_record:
        return _("From the record, collected on 24 November 2026; may be incomplete.")
    return _("Revision %(number)d of the programme.") % {"number": revision.number}


def left_out(number: int) -> str:
    """How many items a calendar can't hold."""
    told = ngettext(
        "%(number)d item without a day is left out.", "%(number)d items without a day are left out.", number
    )
    return told % {"number": number} if number else ""
