"""What donors gave, and how staff split it over rounds."""

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, Sum
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from intersessional.lib.staff_admin import StaffAdmin, TabularParts
from intersessional.lib.versioned import VersionedParts
from meetings.admin.sponsorship.parts import HistoryOfPart, warn_of_overdrawn
from meetings.models import Allotment, Contribution, SponsorshipRound
from meetings.wording.sponsorship import money


class AllotmentRows(VersionedParts):
    """All shares of a contribution, judged together: what one round loses another may get in the same save."""

    def clean(self) -> None:
        super().clean()
        forms = [form for form in self.forms if form not in self.deleted_forms and hasattr(form, "cleaned_data")]
        shares = [form.cleaned_data.get("amount") or Decimal(0) for form in forms]
        whole = self.instance
        if whole.pk:
            held = Contribution.objects.select_for_update().get(pk=whole.pk)
            # Newer than what was read and not edited here: somebody else has changed the amount meanwhile.
            whole = held if held.version > whole.version else whole
            shown = [form.instance.pk for form in self.initial_forms]
            elsewhere = held.allotments.exclude(pk__in=shown).aggregate(total=Sum("amount"))["total"]
            shares.append(elsewhere or Decimal(0))
        whole.judge_allotted(sum(shares, Decimal(0)))


class AllotmentParts(TabularParts):
    model = Allotment
    formset = AllotmentRows
    fields = ["round", "amount"]
    autocomplete_fields = ["round"]


@admin.register(Contribution)
class ContributionAdmin(StaffAdmin):
    list_display = ["donor", "years", "told", "not_yet_allotted", "pledged_on", "received_on"]
    list_filter = ["currency", "last_year"]
    list_select_related = ["donor"]
    ordering = ["-last_year", "-first_year", "donor__sort_key"]
    search_fields = ["donor__folded"]
    autocomplete_fields = ["donor"]
    inlines = [AllotmentParts]
    fieldsets = [
        (
            None,
            {
                "fields": ["donor", ("first_year", "last_year"), ("amount", "currency")],
                "description": gettext_lazy(
                    "What one State gives, for one year or several. Below, you split it over rounds; what you don't "
                    "split is not yet allotted."
                ),
            },
        ),
        (
            gettext_lazy("When and for what"),
            {
                "fields": [("pledged_on", "received_on"), "earmark"],
                "description": gettext_lazy("Offers are made of what is received alone."),
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contribution]:
        return super().get_queryset(request).with_allotted()  # type: ignore[no-any-return]

    @admin.display(description=gettext_lazy("years"), ordering="first_year")
    def years(self, contribution: Contribution) -> str:
        return contribution.years

    @admin.display(description=gettext_lazy("amount"), ordering="amount")
    def told(self, contribution: Contribution) -> str:
        return money(contribution.currency, contribution.amount)

    @admin.display(description=gettext_lazy("not yet allotted"))
    def not_yet_allotted(self, contribution: Any) -> str:
        return money(contribution.currency, contribution.amount - contribution.allotted)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        rounds = SponsorshipRound.objects.filter(allotments__contribution=form.instance)
        warn_of_overdrawn(self, request, rounds.distinct())


@admin.register(Allotment)
class AllotmentAdmin(HistoryOfPart):
    list_display = ["round", "contribution", "amount"]
    list_select_related = ["round", "contribution"]
    fields = ["contribution", "round", "amount"]
