"""States are listed in the order of the page's language."""

from typing import Any

from django.db import migrations, models

from intersessional.lib.collation import key_in


def fill(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model("committees", "State")
    rows = list(model.objects.only("name"))
    for row in rows:
        row.sort_keys = {code: key_in(code, name) for code, name in row.name.items() if code != "en" and name}
    model.objects.bulk_update(rows, ["sort_keys"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("committees", "0004_fold_in_all_languages")]

    operations = [
        migrations.AddField(model_name="state", name="sort_keys", field=models.JSONField(default=dict, editable=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
