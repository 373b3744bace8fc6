"""Groups with their permissions, those for revisions and links to drafts among them."""

from typing import Any

from django.db import migrations

from intersessional.roles import set_groups


def forwards(apps: Any, schema_editor: Any) -> None:
    set_groups(apps)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_groups_and_permissions")]

    # Undone, the groups stay: people belong to them.
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
