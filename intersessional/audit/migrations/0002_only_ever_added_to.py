from typing import Any

from django.db import migrations

from intersessional.audit import triggers


def install(apps: Any, schema_editor: Any) -> None:
    triggers.install(schema_editor)


def remove(apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_lines_seals_and_leave"),
    ]

    operations = [
        migrations.RunPython(install, remove),
    ]
