"""What the lists of committees and States may be narrowed by."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from committees.models import Committee, Objective, State
from intersessional.lib.list_filter import AnyOfFilter, DayFilter, ListFilter, WordsFilter


class CommitteeFilter(ListFilter):
    """`?q= &kind= &objective= &on=`; `on` leaves the bodies of that day."""

    q = WordsFilter(label=_("Search"))
    kind = AnyOfFilter(label=_("Kind"), empty_label=_("Any kind"), choices=Committee.Kind.choices)
    objective = AnyOfFilter(label=_("Objective"), empty_label=_("Any objective"), method="serving")
    on = DayFilter(label=_("As at"), method="existing_on")

    class Meta:
        model = Committee
        fields: list[str] = []

    def offer_choices(self) -> None:
        self.form.fields["objective"].offer([(o.slug, str(o)) for o in Objective.objects.all()])

    def serving(self, queryset: Any, _name: str, slugs: list[str]) -> Any:
        return queryset.filter(objectives__slug__in=slugs).distinct() if slugs else queryset

    def existing_on(self, queryset: Any, _name: str, day: Any) -> Any:
        return queryset.existing_on(day) if day else queryset


class StateFilter(ListFilter):
    """`?q= &group= &status=`."""

    q = WordsFilter(label=_("Search"))
    group = AnyOfFilter(
        label=_("Regional group"),
        empty_label=_("Any group"),
        field_name="regional_group",
        choices=State.RegionalGroup.choices,
    )
    status = AnyOfFilter(label=_("Status"), empty_label=_("Any status"), choices=State.Status.choices)

    class Meta:
        model = State
        fields: list[str] = []
