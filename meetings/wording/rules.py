"""The programme's rules and what they find, as sentences: they explain, and don't scold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intersessional.lib.dates import written
from intersessional.lib.directions import isolated
from meetings.models import Decision
from meetings.models.judged import Rulings
from meetings.rules import Finding, Period, Rule, Severity, Status, rule

Names = Mapping[str, object]
"""Committees by code, as they are called (`str`)."""

RULES: dict[str, str | Promise] = {
    "committees-meet-twice": gettext_lazy("Each Standing Committee meets twice between two formal meetings."),
    "committees-meet-yearly": gettext_lazy(
        "The Standing Committees meet in one week a year, in the first half of the year."
    ),
    "representation-sponsored": gettext_lazy("Delegates are sponsored to attend, so that more States are represented."),
    "informal-and-inclusive": gettext_lazy(
        "The programme stays informal, inclusive and cooperative, and serves the four core humanitarian objectives."
    ),
    "held-every-year": gettext_lazy("Informal Intersessional Meetings are held each year."),
    "after-transparency-deadline": gettext_lazy(
        "They preferably come after 30 April, the deadline for transparency information."
    ),
    "two-days": gettext_lazy("They need not be longer than two days; a third may be added for thematic discussions."),
    "thematic-or-preparatory": gettext_lazy("They could comprise a thematic and a preparatory segment."),
    "same-week": gettext_lazy("They may be held in the same week as meetings of other conventions."),
    "four-committees": gettext_lazy(
        "The work is done by the four Committees that replaced the five Standing Committees."
    ),
    "stays-informal": gettext_lazy("The Intersessional Meetings keep their informal nature."),
    "thematic-option": gettext_lazy(
        "Each year a thematic segment within the two days, or an added day for it, is considered."
    ),
    "president-consults": gettext_lazy("The President decides on it after consulting the Coordinating Committee."),
}

NOTES: dict[str, str | Promise] = {
    "committees-meet-twice": gettext_lazy(
        "So the background page of the programme; the report of the First Meeting says “at least once a year”."
    ),
}
"""What else is to be known of a rule."""

SEVERITIES: dict[str, str | Promise] = {
    Severity.MUST: gettext_lazy("agreed"),
    Severity.PREFERS: gettext_lazy("preferred"),
    Severity.MAY: gettext_lazy("possible"),
    Severity.PRINCIPLE: gettext_lazy("principle"),
}

STATUSES: dict[str, str | Promise] = {
    Status.MET: gettext_lazy("met"),
    Status.DEPARTS: gettext_lazy("departs"),
    Status.USED: gettext_lazy("used"),
    Status.NOT_USED: gettext_lazy("not used"),
    Status.NOT_RECORDED: gettext_lazy("not recorded"),
    Status.NOT_APPLICABLE: gettext_lazy("not applicable"),
}


def rule_told(key: str) -> str:
    return str(RULES[key])


def note_told(key: str) -> str:
    return str(NOTES.get(key, ""))


def period_told(period: Period) -> str:
    """`1MSP – 1RC`, `since 3RC`."""
    if period.until:
        return f"{isolated(period.since)} – {isolated(period.until)}"
    return _("since %(meeting)s") % {"meeting": isolated(period.since)}


def finding_told(finding: Finding, committees: Names) -> str:
    """Why the rule finds what it finds, where there is more to say than the status; else nothing."""
    if finding.status == Status.NOT_APPLICABLE:
        return because(finding.values["because"])
    tell = REASONS.get(finding.rule)
    return tell(finding, committees) if tell and finding.values else ""


def because(reason: str) -> str:
    sentences = {"kind": _("It is about meetings of another kind."), "time": _("It did not hold at that time.")}
    return sentences[reason]


def times_told(finding: Finding, committees: Names) -> str:
    number = finding.values["times"]
    told = ngettext("%(committee)s met once.", "%(committee)s met %(number)d times.", number)
    return told % {"committee": isolated(committees.get(finding.committee, finding.committee)), "number": number}


def weeks_told(finding: Finding, _committees: Names) -> str:
    number = finding.values["weeks"]
    return ngettext("One week is recorded.", "%(number)d weeks are recorded.", number) % {"number": number}


def days_told(finding: Finding, _committees: Names) -> str:
    number = finding.values["days"]
    told = [ngettext("It is one day long.", "It is %(number)d days long.", number) % {"number": number}]
    if also := finding.values["also"]:
        told.append(_("Within them: %(meetings)s.") % {"meetings": ", ".join(map(isolated, also))})
    if finding.status == Status.NOT_RECORDED:
        told.append(_("Whether a day was added for thematic discussions is not recorded."))
    return " ".join(told)


def segments_told(finding: Finding, _committees: Names) -> str:
    names = {"thematic": _("a thematic segment"), "preparatory": _("a preparatory segment")}
    segments = get_text_list([names[kind] for kind in finding.values["segments"]], _("and"))
    return _("It has %(segments)s.") % {"segments": segments}


def others_told(finding: Finding, _committees: Names) -> str:
    return _("In the same week: %(meetings)s.") % {"meetings": "; ".join(map(isolated, finding.values["others"]))}


def committees_told(finding: Finding, committees: Names) -> str:
    """Those that were replaced and still have an item; else those of which none is seen."""
    kind = "replaced" if "replaced" in finding.values else "missing"
    named = "; ".join(isolated(committees.get(code, code)) for code in finding.values[kind])
    told = {
        "replaced": _("Items stand under committees that were replaced: %(committees)s."),
        "missing": _("No item of theirs is recorded: %(committees)s."),
    }
    return told[kind] % {"committees": named}


def option_told(finding: Finding, _committees: Names) -> str:
    sentences = {
        "none": _("No thematic part was decided."),
        "within": _("A thematic segment within the two days was decided."),
        "added_day": _("An added day of thematic discussions was decided."),
    }
    told = [sentences[finding.values["option"]]]
    if finding.status == Status.DEPARTS:
        told.append(_("The segments or the number of days say otherwise."))
    return " ".join(told)


def consultation_told(finding: Finding, _committees: Names) -> str:
    days = {name: written(day, "day") for name, day in finding.values.items()}
    return _("Consulted on %(consulted_on)s, decided on %(decided_on)s.") % days


def deadline_told(finding: Finding, _committees: Names) -> str:
    if finding.status == Status.MET:
        return ""
    return _("It begins on or before %(day)s.") % {"day": written(finding.values["deadline"], "day")}


Tell = Callable[[Finding, Names], str]
REASONS: dict[str, Tell] = {
    "committees-meet-twice": times_told,
    "committees-meet-yearly": weeks_told,
    "after-transparency-deadline": deadline_told,
    "two-days": days_told,
    "thematic-or-preparatory": segments_told,
    "same-week": others_told,
    "four-committees": committees_told,
    "thematic-option": option_told,
    "president-consults": consultation_told,
}


@dataclass(frozen=True)
class Told:
    """A finding as a page tells it; `subject` is the year or the cycle where it is about no single meeting."""

    finding: Finding
    rule: Rule
    sentence: str
    severity: str
    status: str
    why: str
    subject: str
    reason: str
    decision: Decision | None


def applicable(rulings: Rulings) -> list[Told]:
    """Those of rules that hold for what they are laid on."""
    return [told(one, rulings) for one in rulings.findings if one.status != Status.NOT_APPLICABLE]


def told(finding: Finding, rulings: Rulings) -> Told:
    """The reason is the secretariat's; only a departure has one."""
    known, reasons = rule(finding.rule), rulings.reasons
    is_departure = finding.status == Status.DEPARTS
    given = [str(reasons[slug, finding.rule]) for slug in finding.meetings if (slug, finding.rule) in reasons]
    return Told(
        finding,
        known,
        rule_told(finding.rule),
        str(SEVERITIES[known.severity]),
        str(STATUSES[finding.status]),
        finding_told(finding, rulings.committees),
        " – ".join(finding.cycle) if finding.cycle else str(finding.year or ""),
        given[0] if given and is_departure else "",
        rulings.decisions.get(known.decision),
    )
