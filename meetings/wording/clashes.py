"""What doesn't fit in a programme, as sentences."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intersessional.lib.dates import written, written_range
from intersessional.lib.directions import isolated
from intersessional.lib.translated import Translated
from meetings.models import Segment
from meetings.programme.clashes import Clash, Code, Severity
from meetings.programme.items import Item, Named, Programme
from meetings.wording import times, titled, when

SEVERITY_NAMES: dict[str, str | Promise] = {
    Severity.ERROR: gettext_lazy("Error"),
    Severity.WARNING: gettext_lazy("Warning"),
    Severity.NOTE: gettext_lazy("Note"),
}

CLASHES: dict[str, str | Promise] = {
    Code.STRANDED: gettext_lazy("%(item)s is on %(day)s, but the meeting is held on %(dates)s."),
    Code.SAME_ROOM: gettext_lazy("%(room)s holds several items at the same time on %(day)s: %(items)s."),
    Code.SAME_COMMITTEE: gettext_lazy("%(committee)s has several items at the same time on %(day)s: %(items)s."),
    Code.SAME_CHAIR: gettext_lazy("%(chair)s chairs several items at the same time on %(day)s: %(items)s."),
    Code.SAME_SPEAKER: gettext_lazy("%(person)s speaks under several items at the same time on %(day)s: %(items)s."),
    Code.OTHER_COMMITTEE: gettext_lazy("%(item)s is of %(committee)s, but stands in the sitting “%(sitting)s”."),
    Code.OUTSIDE_SEGMENT: gettext_lazy(
        "%(item)s (%(when)s) stands among items of “%(among)s”, apart from its own segment, “%(segment)s”."
    ),
    Code.NO_DAY: gettext_lazy("%(item)s has no day."),
    Code.NO_TIME: gettext_lazy("%(item)s (%(when)s) has no start."),
    Code.NO_ROOM: gettext_lazy("%(item)s (%(when)s) has no room."),
    Code.NO_CHAIR: gettext_lazy("%(item)s (%(when)s) has no chair."),
    Code.OVER_LUNCH: gettext_lazy("%(item)s (%(when)s) leaves less than an hour for lunch."),
}


def severity_told(severity: str) -> str:
    """`Error`, in front of a sentence."""
    return str(SEVERITY_NAMES[severity])


def clash_told(clash: Clash, programme: Programme) -> str:
    """What doesn't fit, as a sentence that names the items with their times and rooms."""
    found = [item for identifier in clash.items if (item := programme.item(identifier))]
    first = found[0]
    shared = {name: isolated(name_in(programme, name, value)) for name, value in clash.values.items()}
    dates = programme.meeting
    told = {
        **shared,
        "item": _("“%(title)s”") % {"title": titled(first)},
        "when": when(first.day, first.starts, first.ends),
        "day": written(first.day, "weekday"),
        "items": "; ".join(placed(item, with_room=clash.code != Code.SAME_ROOM) for item in found),
        "dates": written_range(dates.starts_on, dates.ends_on)
        if dates.starts_on and dates.ends_on
        else _("unknown days"),
    }
    return str(CLASHES[clash.code]) % told


def placed(item: Item, *, with_room: bool) -> str:
    """`“3. Opening” (10:00–13:00, Room A)`."""
    parts = [times(item.starts, item.ends), isolated(item.room) if with_room else ""]
    details = ", ".join(part for part in parts if part)
    return _("“%(title)s” (%(details)s)") % {"title": titled(item), "details": details}


def name_in(programme: Programme, kind: str, value: str) -> str:
    """The name of a State, a committee or a segment that the programme knows by this code; any other value itself."""
    if kind in {"segment", "among"}:
        segment = programme.segment(value)
        return str(Translated.of(segment.title)) or str(Segment.Kind(segment.kind).label) if segment else value
    committees = [item.committee for item in programme.items if item.committee]
    chairs = [chair for item in programme.items for chair in item.chairs]
    sittings = [Named(segment.committee, segment.title) for segment in programme.segments]
    known = {"committee": committees, "sitting": [*sittings, *committees], "chair": chairs}.get(kind, [])
    return next((str(Translated.of(named.name)) for named in known if named.code == value), value)


def counted_told(code: str, number: int) -> str:
    """The same of several at once, by their number."""
    sentences = {
        Code.STRANDED: ngettext(
            "%(number)d item is on a day on which there is no meeting.",
            "%(number)d items are on days on which there is no meeting.",
            number,
        ),
        Code.SAME_ROOM: ngettext("%(number)d overlap in a room.", "%(number)d overlaps in rooms.", number),
        Code.SAME_COMMITTEE: ngettext(
            "%(number)d overlap of a committee's items.", "%(number)d overlaps of committees' items.", number
        ),
        Code.SAME_CHAIR: ngettext(
            "%(number)d overlap of a chair's items.", "%(number)d overlaps of chairs' items.", number
        ),
        Code.SAME_SPEAKER: ngettext(
            "%(number)d overlap of a speaker's items.", "%(number)d overlaps of speakers' items.", number
        ),
        Code.OTHER_COMMITTEE: ngettext(
            "%(number)d item of another committee in a sitting.",
            "%(number)d items of other committees in sittings.",
            number,
        ),
        Code.OUTSIDE_SEGMENT: ngettext(
            "%(number)d item apart from its segment.", "%(number)d items apart from their segments.", number
        ),
        Code.NO_DAY: ngettext("%(number)d item has no day.", "%(number)d items have no day.", number),
        Code.NO_TIME: ngettext("%(number)d item has no start.", "%(number)d items have no start.", number),
        Code.NO_ROOM: ngettext("%(number)d item has no room.", "%(number)d items have no room.", number),
        Code.NO_CHAIR: ngettext("%(number)d item has no chair.", "%(number)d items have no chair.", number),
        Code.OVER_LUNCH: ngettext("%(number)d item over lunch.", "%(number)d items over lunch.", number),
    }
    return sentences[Code(code)] % {"number": number}
