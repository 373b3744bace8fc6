"""Numbers of sponsorship and representation, as far as they are told, for people."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from committees.models import State
from intersessional.lib.directions import isolated
from meetings.ledger.public import Amount, PresenceTold, RepresentationTold
from meetings.ledger.small_groups import LEAST, Count, Hidden
from meetings.ledger.statements import Disagreement
from meetings.models.sponsorship.published import Came

PIECES = {
    "without": gettext_lazy("Present without sponsorship"),
    "only": gettext_lazy("Present only through sponsored delegates"),
    "present": gettext_lazy("Present"),
    "absent": gettext_lazy("Not present"),
}
"""What a piece of a bar stands for."""


def count_told(count: Count | None) -> str:
    if count is None:
        return _("not recorded")
    if isinstance(count, Hidden):
        return _("fewer than 5") if count is Hidden.FEWER else _("held back")
    return number_format(count, use_l10n=True, force_grouping=True)


def amount_told(amount: Amount) -> str:
    return count_told(amount) if isinstance(amount, Hidden) else whole_or_cents(amount)


def whole_or_cents(amount: Decimal) -> str:
    places = 0 if amount == amount.to_integral_value() else 2
    return number_format(amount, places, use_l10n=True, force_grouping=True)


def parts_told(parts: Iterable[tuple[Count, str]]) -> str:
    """`12 women, 9 men`, who isn't counted left out; nothing where nobody is."""
    parts = [(count, words) for count, words in parts if count != 0]
    if any(count is Hidden.HELD_BACK for count, _words in parts):
        return _("not broken down")
    return ", ".join(words % {"number": count_told(count)} for count, words in parts)


def several(count: Count) -> int:
    """The number whose plural form words take: of `fewer than 5`, that of five."""
    return LEAST if isinstance(count, Hidden) else count


def gender_words(number: int) -> dict[str, str]:
    return {
        "woman": ngettext("%(number)s woman", "%(number)s women", number),
        "man": ngettext("%(number)s man", "%(number)s men", number),
        "other": ngettext("%(number)s other", "%(number)s others", number),
        "": ngettext("%(number)s not recorded", "%(number)s not recorded", number),
    }


def first_time_words(number: int) -> dict[bool | None, str]:
    return {
        True: ngettext("%(number)s for the first time", "%(number)s for the first time", number),
        False: ngettext("%(number)s not for the first time", "%(number)s not for the first time", number),
        None: ngettext("%(number)s not recorded", "%(number)s not recorded", number),
    }


def genders_told(counts: Mapping[str, Count]) -> str:
    return parts_told((count, gender_words(several(count))[code]) for code, count in counts.items())


def first_times_told(counts: Mapping[bool | None, Count]) -> str:
    return parts_told((count, first_time_words(several(count))[answer]) for answer, count in counts.items())


def women_told(told: RepresentationTold) -> str:
    """`120 of 300`."""
    if not told.women_of:
        return _("not recorded")
    return _("%(women)s of %(all)s") % {"women": count_told(told.women), "all": count_told(told.women_of)}


def widening_told(told: PresenceTold) -> str:
    """The answer in one sentence."""
    count, number = told.only_sponsored, count_told(told.eligible)
    if count is None:
        return _("How many States Parties were present only through sponsored delegates is not recorded.")
    if count is Hidden.HELD_BACK:
        return _("How many States Parties were present only through sponsored delegates is held back.")
    if count is Hidden.FEWER:
        told_of = _("Fewer than 5 of %(number)s States Parties were present only through sponsored delegates.")
        return told_of % {"number": number}
    told_of = _("%(count)s of %(number)s States Parties (%(share)s) were present only through sponsored delegates.")
    return told_of % {"count": count_told(count), "number": number, "share": percent_told(told.widening)}


def bar_told(told: PresenceTold) -> str:
    """`28 + 8 of 50`: present without sponsorship, only through it; `36 of 50` where that isn't told, or none."""
    values = {"present": count_told(told.present), "all": count_told(told.eligible)}
    if not told.only_sponsored or isinstance(told.only_sponsored, Hidden):
        return _("%(present)s of %(all)s") % values
    values |= {"without": count_told(told.without), "only": count_told(told.only_sponsored)}
    return _("%(without)s + %(only)s of %(all)s") % values


def came_told(came: Came) -> str:
    """`412 from 98 States Parties, 5 other States, 12 organisations`."""
    parties = came.states if came.parties is None else came.parties
    whence = [
        (parties, ngettext("%(number)s State", "%(number)s States", parties))
        if came.parties is None
        else (parties, ngettext("%(number)s State Party", "%(number)s States Parties", parties)),
        (came.states - parties, ngettext("%(number)s other State", "%(number)s other States", came.states - parties)),
        (came.organisations, ngettext("%(number)s organisation", "%(number)s organisations", came.organisations)),
    ]
    told = ", ".join(words % {"number": count_told(number)} for number, words in whence if number)
    return _("%(number)s from %(whence)s") % {"number": count_told(came.delegates), "whence": told}


def percent_told(share: Fraction | None) -> str:
    """`7.3%`; nothing where it isn't known."""
    return "" if share is None else _("%(number)s%%") % {"number": number_format(float(100 * share), 1, use_l10n=True)}


def group_told(code: str) -> str:
    return str(State.RegionalGroup(code).label) if code else _("No regional group recorded")


def answer_told(answer: bool | None) -> str:  # noqa: FBT001 an answer, not a switch
    if answer is None:
        return _("not recorded")
    return _("yes") if answer else _("no")


def piece_told(kind: str) -> str:
    return str(PIECES[kind])


def disagreement_told(found: Disagreement) -> str:
    """`IM-2018, offers: 16 or 14`."""
    what = {"offers": _("offers"), "delegates_sponsored": _("delegates sponsored"), "states_sponsored": _("States")}
    numbers = [count_told(number) for number in found.numbers]
    told = _("%(some)s or %(last)s") % {"some": ", ".join(numbers[:-1]), "last": numbers[-1]}
    return _("%(meeting)s, %(what)s: %(numbers)s") % {
        "meeting": isolated(found.meeting or found.year),
        "what": what[found.what],
        "numbers": told,
    }
