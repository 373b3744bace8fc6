"""The history of a row, told for people: texts by language, choices by their words."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from simple_history.models import DeletedObject, ModelChange, ModelDelta
from simple_history.template_utils import HistoricalRecordContextHelper

from intersessional.lib.translated import Translated, TranslatedField, content_languages


class HistoryTold(HistoricalRecordContextHelper):
    """The differences between two records, whole texts, one entry for each language that changed."""

    def context_for_delta_changes(self, delta: ModelDelta) -> list[dict[str, Any]]:
        return [entry for change in delta.changes for entry in self.entries(change)]

    def entries(self, change: ModelChange) -> Iterable[dict[str, Any]]:
        field = self.model._meta.get_field(change.field)
        label = capfirst(field.verbose_name)
        if not isinstance(field, TranslatedField):
            old, new = (self.told(field, self.prepare_delta_change_value(change, v)) for v in (change.old, change.new))
            yield {"field": label, "old": old, "new": new}
            return
        old_texts, new_texts = Translated.of(change.old or {}), Translated.of(change.new or {})
        for code, language in content_languages().items():
            old, new = old_texts.get(code, ""), new_texts.get(code, "")
            if old != new:
                yield {"field": f"{label}, {language}", "old": old or "—", "new": new or "—"}

    def told(self, field: models.Field, value: Any) -> str:
        if isinstance(value, list):
            return ", ".join(sorted(map(str, value))) or "—"
        if value in (None, "") or (isinstance(value, DeletedObject) and value.pk is None):
            return "—"
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if getattr(field, "choices", None):
            return str(dict(field.flatchoices).get(value, value))
        return str(localize(value))
