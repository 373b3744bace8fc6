"""Name the four core objectives in six languages, but for those that staff have edited."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations

from committees.core_objectives import translate_objectives


def translate(apps: Apps, _schema_editor: Any) -> None:
    translate_objectives(apps)


class Migration(migrations.Migration):
    dependencies = [("committees", "0005_sorted_by_name_in_each_language")]

    operations = [migrations.RunPython(translate, migrations.RunPython.noop)]
