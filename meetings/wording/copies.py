"""A copied programme in words."""

from typing import Any

from django.utils.translation import gettext_lazy, ngettext_lazy

from intersessional.lib.dates import written
from intersessional.lib.directions import isolated
from intersessional.lib.translated import Translated
from meetings.programme.carried import Left, Why

LEFT: dict[str, Any] = {
    Why.CANCELLED: ngettext_lazy(
        "%(number)d cancelled item stays behind.", "%(number)d cancelled items stay behind.", "number"
    ),
    Why.UNDATED: ngettext_lazy(
        "The new meeting has no dates yet: %(number)d item arrives without its day.",
        "The new meeting has no dates yet: %(number)d items arrive without their days.",
        "number",
    ),
    Why.NO_SUCH_DAY: ngettext_lazy(
        "No day of the new meeting answers to %(day)s: %(number)d item arrives without a day.",
        "No day of the new meeting answers to %(day)s: %(number)d items arrive without a day.",
        "number",
    ),
    Why.COMMITTEE: gettext_lazy("Doesn't exist then: %(name)s."),
    Why.SEGMENT: gettext_lazy("Sittings of committees that don't exist then stay behind."),
    Why.OBJECTIVE: ngettext_lazy(
        "No longer on record: the objective %(name)s of %(number)d item.",
        "No longer on record: the objective %(name)s of %(number)d items.",
        "number",
    ),
    Why.NOT_KNOWN_YET: ngettext_lazy(
        "Who chairs %(number)d item isn't known while the new meeting has no dates.",
        "Who chairs %(number)d items isn't known while the new meeting has no dates.",
        "number",
    ),
    Why.NOBODY: ngettext_lazy(
        "No chair recorded for %(name)s on %(day)s: %(number)d item.",
        "No chair recorded for %(name)s on %(day)s: %(number)d items.",
        "number",
    ),
    Why.CHAIRS: ngettext_lazy(
        "The chairs of %(number)d item stay behind: without a committee nobody knows who chairs it now.",
        "The chairs of %(number)d items stay behind: without a committee nobody knows who chairs them now.",
        "number",
    ),
    Why.SPEAKERS: ngettext_lazy(
        "Speakers are of that year and stay behind: %(speakers)d, of %(number)d item.",
        "Speakers are of that year and stay behind: %(speakers)d, of %(number)d items.",
        "number",
    ),
}
"""What a copied programme doesn't bring along."""

WITHOUT: dict[str, Any] = {
    Why.COMMITTEE: ngettext_lazy(
        "%(number)d item arrives without its committee.", "%(number)d items arrive without their committee.", "number"
    ),
    Why.SEGMENT: ngettext_lazy(
        "%(number)d item arrives without its segment.", "%(number)d items arrive without their segment.", "number"
    ),
}
"""What follows for the items, of what may be lost without any."""

HEIRS = gettext_lazy("Its work went on in: %(heirs)s.")


def left_told(left: Left) -> str:
    """What a copied programme doesn't bring along, as a sentence; its items are named beside it."""
    facts = {
        "number": len(left.items),
        "name": isolated(Translated.of(left.name)),
        "day": written(left.day, "full"),
        "speakers": sum(len(item.speakers) for item in left.items),
        "heirs": "; ".join(isolated(Translated.of(heir.name)) for heir in left.successors),
    }
    sentences = [LEFT[left.why]]
    if left.items and left.why in WITHOUT:
        sentences.append(WITHOUT[left.why])
    if left.successors:
        sentences.append(HEIRS)
    return " ".join(sentence % facts for sentence in sentences)
