"""What the lists of meetings, documents, decisions and papers may be narrowed by."""

from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from committees.models import Committee, Objective, State
from intersessional.lib.list_filter import AnyOfFilter, DayFilter, ListFilter, WordsFilter, YearsFilter
from meetings.models import Decision, Document, Meeting, PresidentsPaper, Segment

# What delegates may ask for; a draft is nothing that they know of.
PUBLIC_STATUSES = [choice for choice in Meeting.Status.choices if choice[0] != Meeting.Status.DRAFT]

SORTS: dict[str, tuple[Any, list[Any]]] = {
    "-starts_on": (_("Newest first"), [F("starts_on").desc(nulls_last=True), "sort_key", "pk"]),
    "starts_on": (_("Oldest first"), [F("starts_on").asc(nulls_last=True), "sort_key", "pk"]),
    "title": (_("Title, A to Z"), ["sort_key", "pk"]),
    "-title": (_("Title, Z to A"), ["-sort_key", "pk"]),
}


class PeriodForm(forms.Form):
    """Refuses a period that ends before it begins."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and last < first:
            self.add_error("to", _("This day is before the first one."))
        return cleaned


class MeetingFilter(ListFilter):
    """`?q= &kind= &year= &from= &to= &committee= &country= &format= &segment= &objective= &status= &sort=`."""

    first = ("q", "kind", "committee", "year")

    q = WordsFilter(label=_("Search"))
    kind = AnyOfFilter(label=_("Kind"), empty_label=_("Any kind"), choices=Meeting.Kind.choices)
    committee = AnyOfFilter(label=_("Committee"), empty_label=_("Any committee"), method="of_committees")
    year = YearsFilter(label=_("Year"), method="in_years")
    country = AnyOfFilter(label=_("Country"), empty_label=_("Any country"), method="in_countries")
    format = AnyOfFilter(label=_("Format"), empty_label=_("Any format"), choices=Meeting.Format.choices)
    segment = AnyOfFilter(
        label=_("Segment"), empty_label=_("Any segment"), choices=Segment.Kind.choices, method="with_segments"
    )
    objective = AnyOfFilter(label=_("Objective"), empty_label=_("Any objective"), method="serving")
    status = AnyOfFilter(label=_("Status"), empty_label=_("Any status"), choices=PUBLIC_STATUSES)
    sort = django_filters.ChoiceFilter(
        label=_("Order"),
        choices=[(key, label) for key, (label, _order) in SORTS.items()],
        empty_label=None,
        method="in_order",
    )

    class Meta:
        model = Meeting
        fields: list[str] = []
        form = PeriodForm

    @classmethod
    def get_filters(cls) -> Any:
        """`from` is a word of Python's own, so it can't be an attribute."""
        filters = super().get_filters()
        period = {
            "from": DayFilter(label=_("From"), method="from_day"),
            "to": DayFilter(label=_("To"), method="to_day"),
        }
        return {**filters, **period, "sort": filters.pop("sort")}

    def offer_choices(self) -> None:
        fields = self.form.fields
        fields["committee"].offer([(c.slug, str(c)) for c in Committee.objects.in_order()])
        fields["objective"].offer([(o.slug, str(o)) for o in Objective.objects.all()])
        hosts = Exists(Meeting.objects.public().filter(country=OuterRef("pk")))
        states = [(s.iso2.lower(), str(s), s.hosts) for s in State.objects.in_order().annotate(hosts=hosts)]
        fields["country"].offer(
            [(iso2, name) for iso2, name, _hosts in states],
            drawn=[(iso2, name) for iso2, name, hosts in states if hosts or iso2 in self.data.getlist("country")],
        )

    def filter_queryset(self, queryset: Any) -> Any:
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data["sort"] else found.newest_first()

    def of_committees(self, queryset: Any, _name: str, slugs: list[str]) -> Any:
        return queryset.of_committees(slugs) if slugs else queryset

    def in_years(self, queryset: Any, _name: str, years: list[int]) -> Any:
        return queryset.in_years(years) if years else queryset

    def in_countries(self, queryset: Any, _name: str, codes: list[str]) -> Any:
        return queryset.filter(country__iso2__in=[code.upper() for code in codes]) if codes else queryset

    def with_segments(self, queryset: Any, _name: str, kinds: list[str]) -> Any:
        return queryset.with_segments(kinds) if kinds else queryset

    def serving(self, queryset: Any, _name: str, slugs: list[str]) -> Any:
        return queryset.serving(slugs) if slugs else queryset

    def from_day(self, queryset: Any, _name: str, day: Any) -> Any:
        return queryset.overlapping(day, None) if day else queryset

    def to_day(self, queryset: Any, _name: str, day: Any) -> Any:
        return queryset.overlapping(None, day) if day else queryset

    def in_order(self, queryset: Any, _name: str, key: str) -> Any:
        return queryset.order_by(*SORTS[key][1]) if key else queryset


class DocumentFilter(ListFilter):
    """`?q= &kind= &year= &meeting= &committee= &state= &language=`; the year is one of the document's meeting."""

    first = ("q", "kind", "meeting", "language")

    q = WordsFilter(label=_("Search"), columns=("folded", "meeting__folded"))
    kind = AnyOfFilter(label=_("Kind"), empty_label=_("Any kind"), choices=Document.Kind.choices)
    year = YearsFilter(label=_("Year"), method="in_years")
    meeting = AnyOfFilter(label=_("Meeting"), empty_label=_("Any meeting"), field_name="meeting__slug")
    committee = AnyOfFilter(label=_("Committee"), empty_label=_("Any committee"), field_name="committee__slug")
    state = AnyOfFilter(label=_("By the State"), empty_label=_("Any State"), method="by_states")
    language = AnyOfFilter(
        label=_("Language"), empty_label=_("Any language"), choices=settings.CONTENT_LANGUAGES, method="in_languages"
    )

    class Meta:
        model = Document
        fields: list[str] = []

    def offer_choices(self) -> None:
        """Meetings, committees and States: those of a document, and those that the address names."""
        public, fields = Document.objects.public(), self.form.fields
        meetings = [(m.slug, m.short_name, m.pk) for m in Meeting.objects.public().newest_first()]
        committees = [(c.slug, str(c), c.pk) for c in Committee.objects.in_order()]
        states = [(s.iso2.lower(), str(s), s.pk) for s in State.objects.in_order()]
        used = list(public.order_by().values_list("meeting", "committee", "state").distinct())
        for place, (name, rows) in enumerate((("meeting", meetings), ("committee", committees), ("state", states))):
            keys, asked = {columns[place] for columns in used}, self.data.getlist(name)
            drawn = [(value, told) for value, told, key in rows if key in keys or value in asked]
            fields[name].offer([(value, told) for value, told, _key in rows], drawn=drawn)

    def in_years(self, queryset: Any, _name: str, years: list[int]) -> Any:
        return queryset.filter(meeting__in=Meeting.objects.in_years(years)) if years else queryset

    def by_states(self, queryset: Any, _name: str, codes: list[str]) -> Any:
        return queryset.filter(state__iso2__in=[code.upper() for code in codes]) if codes else queryset

    def in_languages(self, queryset: Any, _name: str, codes: list[str]) -> Any:
        chosen = Document.objects.filter(versions__language__in=codes).values("pk")
        return queryset.filter(pk__in=chosen) if codes else queryset


class DecisionFilter(ListFilter):
    """`?q= &year= &committee= &on=`; the committee is one that the decision established, discontinued or adjusted,
    `on` leaves the decisions in force on that day."""

    q = WordsFilter(label=_("Search"))
    year = YearsFilter(label=_("Year"), method="in_years")
    committee = AnyOfFilter(label=_("Committee"), empty_label=_("Any committee"), method="on_committees")
    on = DayFilter(label=_("In force on"), method="in_force_on")

    class Meta:
        model = Decision
        fields: list[str] = []

    def offer_choices(self) -> None:
        self.form.fields["committee"].offer([(c.slug, str(c)) for c in Committee.objects.in_order()])

    def in_years(self, queryset: Any, _name: str, years: list[int]) -> Any:
        return queryset.filter(decided_on__year__in=years) if years else queryset

    def in_force_on(self, queryset: Any, _name: str, day: Any) -> Any:
        return queryset.in_force_on(day) if day else queryset

    def on_committees(self, queryset: Any, _name: str, slugs: list[str]) -> Any:
        chosen = Decision.objects.filter(effects__committee__slug__in=slugs).values("pk")
        return queryset.filter(pk__in=chosen) if slugs else queryset


class PaperFilter(ListFilter):
    """`?q= &year= &objective=`; the year is one of the paper's meeting."""

    q = WordsFilter(label=_("Search"), columns=("folded", "document__folded"))
    year = YearsFilter(label=_("Year"), method="in_years")
    objective = AnyOfFilter(label=_("Objective"), empty_label=_("Any objective"), method="serving")

    class Meta:
        model = PresidentsPaper
        fields: list[str] = []

    def offer_choices(self) -> None:
        self.form.fields["objective"].offer([(o.slug, str(o)) for o in Objective.objects.all()])

    def in_years(self, queryset: Any, _name: str, years: list[int]) -> Any:
        return queryset.filter(meeting__in=Meeting.objects.in_years(years)) if years else queryset

    def serving(self, queryset: Any, _name: str, slugs: list[str]) -> Any:
        return queryset.filter(objectives__slug__in=slugs).distinct() if slugs else queryset
