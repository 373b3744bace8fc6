"""One filter for a list page, its file and its calendar, so that they can't disagree."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from intersessional.lib.folding import words_in

FILE_PARAMETERS = {"page", "view", "bom", "lang"}
"""Known to files beside the filter's own: a page's address can be turned into a file's."""


class AnyOfSelect(forms.SelectMultiple):
    """Drawn as one choice with “any” on top, unless the address names several."""

    def __init__(self, *, empty_label: Any = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.empty_label = empty_label

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [value for value in data.getlist(name) if value]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if len(value or []) <= 1:
            context["widget"]["attrs"].pop("multiple", None)
        return context

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        groups = super().optgroups(name, value, attrs)
        if len(value) > 1:
            return groups
        anything = self.create_option(name, "", self.empty_label, not value, 0, attrs=attrs)
        return [(None, [anything], 0), *groups]


class AnyOfField(forms.MultipleChoiceField):
    """Values of which any may match. `drawn` are the choices offered; all of `choices` are valid."""

    widget = AnyOfSelect

    def __init__(self, *, empty_label: Any = "", **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "widget": AnyOfSelect(empty_label=empty_label)})

    def offer(self, valid: Iterable[tuple[str, Any]], drawn: Iterable[tuple[str, Any]] | None = None) -> None:
        self.choices = list(valid)
        if drawn is not None:
            self.widget.choices = list(drawn)


class AnyOfFilter(django_filters.Filter):
    """A repeated parameter means any of its values."""

    field_class = AnyOfField

    def filter(self, queryset: Any, value: list[str]) -> Any:
        return queryset.filter(**{f"{self.field_name}__in": value}) if value else queryset


class YearsInput(forms.TextInput):
    """One input a year that the address names, at least one."""

    template_name = "widgets/years.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [value for value in data.getlist(name) if value]

    def format_value(self, value: Any) -> Any:
        return value or [""]


class YearsField(forms.Field):
    """Calendar years from 1900 to 2100."""

    widget = YearsInput(attrs={"inputmode": "numeric", "maxlength": 4, "placeholder": "1999"})
    default_error_messages = {"invalid": _("Enter a year of four digits, such as 2024.")}

    def to_python(self, value: list[str] | None) -> list[int]:
        years = [int(year) if len(year) == 4 and year.isascii() and year.isdigit() else 0 for year in value or []]
        if any(not 1900 <= year <= 2100 for year in years):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return years


class YearsFilter(django_filters.Filter):
    field_class = YearsField


class DayField(forms.DateField):
    """An ISO date."""

    input_formats = ["%Y-%m-%d"]
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("Enter a day as 2024-06-18.")}


class DayFilter(django_filters.Filter):
    field_class = DayField


class WordsFilter(django_filters.CharFilter):
    """Every word stands in the folded column, in any case and with or without accents."""

    def __init__(self, *, columns: Iterable[str] = ("folded",), **kwargs: Any) -> None:
        super().__init__(**{"max_length": 200, "strip": False, **kwargs})
        self.columns = tuple(columns)

    def filter(self, queryset: Any, value: str) -> Any:
        return queryset.filter(words_in(value, *self.columns)) if value.strip() else queryset


@dataclass(frozen=True)
class ActiveFilter:
    """A parameter in use: its label, its value in words, and the query without it."""

    name: str
    label: str
    told: str
    query_without: str
    hits_without: int | None = None


class FilterAddress:
    """A filter as a part of an address: its parameters, the links without one of them, its faults as a file."""

    form: Any
    data: QueryDict
    beside = frozenset({"sort", "view"})
    """Parameters that say how a list is shown, not what is in it."""

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The filter's own parameters that have a value, in the form's order."""
        return [(name, value) for name in self.form.fields for value in self.data.getlist(name) if value]

    @property
    def query(self) -> str:
        """The filter as a query string; a link to a file carries just this."""
        return urlencode(self.parameters)

    @property
    def active(self) -> list[ActiveFilter]:
        """The parameters in use, sorting aside."""
        fields = self.form.fields
        names = dict.fromkeys(name for name, _value in self.parameters if name not in self.beside)
        return [ActiveFilter(n, str(fields[n].label), self.told(n), self.query_without(n)) for n in names]

    def told(self, name: str) -> str:
        """The parameter's values as the form shows them."""
        labels = {str(key): str(label) for key, label in getattr(self.form.fields[name], "choices", [])}
        return ", ".join(labels.get(value, value) for value in self.data.getlist(name) if value)

    def query_without(self, name: str) -> str:
        return urlencode([(key, value) for key, value in self.parameters if key != name])

    def hits_without(self, name: str) -> int:
        """How many there would be without the parameter."""
        raise NotImplementedError

    def to_loosen(self) -> list[ActiveFilter]:
        """For a list without a hit: the filters without any one of which there would be some, with how many."""
        if self.form.errors:
            return []
        counted = [replace(active, hits_without=self.hits_without(active.name)) for active in self.active]
        return [active for active in counted if active.hits_without]

    def faults(self, request: HttpRequest) -> list[str]:
        """Why a file of this filter can't be given: values that don't validate, parameters nobody knows."""
        unknown = sorted(set(request.GET) - set(self.form.fields) - FILE_PARAMETERS)
        wrong = [f"{name}: {' '.join(errors)}" for name, errors in self.form.errors.items()]
        return wrong + [_("%(name)s: unknown parameter") % {"name": name} for name in unknown]


class ListFilter(FilterAddress, django_filters.FilterSet):
    """A public list's filter. `first` names the fields that stand open; the others are folded away."""

    first: tuple[str, ...] = ()

    def __init__(self, data: QueryDict, queryset: models.QuerySet[Any]) -> None:
        super().__init__(data, queryset)
        self.form.label_suffix = ""
        self.offer_choices()

    def offer_choices(self) -> None:
        """Where the choices are rows: read them once."""

    @property
    def opened(self) -> list[forms.BoundField]:
        return [self.form[name] for name in self.first]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self.form[name] for name in self.form.fields if name not in self.first]

    @property
    def uses_more(self) -> bool:
        """Whether a folded field is in use or wrong, so that it should be seen."""
        used = {name for name, _value in self.parameters} | set(self.form.errors)
        return bool(used - set(self.first))

    def hits_without(self, name: str) -> int:
        count: int = type(self)(QueryDict(self.query_without(name)), self.queryset).qs.count()
        return count

    def rows(self) -> models.QuerySet[Any]:
        """The list; none while a filter doesn't validate, never an unfiltered list."""
        rows: models.QuerySet[Any] = self.qs if self.is_valid() else self.queryset.none()
        return rows
