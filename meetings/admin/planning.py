"""What is planned around a meeting, on the staff's desk: thematic option, deadlines, other conventions, departures."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intersessional.lib.staff_admin import SOURCE, StaffAdmin, TabularParts
from intersessional.lib.versioned import VersionedForm
from meetings.admin.choices import MeetingFilter, draw_only
from meetings.admin.published import PublishedFacts
from meetings.models import Deadline, Departure, ExternalMeeting, Meeting, ThematicOption
from meetings.models.judged import Rulings
from meetings.rules import RULES, Status
from meetings.wording.rules import Told, applicable, rule_told


def rulings_of(meeting: Meeting) -> list[Told]:
    """What the rules of its time find of a meeting by its draft."""
    return applicable(Rulings.of(meeting, timezone.localdate(), by_draft=True))


def beside(meeting: Meeting) -> QuerySet[ExternalMeeting]:
    """Meetings of other conventions in its week."""
    return ExternalMeeting.objects.near(meeting).in_order().select_related("country")


class DeadlineParts(TabularParts):
    model = Deadline
    fields = ["kind", "days_before", "fixed_on"]


class OfMeeting(PublishedFacts, StaffAdmin):
    """Rows that hang on a meeting."""

    list_select_related = ["meeting"]
    search_fields = ["meeting__folded"]
    autocomplete_fields = ["meeting"]

    @admin.display(description=gettext_lazy("meeting"), ordering="meeting__sort_key")
    def meeting_name(self, row: Any) -> str:
        return str(row.meeting.short_name)


class ThematicOptionForm(VersionedForm):
    """Offers the meetings of the Coordinating Committee alone as consultations."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        consulted = Meeting.objects.filter(kind=Meeting.Kind.COORDINATING_COMMITTEE).newest_first()
        draw_only(self, "consultation", ((meeting.pk, f"{meeting}, {meeting.dates_told}") for meeting in consulted))


@admin.register(ThematicOption)
class ThematicOptionAdmin(OfMeeting):
    form = ThematicOptionForm
    list_display = ["meeting_name", "option", "decided_by", "decided_on", "confidence"]
    list_filter = ["option", ("meeting", MeetingFilter), "confidence"]
    ordering = ["-meeting__starts_on", "pk"]
    fieldsets = [
        (
            None,
            {
                "fields": ["meeting", "option", "topics"],
                "description": gettext_lazy(
                    "Since the Fourth Review Conference the President considers each year a thematic segment within "
                    "the two days (a), or an added day for it (b)."
                ),
            },
        ),
        (
            gettext_lazy("How it was decided"),
            {
                "fields": [("decided_by", "decided_on"), "consultation"],
                "description": gettext_lazy("The Coordinating Committee is consulted before."),
            },
        ),
        SOURCE,
    ]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """What the rules now find is said: an option that the segments contradict, a late consultation."""
        super().save_related(request, form, formsets, change)
        for ruling in rulings_of(form.instance.meeting):
            if ruling.finding.status == Status.DEPARTS and ruling.rule.decision == "4rc-1":
                self.message_user(request, f"{ruling.sentence} {ruling.why}".strip(), messages.WARNING)


@admin.register(Deadline)
class DeadlineAdmin(OfMeeting):
    list_display = ["__str__", "meeting_name", "falls_on", "days_before", "fixed_on"]
    list_filter = ["kind", ("meeting", MeetingFilter)]
    ordering = ["-meeting__starts_on", "pk"]
    fieldsets = [
        (
            None,
            {
                "fields": ["meeting", "kind", "title", ("days_before", "fixed_on")],
                "description": gettext_lazy(
                    "By days before the meeting, with which it moves, or on a fixed day, which stays."
                ),
            },
        ),
        SOURCE,
    ]

    @admin.display(description=gettext_lazy("falls on"))
    def falls_on(self, deadline: Deadline) -> Any:
        return deadline.falls_on


@admin.register(ExternalMeeting)
class ExternalMeetingAdmin(StaffAdmin):
    list_display = ["name", "convention", "starts_on", "ends_on", "city", "checked_on"]
    list_filter = ["convention", "confidence"]
    date_hierarchy = "starts_on"
    ordering = ["-starts_on", "sort_key"]
    autocomplete_fields = ["country"]
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "convention", ("starts_on", "ends_on"), "city", "country", "url", "checked_on"],
                "description": gettext_lazy(
                    "Other conventions' meetings, so that ours can share a week with them and not a day."
                ),
            },
        ),
        SOURCE,
    ]


class DepartureForm(VersionedForm):
    """Offers the rules by their sentences; a principle has no departures."""

    rule = forms.ChoiceField(label=gettext_lazy("Rule"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["rule"]
        field.choices = [("", "---------"), *((rule.key, rule_told(rule.key)) for rule in RULES if rule.statuses)]


@admin.register(Departure)
class DepartureAdmin(OfMeeting):
    form = DepartureForm
    list_display = ["sentence", "meeting_name", "reason"]
    list_filter = [("meeting", MeetingFilter)]
    ordering = ["-meeting__starts_on", "rule"]
    fieldsets = [
        (
            None,
            {
                "fields": ["meeting", "rule", "reason"],
                "description": gettext_lazy(
                    "Delegates read the reason beside what the rule finds, as long as the meeting departs from it."
                ),
            },
        ),
    ]

    @admin.display(description=gettext_lazy("rule"), ordering="rule")
    def sentence(self, departure: Departure) -> str:
        return rule_told(departure.rule)


def advice_on(meeting: Meeting) -> dict[str, Any]:
    """What the page of a meeting says beside its form."""
    others, rulings = list(beside(meeting)), rulings_of(meeting)
    return {
        "others": others,
        "clashing": {other.pk for other in others if other.overlaps(meeting)},
        "rulings": rulings,
        "departs": sum(ruling.finding.status == Status.DEPARTS for ruling in rulings),
    }


def warn_of_other_conventions(page: Any, request: HttpRequest, meeting: Meeting) -> None:
    """Said when a meeting's days are chosen: who else meets on them."""
    clashing = [other for other in beside(meeting) if other.overlaps(meeting)]
    if clashing:
        names = "; ".join(f"{other} ({other.convention}, {other.dates_told})" for other in clashing)
        page.message_user(request, _("On the same days: %(meetings)s") % {"meetings": names}, messages.WARNING)
