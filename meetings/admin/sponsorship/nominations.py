"""Nominations with their award lines, and the details that only travel and payment need: for officers alone."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from intersessional.lib.staff_admin import PartAdmin, StaffAdmin, TabularParts
from intersessional.lib.versioned import VersionedForm
from meetings.actions.sponsorship import give_reference
from meetings.admin.sponsorship.parts import HistoryOfPart, warn_of_overdrawn
from meetings.models import AwardLine, Nomination, SensitiveDetails, SponsorshipRound


class NominationForm(VersionedForm):
    def full_clean(self) -> None:
        """Whoever may commit money holds the round's row, and before any other, as deeds do."""
        if self.is_bound and not self.is_new:
            SponsorshipRound.objects.locked(self.instance.round_id)
        super().full_clean()


class AwardLineParts(TabularParts):
    model = AwardLine
    fields = ["category", "currency", "ceiling", "booked", "settled"]


@admin.register(Nomination)
class NominationAdmin(StaffAdmin):
    form = NominationForm
    list_display = ["reference", "round", "state", "name", "status", "coming_from"]
    list_filter = ["status", "round", "coming_from", "gender", "is_first_time"]
    list_select_related = ["round", "state"]
    ordering = ["-round__meeting__starts_on", "sort_key"]
    search_fields = ["folded", "state__folded"]
    autocomplete_fields = ["round", "state"]
    actions = []
    inlines = [AwardLineParts]
    fieldsets = [
        (
            None,
            {
                "fields": ["round", ("status", "offered_on", "accepted_on"), "state", "organisation", "proposed_by"],
                "description": gettext_lazy(
                    "Its reference number is given when it is saved. The board of the round changes its status."
                ),
            },
        ),
        (
            gettext_lazy("Person"),
            {
                "fields": ["name", "function", "email", ("gender", "coming_from", "is_first_time")],
                "description": gettext_lazy("Only sponsorship officers see it; everybody else sees figures."),
            },
        ),
        (
            gettext_lazy("Criteria"),
            {
                "fields": ["expertise", "needs"],
                "description": gettext_lazy(
                    "Such as limited means, a deadline that approaches, a request to extend it. No health data here."
                ),
            },
        ),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        decided = ["status", "offered_on", "accepted_on"]
        return ["round", *decided] if obj else decided

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """With the way to the sensitive details, for who may see them."""
        nomination = kwargs.get("obj")
        if nomination and request.user.has_perm("meetings.view_sensitivedetails"):
            details = SensitiveDetails.objects.filter(nomination=nomination)
            context["details"] = details.values_list("pk", flat=True).first()
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        if not change:
            give_reference(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets):
            warn_of_overdrawn(self, request, [form.instance.round])


@admin.register(AwardLine)
class AwardLineAdmin(HistoryOfPart):
    autocomplete_fields = ["nomination"]
    list_display = ["nomination", "category", "currency", "ceiling", "booked", "settled"]
    list_select_related = ["nomination"]


@admin.register(SensitiveDetails)
class SensitiveDetailsAdmin(PartAdmin):
    """On a page of its own, which asks for its own permission; in no list and in no file."""

    list_display = ["nomination"]
    list_select_related = ["nomination"]
    autocomplete_fields = ["nomination"]
    actions = []
    fieldsets = [
        (
            None,
            {
                "fields": ["nomination", "passport", "date_of_birth", "bank", "health_or_diet"],
                "description": gettext_lazy(
                    "Only once an offer is accepted, and only what travel and payment need. The history tells who "
                    "edited it and when, not what it said."
                ),
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SensitiveDetails]:
        return super().get_queryset(request).select_related("nomination")  # type: ignore[no-any-return]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["nomination"] if obj else []
