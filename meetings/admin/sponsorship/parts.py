"""What money's parts share on the staff's desk: they are edited with their whole, which holds what they add up to."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from intersessional.lib.staff_admin import PartAdmin
from meetings.models import SponsorshipRound
from meetings.wording.sponsorship import money


class HistoryOfPart(PartAdmin):
    """A part's own page gives its history alone."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def warn_of_overdrawn(page: Any, request: HttpRequest, rounds: Iterable[SponsorshipRound]) -> None:
    """Said when staff change a round's money: more is spent and committed than it carries."""
    for one in rounds:
        room = one.as_ledger().room
        if room < 0:
            told = _("More is spent and committed in round %(round)s than it carries: %(room)s.")
            page.message_user(request, told % {"round": one, "room": money(one.currency, room)}, messages.WARNING)
