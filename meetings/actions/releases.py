"""Programmes released, and released again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from committees.models import Committee, Objective, State
from intersessional.audit import log
from intersessional.lib.dates import written
from intersessional.lib.history import User
from meetings.models import AgendaItem, Meeting, ProgrammeRevision, ReleasedItem
from meetings.programme.changes import Beside, Difference, beside, difference, marked
from meetings.programme.clashes import Clash, Severity, clashes
from meetings.programme.items import Programme
from meetings.wording.clashes import clash_told


class OutdatedError(ValidationError):
    """What somebody looked at before they confirmed a deed is no longer so."""


class ClashError(ValidationError):
    """A programme has errors that nobody has acknowledged, or that nobody can."""


@dataclass(frozen=True)
class Candidate:
    """A programme that may become the next revision, beside the latest one."""

    meeting: Meeting
    programme: Programme
    latest: ProgrammeRevision | None
    released: Programme | None

    @cached_property
    def difference(self) -> Difference:
        return difference(self.released, self.programme)

    @cached_property
    def beside(self) -> tuple[Beside, ...]:
        return beside(self.released, self.programme) if self.released else ()

    @property
    def changes(self) -> int:
        """How many changes a release would bring: items, and what differs beside them."""
        return len(self.difference) + len(self.beside)

    @property
    def next_number(self) -> int:
        return self.latest.number + 1 if self.latest else 1

    @property
    def marked(self) -> Programme:
        """As the next revision would say it."""
        return marked(self.released, self.programme)

    @property
    def judged(self) -> Programme:
        """By the meeting's dates as they are now, whenever the programme was made."""
        return replace(self.programme, meeting=self.meeting.as_facts())

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        return clashes(self.judged)

    @property
    def stranded(self) -> tuple[Clash, ...]:
        """What keeps it from being released, whatever is acknowledged."""
        return tuple(clash for clash in self.clashes if clash.is_final)

    @property
    def errors(self) -> tuple[Clash, ...]:
        """What is released only by who knows of it."""
        return tuple(clash for clash in self.clashes if clash.severity == Severity.ERROR and not clash.is_final)

    @property
    def acknowledgement(self) -> frozenset[str]:
        """What it takes: the identities of its errors."""
        return frozenset(clash.identity for clash in self.errors)

    @cached_property
    def seen(self) -> str:
        """What a page carries that shows it: the number of the latest revision and a digest of the programme."""
        return f"{self.next_number - 1}.{sha256(self.programme.to_json().encode()).hexdigest()[:32]}"

    def confirm(self, seen: str | None) -> None:
        """OutdatedError: somebody looked at another programme, or at this one beside another revision."""
        if seen is None or seen == self.seen:
            return
        if self.latest and seen.partition(".")[0] != str(self.latest.number):
            who = self.latest.released_by or _("Somebody else")
            when = written(localtime(self.latest.released_at), "moment")
            told = _(
                "%(who)s has released revision %(number)d meanwhile (%(when)s). Look at what is shown now, and confirm "
                "it again."
            )
            raise OutdatedError(told, params={"who": who, "number": self.latest.number, "when": when})
        raise OutdatedError(
            _("The draft has changed since this page was opened. Look at it as it is now, and confirm it again.")
        )

    def refuse_errors(self, acknowledged: Collection[str]) -> None:
        """ClashError: it has errors beside those acknowledged by their identities."""
        open_errors = self.stranded or [clash for clash in self.errors if clash.identity not in acknowledged]
        if open_errors:
            told = _("The programme can't be released before this is mended: %(clashes)s")
            if not self.stranded:
                told = _("The programme isn't released before somebody says that they know of this: %(clashes)s")
            sentences = " ".join(clash_told(clash, self.judged) for clash in open_errors)
            raise ClashError(told, params={"clashes": sentences})


def candidate(meeting: Meeting, programme: Programme | None = None) -> Candidate:
    """The meeting's draft, or another programme of it. Needs the meeting's country."""
    draft = programme or AgendaItem.objects.as_programme(meeting)
    return beside_latest([meeting], [draft])[0]


def candidates(meetings: Sequence[Meeting]) -> list[Candidate]:
    """The drafts of these meetings, in their order, at the cost of one. Needs the meetings' countries."""
    return beside_latest(meetings, AgendaItem.objects.as_programmes(meetings))


def beside_latest(meetings: Sequence[Meeting], programmes: Sequence[Programme]) -> list[Candidate]:
    revisions = ProgrammeRevision.objects.latest_of_each().filter(meeting__in=meetings).select_related("released_by")
    latest = {revision.meeting_id: revision for revision in revisions}
    released = {key: revision.programme() for key, revision in latest.items()}
    return [
        Candidate(meeting, programme, latest.get(meeting.pk), released.get(meeting.pk))
        for meeting, programme in zip(meetings, programmes, strict=True)
    ]


@transaction.atomic
def release(
    *,
    meeting: Meeting,
    by: User | None,
    note: dict[str, str],
    seen: str | None = None,
    acknowledged: Collection[str] = (),
) -> ProgrammeRevision:
    """Freeze the draft as the meeting's next revision. ValidationError where it says nothing new, something else than
    what was `seen`, or has errors beside those `acknowledged` by their identities."""
    draft = candidate(lock_for_release(meeting))
    draft.confirm(seen)
    return freeze(draft, by=by, note=note, acknowledged=acknowledged)


@transaction.atomic
def release_record(*, meeting: Meeting) -> ProgrammeRevision:
    """Freeze what the record tells of a meeting: items that overlap in it did overlap."""
    recorded = candidate(lock_for_release(meeting))
    return freeze(recorded, by=None, note={}, acknowledged=recorded.acknowledgement, is_from_record=True)


@transaction.atomic
def release_again(
    *, revision: ProgrammeRevision, by: User, note: dict[str, str], seen: str | None = None
) -> ProgrammeRevision:
    """An earlier programme becomes the next revision; the draft stays as it is. Its errors were known when it was
    released before, but for items that the meeting's dates have stranded since."""
    earlier = candidate(lock_for_release(revision.meeting), revision.programme())
    earlier.confirm(seen)
    return freeze(earlier, by=by, note=note, acknowledged=earlier.acknowledgement)


def lock_for_release(meeting: Meeting) -> Meeting:
    """The meeting's row, held until the transaction ends: two releases at once get two numbers. Its key isn't held, or
    a desk that holds items and adds one would wait for who waits for the items."""
    return Meeting.objects.select_for_update(of=("self",), no_key=True).select_related("country").get(pk=meeting.pk)


def freeze(
    candidate: Candidate,
    *,
    by: User | None,
    note: dict[str, str],
    acknowledged: Collection[str],
    is_from_record: bool = False,
) -> ProgrammeRevision:
    """Number, mark and store a programme, in the transaction that holds the meeting's row."""
    meeting, latest = candidate.meeting, candidate.latest
    if latest and not candidate.changes:
        raise ValidationError(_("Nothing has changed since revision %(number)d."), params={"number": latest.number})
    candidate.refuse_errors(acknowledged)
    frozen = candidate.marked
    meeting.revisions.latest_of_each().update(is_latest=False)
    revision = ProgrammeRevision.objects.create(
        meeting=meeting,
        number=candidate.next_number,
        body=frozen.to_json(),
        note=note,
        released_by_id=by.pk if by else None,
        is_from_record=is_from_record,
    )
    link(revision, frozen)
    Meeting.objects.filter(pk=meeting.pk).raise_public_version()
    log.write(log.Kind.RELEASED, by=by, subject=revision, meeting=meeting.pk, number=revision.number)
    return revision


def link(revision: ProgrammeRevision, programme: Programme) -> None:
    """By what the revision is found: the words, committees, objectives and States of its items."""
    ReleasedItem.objects.refill(revision.meeting, programme)
    items = programme.items
    states = {code for item in items for code in item.states}
    revision.committees.set(
        Committee.objects.filter(slug__in={item.committee.code for item in items if item.committee})
    )
    revision.objectives.set(Objective.objects.filter(slug__in={slug for item in items for slug in item.objectives}))
    revision.states.set(State.objects.filter(iso2__in={code.upper() for code in states}))
