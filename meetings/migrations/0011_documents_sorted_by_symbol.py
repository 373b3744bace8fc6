"""Documents in the order of their symbols, those without one after them by title."""

from typing import Any

from django.db import migrations

from intersessional.lib.folding import sort_key
from meetings import symbols


def forwards(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model("meetings", "Document")
    rows = list(model.objects.only("symbol", "title"))
    for row in rows:
        key = f"0{symbols.sort_key(row.symbol)}" if row.symbol else f"1{sort_key(row.title.get('en', ''))}"
        row.sort_key = key[:200]
    model.objects.bulk_update(rows, ["sort_key"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0010_documents_hold_files")]

    # Undone, the keys stay: each save writes the row's anew.
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
