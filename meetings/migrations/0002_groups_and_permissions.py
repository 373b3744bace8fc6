"""Groups with their permissions, for the models so far."""

from typing import Any

from django.db import migrations

from intersessional.roles import set_groups


def forwards(apps: Any, schema_editor: Any) -> None:
    set_groups(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("committees", "0002_core_objectives"),
        ("meetings", "0001_meetings_programmes_documents_and_decisions"),
    ]

    # Undone, the groups stay: people belong to them.
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
