"""Meetings and their segments on the staff's desk."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intersessional.lib.staff_admin import SOURCE, Blocks, StaffAdmin, TabularParts
from meetings.actions import items_outside, move_items
from meetings.admin.choices import MeetingFilter, change_status
from meetings.admin.copies import CopyPages
from meetings.admin.dates import DAYS, MeetingForm
from meetings.admin.desk import DeskPages
from meetings.admin.document_files import DocumentFilePages
from meetings.admin.draft_links import DraftLinkPages
from meetings.admin.planning import DeadlineParts, advice_on, warn_of_other_conventions
from meetings.admin.programme_pages import draft_of
from meetings.admin.published import PublishedFacts
from meetings.admin.releases import ReleasePages
from meetings.admin.sheets import SheetPages
from meetings.exports import MEETING_COLUMNS, meeting_blocks
from meetings.models import Meeting, Segment, SponsorshipRound


class SegmentParts(TabularParts):
    model = Segment
    fields = ["position", "kind", "slug", "committee"]
    autocomplete_fields = ["committee"]
    prepopulated_fields = {"slug": ["kind"]}


@admin.register(Meeting)
class MeetingAdmin(PublishedFacts, DeskPages, ReleasePages, CopyPages, SheetPages, DraftLinkPages, DocumentFilePages):
    to_meeting = "pk"
    form = MeetingForm
    list_display = ["short_name", "title", "kind", "dates", "status", "country", "confidence"]
    list_filter = ["status", "kind", "format", "confidence"]
    list_select_related = ["country"]
    ordering = [F("starts_on").desc(nulls_last=True), "sort_key"]
    date_hierarchy = "starts_on"
    autocomplete_fields = ["country", "president_state"]
    prepopulated_fields = {"slug": ["short_name"]}
    actions = ["publish", "cancel", "postpone", "export_csv"]
    inlines = [SegmentParts, DeadlineParts]
    fieldsets = [
        (
            None,
            {
                "fields": [("short_name", "slug"), ("kind", "number"), "title", "status"],
                "description": gettext_lazy(
                    "A draft is seen by staff alone; what was published is cancelled or postponed, not deleted."
                ),
            },
        ),
        (
            gettext_lazy("When"),
            {
                "fields": [("starts_on", "ends_on"), "items_move", ("year", "is_to_be_announced"), "time_zone"],
                "description": gettext_lazy(
                    "Both days, or neither while they are unknown; the programme is written in the local time of the "
                    "meeting's zone."
                ),
            },
        ),
        (
            gettext_lazy("Where"),
            {
                "fields": ["format", "city", "country", "venue"],
                "description": gettext_lazy("Where delegates go, or how they meet from afar."),
            },
        ),
        (
            gettext_lazy("Presidency"),
            {
                "fields": [("president", "president_state"), "president_designate"],
                "description": gettext_lazy("Who presides, for which State, and who is to preside next."),
            },
        ),
        (
            gettext_lazy("For delegates"),
            {
                "fields": [
                    "is_without_sponsorship",
                    *("practical_information", "interpretation_languages", "registration_url", "join_url"),
                    "webcast_url",
                ],
                "description": gettext_lazy("What delegates need before and during the meeting."),
            },
        ),
        SOURCE,
    ]

    @admin.display(description=gettext_lazy("dates"), ordering="starts_on")
    def dates(self, meeting: Meeting) -> str:
        return meeting.dates_told or str(meeting.year or "")

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        meeting = kwargs.get("obj")
        context["draft"] = draft_of(request, meeting.pk) if meeting else None
        context |= advice_on(meeting) if meeting else {}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Items follow the meeting as its form was answered; those that stay outside its days are named."""
        super().save_related(request, form, formsets, change)
        if DAYS.intersection(form.edited):
            warn_of_other_conventions(self, request, form.instance)
        if form.moves_items:
            number = move_items(meeting=form.instance, by=form.shift, user=request.user)
            told = ngettext("%(number)d item moved along.", "%(number)d items moved along.", number)
            self.message_user(request, told % {"number": number}, messages.SUCCESS)
        outside = items_outside(form.instance) if form.has_new_days else []
        if outside:
            told = _("These items are now outside the meeting's days: %(items)s")
            self.message_user(request, told % {"items": "; ".join(map(str, outside))}, messages.WARNING)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A sponsorship round holds its meeting, and isn't named to who may not see it."""
        is_held = SponsorshipRound.objects.filter(meeting__in=objs).exists()
        if is_held and not request.user.has_perm("meetings.view_sponsorshipround"):
            return [], {}, set(), [_("Something that your account may not see hangs on it.")]
        return super().get_deleted_objects(objs, request)

    @admin.action(description=gettext_lazy("Publish the selected meetings"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Meeting]) -> None:
        change_status(self, request, queryset, Meeting.Status.PUBLISHED, _("published"))

    @admin.action(description=gettext_lazy("Cancel the selected meetings"), permissions=["change"])
    def cancel(self, request: HttpRequest, queryset: QuerySet[Meeting]) -> None:
        change_status(self, request, queryset, Meeting.Status.CANCELLED, _("cancelled"))

    @admin.action(description=gettext_lazy("Postpone the selected meetings"), permissions=["change"])
    def postpone(self, request: HttpRequest, queryset: QuerySet[Meeting]) -> None:
        change_status(self, request, queryset, Meeting.Status.POSTPONED, _("postponed"))

    def file_of(self, request: HttpRequest, queryset: QuerySet[Any]) -> tuple[Sequence[str], Blocks]:
        return MEETING_COLUMNS, meeting_blocks(queryset, request.build_absolute_uri)


@admin.register(Segment)
class SegmentAdmin(PublishedFacts, StaffAdmin):
    list_display = ["heading_told", "kind", "meeting_name", "position"]
    list_filter = ["kind", ("meeting", MeetingFilter)]
    list_select_related = ["meeting", "committee"]
    ordering = [F("meeting__starts_on").desc(nulls_last=True), "meeting_id", "position"]
    search_fields = ["meeting__folded", "committee__folded"]
    autocomplete_fields = ["meeting", "committee"]
    fieldsets = [
        (
            None,
            {
                "fields": ["meeting", "kind", "slug", "position", "committee", "title", "objectives"],
                "description": gettext_lazy(
                    "A part of a meeting: general, thematic, preparatory, or the sitting of one committee."
                ),
            },
        ),
        SOURCE,
    ]

    @admin.display(description=gettext_lazy("heading"))
    def heading_told(self, segment: Segment) -> str:
        return str(segment.heading)

    @admin.display(description=gettext_lazy("meeting"), ordering="meeting__sort_key")
    def meeting_name(self, segment: Segment) -> str:
        return segment.meeting.short_name
