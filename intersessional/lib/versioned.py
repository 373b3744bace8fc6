"""Two editors on one row: the later one is told, and sees both versions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet, BaseModelFormSet
from django.template.loader import render_to_string
from django.utils.formats import localize
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intersessional.lib.translated import content_languages

SEEN = "seen_version"


class Versioned(models.Model):
    """A row whose every edit has a number."""

    version = models.PositiveIntegerField(_("version"), editable=False, default=1)

    class Meta:
        abstract = True


@dataclass(frozen=True)
class Difference:
    """One field of a row that two people edited at once, as each of them sees it."""

    label: str
    stored: str
    entered: str


class VersionedForm(forms.ModelForm):
    """Refuses to overwrite what somebody else saved meanwhile. To be saved inside a transaction."""

    seen_version = forms.IntegerField(label=_("version"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences: list[Difference] = []
        self.is_new = self.instance._state.adding
        if not self.is_new:
            self.initial[SEEN] = self.instance.version

    @property
    def edited(self) -> list[str]:
        """The names of the row's fields that differ from what is stored now."""
        opts = self.instance._meta
        own = {field.name for field in (*opts.concrete_fields, *opts.many_to_many)}
        return [name for name in self.changed_data if name in own]

    def has_changed(self) -> bool:
        return bool(self.edited)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.is_new and self.edited:
            self.compare_with_stored()
        return cleaned

    def compare_with_stored(self) -> None:
        """Lock the row and compare its version with the one the editor saw."""
        manager = type(self.instance)._base_manager
        stored = manager.select_for_update(no_key=True).filter(pk=self.instance.pk).first()
        if stored is None:
            self.add_error(None, _("Somebody else has deleted this meanwhile."))
        elif stored.version != self.cleaned_data.get(SEEN):
            self.differences = list(self.compared(stored))
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data[self.add_prefix(SEEN)] = str(stored.version)  # type: ignore[index]
            self.add_error(None, ValidationError(self.conflict_told(stored), code="conflict"))

    def conflict_told(self, stored: models.Model) -> str:
        """A sentence and a table; a template's text stays unescaped where errors are drawn, in a list as in a form."""
        last = stored.history.select_related("history_user").first()  # type: ignore[attr-defined]
        return render_to_string("staff/conflict.html", {"differences": self.differences, "last": last})

    def compared(self, stored: models.Model) -> Iterable[Difference]:
        values = forms.model_to_dict(stored)
        for name in self.edited:
            if name in self.cleaned_data:
                yield from differences(self.fields[name], name, values.get(name), self.cleaned_data[name])

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 Django's own signature
        if not self.is_new and self.edited:
            self.instance.version = (self.cleaned_data.get(SEEN) or 0) + 1
        return super().save(commit=commit)

    def _save_m2m(self) -> None:
        """Links that this form didn't edit may have been edited elsewhere since it was read."""
        if self.is_new or self.edited:
            super()._save_m2m()  # type: ignore[misc]

    def _update_errors(self, errors: ValidationError) -> None:
        """A rule of the model about a field that this form doesn't draw is told above the form."""
        if hasattr(errors, "error_dict"):
            hidden = [name for name in errors.error_dict if name not in self.fields and name != NON_FIELD_ERRORS]
            for name in hidden:
                errors.error_dict.setdefault(NON_FIELD_ERRORS, []).extend(errors.error_dict.pop(name))
        super()._update_errors(errors)  # type: ignore[misc]


class VersionedRowForm(VersionedForm):
    """A row of a list: left untouched it is not judged, so that an odd old row doesn't hold up the others."""

    def _post_clean(self) -> None:
        if self.edited:
            super()._post_clean()  # type: ignore[misc]


class VersionedRows(BaseModelFormSet):
    """Rows of a list, locked in one order, so that two savings can't wait for each other."""

    def full_clean(self) -> None:
        if self.is_bound:
            rows = self.get_queryset()
            keys = [row.pk for row in rows]
            list(
                rows.model._base_manager.select_for_update(no_key=True)
                .filter(pk__in=keys)
                .order_by("pk")
                .values_list("pk")
            )
        super().full_clean()


class VersionedParts(BaseInlineFormSet):
    """The parts of a row: one that somebody else has changed isn't deleted unseen, and those that somebody else has
    added are judged beside."""

    def clean(self) -> None:
        super().clean()
        self.judge_beside_unseen()
        for form in self.initial_forms:
            is_deleted = self.can_delete and self._should_delete_form(form)  # type: ignore[attr-defined]
            if is_deleted and getattr(form, "differences", None):
                told = _("Somebody else has changed “%(row)s” meanwhile. Save again to delete it all the same.")
                raise ValidationError(told, params={"row": form.instance})

    def judge_beside_unseen(self) -> None:
        """Django judges what a constraint says of the parts on one page, and nothing beside parts that aren't there."""
        seen = {form.instance.pk for form in self.initial_forms}
        if all(row.pk in seen for row in self.get_queryset()):
            return
        deleted = self.deleted_forms if self.can_delete else []
        for form in self.forms:
            if form.has_changed() and not form.errors and form not in deleted:
                try:
                    form.instance.validate_constraints()
                except ValidationError as error:
                    form.add_error(None, error)


def differences(field: forms.Field, name: str, stored: Any, entered: Any) -> Iterable[Difference]:
    """Of texts in several languages one for each language that differs."""
    label = str(field.label or name.replace("_", " "))
    if not isinstance(entered, Mapping):
        yield Difference(label, shown(field, stored), shown(field, entered))
        return
    stored = stored or {}
    for code, text in entered.items():
        if stored.get(code, "") != text:
            yield Difference(f"{label}, {content_languages()[code]}", stored.get(code) or "—", text or "—")


def shown(field: forms.Field, value: Any) -> str:
    """A field's value as its editor would read it; nothing is a dash."""
    if isinstance(field, forms.FileField):
        return str(getattr(value, "told", value) or "—")
    if isinstance(value, list | tuple | set | models.QuerySet):
        return "; ".join(sorted(shown(field, one) for one in value)) or "—"
    if value in (None, ""):
        return "—"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, date | time):
        return str(localize(value))
    if isinstance(field, forms.ModelChoiceField) and not isinstance(value, models.Model):
        value = field.queryset.filter(pk=value).first() if field.queryset is not None else value
    elif isinstance(field, forms.ChoiceField):
        value = dict(field.choices).get(value, value)  # type: ignore[arg-type]
    return str(value)
