"""The programme of an earlier meeting, copied onto another one."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from committees.models import Objective
from intersessional.audit import log
from intersessional.lib.history import User
from meetings.actions.releases import OutdatedError, lock_for_release
from meetings.actions.segments import make_segments
from meetings.actions.standings import standings_of
from meetings.actions.writing import Known, Wanted, Writing
from meetings.models import AgendaItem, Meeting, ProgrammeRevision, Segment
from meetings.programme.carried import Carried, Carrying, alike, places
from meetings.programme.items import Item, Programme


@dataclass(frozen=True)
class Copy:
    """A programme that may be copied, as it would arrive, beside what the meeting has already. `revision` is None
    where the earlier meeting's draft is taken."""

    source: Meeting
    target: Meeting
    revision: ProgrammeRevision | None
    earlier: Programme
    draft: Programme
    carried: Carried

    @cached_property
    def again(self) -> tuple[Item, ...]:
        """Items that the meeting has already, by the look of them."""
        return alike(self.carried.programme, self.draft)

    @property
    def new_segments(self) -> list[str]:
        """The addresses of the segments that the meeting doesn't have yet."""
        return [segment.slug for segment in self.carried.programme.segments if not self.draft.segment(segment.slug)]

    @property
    def is_of_another_zone(self) -> bool:
        return self.earlier.meeting.time_zone != self.target.time_zone

    @cached_property
    def seen(self) -> str:
        """What a page carries that shows it: a digest of what was, what would arrive, and what is there."""
        programmes = (self.earlier, self.carried.programme, self.draft)
        return sha256("\n".join(one.to_json() for one in programmes).encode()).hexdigest()[:32]

    def confirm(self, seen: str | None) -> None:
        """OutdatedError: somebody looked at another copy, or at this one beside another draft."""
        if seen not in {None, self.seen}:
            raise OutdatedError(
                _("What would be copied, or the draft, has changed. Look at it as it is now, and confirm it again.")
            )


@dataclass(frozen=True)
class Copied:
    """What a copy has brought into the draft."""

    items: list[AgendaItem]
    segments: list[Segment]


def copy_of(*, source: Meeting, target: Meeting, is_draft: bool = False) -> Copy:
    """Of the latest revision, or of the draft where that is wished or nothing is released. Needs both countries."""
    revision = None if is_draft else source.revisions.latest_of_each().first()
    earlier = revision.programme() if revision else AgendaItem.objects.as_programme(source)
    draft = AgendaItem.objects.as_programme(target)
    objectives = set(Objective.objects.values_list("slug", flat=True))
    standings = standings_of(places(earlier, draft.meeting), target)
    return Copy(source, target, revision, earlier, draft, Carrying(earlier, draft, standings, objectives).carry())


@transaction.atomic
def copy_programme(
    *,
    source: Meeting,
    target: Meeting,
    by: User,
    is_draft: bool = False,
    is_again: bool = False,
    seen: str | None = None,
) -> Copied:
    """Add the segments and items of an earlier programme to the target's draft, with new public ids. All of it or, by
    ValidationError, nothing; what looks as if it had been copied already is copied only where `is_again` says so."""
    copy = copy_of(source=source, target=lock_for_release(target), is_draft=is_draft)
    copy.confirm(seen)
    if not copy.carried.programme.items:
        raise ValidationError(_("%(meeting)s has no item to copy."), params={"meeting": source.short_name})
    if copy.again and not is_again:
        number = len(copy.again)
        told = ngettext(
            "%(number)d item of %(meeting)s looks as if it had been copied already: say that you want it twice.",
            "%(number)d items of %(meeting)s look as if they had been copied already: say that you want them twice.",
            number,
        )
        raise ValidationError(told, params={"number": number, "meeting": source.short_name})
    copied = store(copy, by)
    log.write(log.Kind.COPIED, by=by, subject=target, source=source.pk, rows=log.rows(copied.items))
    return copied


def store(copy: Copy, by: User) -> Copied:
    """Behind the items that the draft has already, in the order of the earlier programme."""
    programme, target = copy.carried.programme, copy.target
    reason = _("copied from %(meeting)s") % {"meeting": copy.source.short_name}
    writing = Writing(by=by, reason=reason)
    known = Known(target, programme.items, programme.segments)
    segments, refused = make_segments(target, programme.segments, known, writing, objectives_of(copy.source))
    last = target.items.aggregate(last=Max("position"))["last"] or 0
    identifiers = AgendaItem.objects.new_public_ids(len(programme.items))
    for place, (value, identifier) in enumerate(zip(programme.items, identifiers, strict=True), start=last + 1):
        writing.judge(AgendaItem(public_id=identifier, meeting=target), Wanted.of(value, place, known))
    refused += map(str, writing.refused)
    if refused:
        told = _("Nothing is copied, since this can't be: %(items)s")
        raise ValidationError(told, params={"items": "; ".join(refused)})
    writing.store()
    return Copied(writing.added, segments)


def objectives_of(meeting: Meeting) -> dict[str, list[Objective]]:
    """Those of its segments, by their addresses."""
    return {segment.slug: list(segment.objectives.all()) for segment in meeting.segments.prefetch_related("objectives")}
