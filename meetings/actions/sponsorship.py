"""Nominations numbered; then offered, accepted, attended and the rest, in two steps: prepared, and confirmed."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intersessional.audit import log
from intersessional.lib.history import User, update_with_history
from meetings.actions.releases import OutdatedError
from meetings.ledger import ARROWS, Ledger, Objection, Verb, objections
from meetings.models import Nomination, SponsorshipRound
from meetings.wording.sponsorship import objection_told

DATED = {Verb.OFFER: "offered_on", Verb.ACCEPT: "accepted_on"}
"""Verbs of which the day is kept: who was ever offered a place is counted when they have long declined."""


class BeyondMeansError(ValidationError):
    """Offers that the round's money or places don't carry, and no reason why they are made all the same."""


@dataclass(frozen=True)
class Prepared:
    """A verb over nominations of one round: those that it changes, those that it leaves as they are, and the money
    before and after."""

    round: SponsorshipRound
    verb: Verb
    nominations: tuple[Nomination, ...]
    left: tuple[Nomination, ...]
    before: Ledger

    @property
    def references(self) -> frozenset[str]:
        return frozenset(nomination.reference for nomination in self.nominations)

    @cached_property
    def after(self) -> Ledger:
        return self.before.after(self.references, ARROWS[self.verb][1])

    @cached_property
    def objections(self) -> tuple[Objection, ...]:
        return objections(self.before, self.references) if self.verb == Verb.OFFER else ()

    @cached_property
    def seen(self) -> str:
        """What a page carries that shows it: a digest of the rows and of the round's money."""
        rows = [(row.pk, row.version, row.status) for row in (*self.nominations, *self.left)]
        shown = (self.verb.value, self.round.version, sorted(rows), self.before.total, self.before.standing)
        return sha256(repr(shown).encode()).hexdigest()[:32]

    def confirm(self, seen: str | None) -> None:
        """OutdatedError: somebody looked at something else."""
        if seen is not None and seen != self.seen:
            told = _("This has changed since the page was opened. Look at it as it is now, and confirm it again.")
            raise OutdatedError(told)

    def judge(self, reason: str) -> None:
        """ValidationError where nothing would change, or where offers go beyond the means and no reason is given."""
        if not self.nominations:
            raise ValidationError(_("None of these nominations can become that now."))
        if self.objections and not reason:
            told = [objection_told(objection, self.before.currency) for objection in self.objections]
            raise BeyondMeansError(" ".join(told))


def prepare(*, round_: SponsorshipRound, verb: Verb, keys: Collection[int]) -> Prepared:
    """What the verb would do to these nominations of the round; keys of others count for nothing."""
    rows = list(round_.nominations.with_costs().in_order())
    chosen = [row for row in rows if row.pk in set(keys)]
    sources = ARROWS[verb][0]
    return Prepared(
        round_,
        verb,
        tuple(row for row in chosen if row.status in sources),
        tuple(row for row in chosen if row.status not in sources),
        round_.as_ledger(rows),
    )


@transaction.atomic
def carry_out(
    *, round_: SponsorshipRound, verb: Verb, keys: Collection[int], by: User, seen: str | None = None, reason: str = ""
) -> Prepared:
    """Do it to all of them or, by ValidationError, to none. The round's row is held, so that no two deeds spend the
    same money; a reason lets offers go beyond it, and stays in the history of each nomination."""
    held = SponsorshipRound.objects.locked(round_.pk)
    list(held.nominations.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    prepared = prepare(round_=held, verb=verb, keys=keys)
    prepared.confirm(seen)
    prepared.judge(reason.strip())
    for nomination in prepared.nominations:
        nomination.status = ARROWS[verb][1]
        if verb in DATED:
            setattr(nomination, DATED[verb], timezone.localdate())
        nomination.full_clean(exclude=("round", "state"), validate_unique=False, validate_constraints=False)
    fields = ["status", *([DATED[verb]] if verb in DATED else [])]
    update_with_history(prepared.nominations, fields, user=by, reason=reason.strip())
    log.write(log.Kind.DECIDED, by=by, subject=held, verb=verb.value, rows=log.rows(prepared.nominations))
    return prepared


def give_reference(nomination: Nomination) -> None:
    """Number a nomination that is being added, in the transaction that adds it."""
    nomination.reference = SponsorshipRound.objects.locked(nomination.round_id).next_reference()
