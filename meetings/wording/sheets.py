"""Why a row of a spreadsheet is refused, as sentences."""

from django.utils.translation import gettext as _

from meetings.programme.sheets import Code, Fault


def fault_told(fault: Fault) -> str:
    sentences = {
        Code.NO_DAY: _("“%(value)s” is no day: write it as 2024-06-18 or 18/06/2024."),
        Code.NO_TIME: _("“%(value)s” is no time: write it as 09:30, 9h30 or 930."),
        Code.NO_NUMBER: _("“%(value)s” is no whole number that a position can be."),
        Code.TOO_LONG: _("“%(value)s” is too long for one speaker: put “;” between speakers."),
        Code.MISSING: _("It is missing."),
        Code.UNKNOWN: _("Nothing is known by the name “%(value)s”."),
        Code.AMBIGUOUS: _("“%(value)s” may be any of these: %(other)s."),
        Code.OTHER_MEETING: _("This row is of %(value)s, and the draft is that of %(other)s."),
        Code.OTHER_ZONE: _("The times of this row are in the zone %(value)s, and those of the meeting in %(other)s."),
        Code.UNKNOWN_ITEM: _("No item has the id “%(value)s”: leave it empty to add one."),
        Code.ITEM_ELSEWHERE: _("The item “%(value)s” belongs to another meeting: leave the id empty to add a copy."),
        Code.ITEM_TWICE: _("Another row of the file is of the same item, “%(value)s”."),
        Code.SEVERAL_ITEMS: _("Several items have the number “%(value)s” on that day: give the id."),
    }
    return sentences[fault.code] % {"value": fault.value, "other": fault.other}
