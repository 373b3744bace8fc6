"""Fold again what is stored: Arabic spellings, digits of any script."""

from typing import Any

from django.db import migrations

from intersessional.lib.folding import fold

FOLDED = ("state", "committee", "objective")


def fold_again(apps: Any, schema_editor: Any) -> None:
    """Of what is folded, since the models of a migration have no `words()`; a fold of a folded text is complete."""
    for name in FOLDED:
        model = apps.get_model("committees", name)
        rows = []
        for row in model._default_manager.only("folded").iterator(chunk_size=2000):
            if (folded := fold(row.folded)) != row.folded:
                row.folded = folded
                rows.append(row)
        model._default_manager.bulk_update(rows, ["folded"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("committees", "0003_least_developed_and_mine_affected")]

    operations = [migrations.RunPython(fold_again, migrations.RunPython.noop)]
