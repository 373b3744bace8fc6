"""Groups with their permissions for attendance."""

from typing import Any

from django.db import migrations

from intersessional.roles import set_groups


def forwards(apps: Any, schema_editor: Any) -> None:
    set_groups(apps)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0014_attendance")]

    # Undone, the groups stay: people belong to them.
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
