"""Agenda items and their speakers on the staff's desk."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from intersessional.lib.staff_admin import SOURCE, PartAdmin, StaffAdmin, TabularParts
from intersessional.lib.versioned import VersionedForm
from meetings.admin.choices import MeetingFilter, OpenFilter, draw_only, meeting_of
from meetings.admin.programme_pages import draft_of
from meetings.models import AgendaItem, Segment, Speaker


class ItemForm(VersionedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        segments = Segment.objects.filter(meeting=meeting_of(self)).select_related("committee")
        draw_only(self, "segment", ((segment.pk, str(segment.heading)) for segment in segments))


class SpeakerParts(TabularParts):
    model = Speaker
    extra = 1
    fields = ["position", "state", "organisation", "person", "function"]
    autocomplete_fields = ["state"]


@admin.register(AgendaItem)
class AgendaItemAdmin(StaffAdmin):
    form = ItemForm
    list_display = ["__str__", "day", "starts", "ends", "room", "meeting_name", "committee_name", "kind", "status"]
    list_editable = ["day", "starts", "ends", "room"]
    list_filter = [("meeting", MeetingFilter), OpenFilter, "kind", "status", "confidence"]
    ordering = [
        *(F("meeting__starts_on").desc(nulls_last=True), "meeting_id"),
        *(F("day").asc(nulls_last=True), "position"),
    ]
    search_fields = ["folded", "meeting__folded", "committee__folded"]
    autocomplete_fields = ["meeting", "committee", "chairs"]
    inlines = [SpeakerParts]
    fieldsets = [
        (
            None,
            {
                "fields": ["meeting", "segment", ("number", "kind", "status"), "title", "summary"],
                "description": _(
                    "One line of a programme. What was published is cancelled rather than deleted. Segments are "
                    "offered once the meeting is chosen and the item saved."
                ),
            },
        ),
        (
            _("When and where"),
            {
                "fields": [("day", "starts", "ends"), "position", "room"],
                "description": _(
                    "In the meeting's local time; each may stay empty while it is unknown. Within a day items stand "
                    "by their position."
                ),
            },
        ),
        (
            _("Who"),
            {
                "fields": ["committee", "chairs", "objectives"],
                "description": _("The committee must exist on the day; chairs are the States that preside."),
            },
        ),
        (
            _("For staff"),
            {"fields": ["note"], "description": _("Delegates never see this.")},
        ),
        SOURCE,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AgendaItem]:
        """With what a row is judged by, for the list that is saved as for the list that is shown."""
        items: QuerySet[AgendaItem] = super().get_queryset(request)
        return items.select_related("meeting", "segment", "committee")

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        item = kwargs.get("obj")
        context["draft"] = draft_of(request, item.meeting_id) if item else None
        return super().render_change_form(request, context, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Of one meeting alone the list says how far its draft is."""
        chosen = request.GET.getlist("meeting__id__exact")
        only = chosen[0] if len(chosen) == 1 and chosen[0].isdecimal() else None
        response = super().changelist_view(request, extra_context)
        if hasattr(response, "context_data"):
            response.context_data["draft"] = draft_of(request, only)
        return response

    @admin.display(description=_("meeting"), ordering="meeting__sort_key")
    def meeting_name(self, item: AgendaItem) -> str:
        return item.meeting.short_name

    @admin.display(description=_("committee"), ordering="committee__sort_key")
    def committee_name(self, item: AgendaItem) -> str:
        return item.committee.short_name if item.committee else ""


@admin.register(Speaker)
class SpeakerAdmin(PartAdmin):
    list_display = ["item", "who", "person", "function", "position"]
    list_select_related = ["item", "state"]
    autocomplete_fields = ["item", "state"]
    fieldsets = [
        (
            None,
            {
                "fields": ["item", "position", "state", "organisation", "person", "function"],
                "description": _("Who takes the floor: of a State or of an organisation."),
            },
        ),
    ]
