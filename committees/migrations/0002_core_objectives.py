"""Record the four core humanitarian objectives."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations

from committees.core_objectives import restore_objectives


def add(apps: Apps, _schema_editor: Any) -> None:
    restore_objectives(apps)


class Migration(migrations.Migration):
    """Backwards nothing is taken away: committees may refer to them."""

    dependencies = [("committees", "0001_states_committees_and_memberships")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
