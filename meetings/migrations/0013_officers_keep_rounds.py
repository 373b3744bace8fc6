"""Groups with their permissions for the Sponsorship Programme's rounds and nominations."""

from typing import Any

from django.db import migrations

from intersessional.roles import set_groups


def forwards(apps: Any, schema_editor: Any) -> None:
    set_groups(apps)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0012_sponsorship_rounds_and_nominations")]

    # Undone, the groups stay: people belong to them.
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
