"""What statements told of the Sponsorship Programme, on the staff's desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from intersessional.lib.staff_admin import SOURCE, StaffAdmin
from meetings.models import ReportedFigure


@admin.register(ReportedFigure)
class ReportedFigureAdmin(StaffAdmin):
    list_display = ["year", "meaning", "offers", "delegates_sponsored", "amount", "currency", "confidence"]
    list_display_links = ["year", "meaning"]
    list_filter = ["year", "currency", "confidence"]
    ordering = ["-year", "pk"]
    search_fields = ["meeting__folded", "coordinator__folded"]
    autocomplete_fields = ["meeting", "donors", "sponsored_states", "coordinator"]
    fieldsets = [
        (
            None,
            {
                "fields": ["year", "meeting", "meaning"],
                "description": _("One statement about one year, as it was told: it is never added up with others."),
            },
        ),
        (
            _("Figures"),
            {
                "fields": [
                    *("offers", "delegates_sponsored", "states_sponsored"),
                    *(("amount", "currency"), "donors", "sponsored_states", "coordinator", "administered_by"),
                ],
                "description": _("Only what the statement says; the rest stays empty."),
            },
        ),
        SOURCE,
    ]
