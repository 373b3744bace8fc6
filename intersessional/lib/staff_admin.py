"""What every page of the staff's desk shares: versions under lock, history, search, CSV of the selection."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import QuerySet
from django.db.models.fields.json import KT
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from intersessional.audit import log
from intersessional.lib.blocks import in_blocks
from intersessional.lib.csv_export import csv_response
from intersessional.lib.folding import words_in
from intersessional.lib.history import write_history
from intersessional.lib.staff_history import HistoryTold
from intersessional.lib.translated import Translated, TranslatedField
from intersessional.lib.versioned import SEEN, VersionedForm, VersionedParts, VersionedRowForm, VersionedRows

Blocks = Iterable[Iterable[Sequence[object]]]

SOURCE = (
    _("Source"),
    {
        "fields": ["source", "confidence"],
        "description": _("Where the fact comes from, and how sure it is: readers see both."),
    },
)
"""The fieldset that every recorded row ends with."""


def text_column(field: models.Field) -> Callable[[models.Model], str]:
    """A text in several languages as one reads it, where Django would show its JSON."""

    @admin.display(description=field.verbose_name, ordering=KT(f"{field.name}__en"))
    def column(row: models.Model) -> str:
        return str(getattr(row, field.name))

    column.__name__ = field.name
    return column


def with_texts(opts: Any, names: Iterable[Any]) -> list[Any]:
    """The same columns or fields, texts in several languages replaced by what one reads."""
    texts = {field.name: text_column(field) for field in opts.concrete_fields if isinstance(field, TranslatedField)}
    return [texts.get(name, name) if isinstance(name, str) else name for name in names]


class Desk:
    """Shared by pages and inlines."""

    checkboxes: Sequence[str] = ["objectives"]
    """Many-to-many fields with so few rows that all of them can be seen."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who may only look reads texts, not JSON."""
        fieldsets = super().get_fieldsets(request, obj)  # type: ignore[misc]
        if obj is None or self.has_change_permission(request, obj):  # type: ignore[attr-defined]
            return fieldsets
        opts = self.opts  # type: ignore[attr-defined]
        return [(name, {**options, "fields": with_texts(opts, options["fields"])}) for name, options in fieldsets]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.checkboxes:
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]


class StaffAdmin(Desk, SimpleHistoryAdmin):
    """The stock admin of one model, with history."""

    form = VersionedForm
    search_fields: Sequence[str] = ["folded"]
    actions: Sequence[Any] = ["export_csv"]
    show_full_result_count = False  # a second count of a long table for a number that nobody asked for

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return with_texts(self.opts, super().get_list_display(request))

    # Two editors on one row

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, form=VersionedRowForm, **kwargs)

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_formset(request, formset=VersionedRows, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """In one transaction: Django opens its own only after the rows were compared."""
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        with transaction.atomic():
            return super().changelist_view(request, extra_context)

    # Answers that are kept tell rows as they were

    def let_go_of(self, rows: QuerySet[Any]) -> None:
        """These rows, or their parts, are edited or deleted in this transaction: what was kept of them is old.
        Called before and after, since a row can move from one whole to another. For admins to say what it is."""

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        gone = log.subject_of(obj)
        self.let_go_of(self.rows(obj))
        super().delete_model(request, obj)
        log.deleted(request.user, [gone])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        gone = [log.subject_of(row) for row in queryset]
        self.let_go_of(queryset)
        super().delete_queryset(request, queryset)
        log.deleted(request.user, gone)

    def rows(self, obj: Any) -> QuerySet[Any]:
        found: QuerySet[Any] = self.model._base_manager.filter(pk=obj.pk)
        return found

    # One history row for each save, none for a save that changes nothing

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        if change and not form.edited:
            return
        if change:
            self.let_go_of(self.rows(obj))
        obj.skip_history_when_saving = True
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """The row's history is written once, when its many-to-many links are stored too."""
        super().save_related(request, form, formsets, change)
        row = form.instance
        self.let_go_of(self.rows(row))
        if hasattr(row, "skip_history_when_saving"):
            del row.skip_history_when_saving
            write_history([row], user=request.user, is_new=not change)
        for sentence in row.oddities() if hasattr(row, "oddities") else []:
            self.message_user(request, sentence, messages.WARNING)
        log.saved(request.user, form, formsets, is_new=not change)

    # History

    def get_historical_record_context_helper(self, request: HttpRequest, historical_record: Any) -> HistoryTold:
        return HistoryTold(self.model, historical_record)

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        """A past version is looked at, not put back: that would pass by the comparison of versions."""
        return True

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        if request.method == "POST":
            raise PermissionDenied
        return super().history_form_view(request, object_id, version_id, extra_context)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        context["may_see_history"] = self.has_view_history_or_change_history_permission(request, kwargs.get("obj"))
        return super().render_change_form(request, context, *args, **kwargs)

    # What may be deleted, found, seen on the site

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (request.user.is_superuser or obj is None or not has_been_public(obj))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """By the folded columns: with and without accents, by aliases, in every language."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(words_in(search_term, *self.get_search_fields(request))), False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what the list offers as a filter: an address could otherwise guess at any column."""
        entries = [entry[0] if isinstance(entry, tuple) else entry for entry in self.get_list_filter(request)]
        offered = [getattr(entry, "parameter_name", entry) for entry in (*entries, self.date_hierarchy)]
        names = {name.partition("__")[0] for name in offered if isinstance(name, str)}
        return lookup.partition("__")[0] in names and super().lookup_allowed(lookup, value, request)

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """A draft has no page yet."""
        if obj is None or not hasattr(obj, "get_absolute_url") or not getattr(obj, "is_public", True):
            return None
        return str(obj.get_absolute_url())

    # CSV of the selection

    @admin.action(description=_("Export the selected rows as CSV"), permissions=["view"])
    def export_csv(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponseBase:
        log.write(log.Kind.EXPORTED, by=request.user, subject=(self.opts.label_lower, ""), number=queryset.count())
        header, blocks = self.file_of(request, queryset)
        name = str(self.opts.verbose_name_plural).lower().replace(" ", "-").replace("'", "")
        return csv_response(name, header, blocks, bom=True)

    def file_of(self, request: HttpRequest, queryset: QuerySet[Any]) -> tuple[Sequence[str], Blocks]:
        """Header and rows: a model with a public file gives that one's columns instead of its own."""
        fields = [field for field in self.opts.concrete_fields if field.editable]
        related = [field.name for field in fields if field.is_relation]
        rows = queryset.select_related(*related).iterator(chunk_size=2000)
        return [field.name for field in fields], plain_blocks(rows, [field.name for field in fields])


def plain_blocks(rows: Iterable[models.Model], names: Sequence[str]) -> Iterator[list[list[object]]]:
    for block in in_blocks(rows):
        yield [[plain(getattr(row, name)) for name in names] for row in block]


def plain(value: object) -> object:
    """A related row by its name, a text in English."""
    if isinstance(value, Translated):
        return value.in_language("en")
    return str(value) if isinstance(value, models.Model) else value


def has_been_public(row: Any) -> bool:
    """Whether a row that can be a draft is none, or once was none."""
    draft = getattr(getattr(row, "Status", None), "DRAFT", None)
    return draft is not None and (row.status != draft or row.history.exclude(status=draft).exists())


class PartAdmin(StaffAdmin):
    """A part that is edited with its whole: its own page gives its history, the start page leaves it out."""

    search_fields: Sequence[str] = []

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


class TabularParts(Desk, admin.TabularInline):
    """Rows of a part on the page of its whole, each with its own version."""

    form = VersionedForm
    formset = VersionedParts
    extra = 0
    show_change_link = True

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """With the version that the editor saw, unless it is only looked at."""
        fields = [name for name in super().get_fields(request, obj) if name != SEEN]
        return [*fields, SEEN] if self.has_change_permission(request, obj) else fields

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Texts that are only looked at are columns of ours, which no form knows."""
        names = flatten_fieldsets(self.get_fieldsets(request, obj))
        return super().get_formset(request, obj, fields=[name for name in names if isinstance(name, str)], **kwargs)
