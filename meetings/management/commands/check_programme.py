"""`check_programme [SLUG]`: what doesn't fit in drafts, and where they depart from the programme's rules."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.actions import Candidate, candidates
from meetings.models import Meeting
from meetings.models.judged import Rulings
from meetings.programme.clashes import Severity
from meetings.rules import Severity as Weight
from meetings.rules import Status
from meetings.wording.clashes import clash_told, severity_told
from meetings.wording.rules import applicable


class Line(NamedTuple):
    severity: Severity
    meeting: str
    sentence: str

    def __str__(self) -> str:
        return f"{severity_told(self.severity)}: {self.meeting}: {self.sentence}"


class Command(BaseCommand):
    help = (
        "Tells what doesn't fit in the draft of a meeting: clashes, gaps, departures from the programme's rules for "
        "which no reason is given; one a line, by severity, then by time. Exit status 1 if any of it is an error."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "slug",
            nargs="?",
            help="the meeting's address, such as im-2024; without it, every meeting in progress or dated later that "
            "is neither cancelled nor postponed, drafts too",
        )

    def handle(self, *args: Any, slug: str | None, **options: Any) -> None:
        meetings = meetings_of(slug)
        lines = [line for draft in candidates(meetings) for line in (*clashes_in(draft), *departures_of(draft.meeting))]
        for line in sorted(lines, key=lambda line: list(Severity).index(line.severity)):
            self.stdout.write(str(line))
        if not lines:
            self.stdout.write(_("Nothing is open in: %(meetings)s.") % {"meetings": names_of(meetings)})
        errors = sum(line.severity == Severity.ERROR for line in lines)
        if errors:
            raise CommandError(ngettext("%(number)d error.", "%(number)d errors.", errors) % {"number": errors})


def meetings_of(slug: str | None) -> Sequence[Meeting]:
    """CommandError where the address is nobody's."""
    meetings = Meeting.objects.select_related("country")
    if slug is None:
        return list(meetings.coming(timezone.localdate()))
    found = list(meetings.filter(slug=slug))
    if not found:
        raise CommandError(_("There is no meeting of the address %(slug)s.") % {"slug": slug})
    return found


def names_of(meetings: Sequence[Meeting]) -> str:
    return ", ".join(meeting.short_name for meeting in meetings) or _("no meeting, since none is coming")


def clashes_in(draft: Candidate) -> Iterator[Line]:
    for clash in draft.clashes:
        yield Line(clash.severity, draft.meeting.short_name, clash_told(clash, draft.judged))


def departures_of(meeting: Meeting) -> Iterator[Line]:
    """The rules advise: what was agreed is a warning, what is preferred a note."""
    rulings = Rulings.of(meeting, timezone.localdate(), by_draft=True)
    for ruling in applicable(rulings):
        if ruling.finding.status == Status.DEPARTS and not ruling.reason:
            severity = Severity.WARNING if ruling.rule.severity == Weight.MUST else Severity.NOTE
            sentence = _("Departs from a rule: %(rule)s %(why)s") % {"rule": ruling.sentence, "why": ruling.why}
            yield Line(severity, meeting.short_name, sentence.strip())
