"""What is released already is found too; on PostgreSQL folded columns get trigram indexes, since words are looked for
anywhere in them, which no other index serves."""

import json
from typing import Any

from django.db import migrations

from intersessional.lib.folding import fold

SEARCHED = ("meeting", "releaseditem", "document", "presidentspaper", "decision")


def words(item: dict[str, Any]) -> list[str]:
    """As `Item.words` had them when this migration was written."""
    speaking = [speaker["state"] for speaker in item["speakers"]]
    named = [one["name"] for one in (item["committee"], *item["chairs"], *speaking) if one]
    texts = [text for one in (item["title"], item["summary"], *named) for text in one.values()]
    said = [speaker[part] for speaker in item["speakers"] for part in ("organisation", "person", "function")]
    return [item["number"], item["room"], *texts, *said]


def fill(apps: Any, schema_editor: Any) -> None:
    released_item = apps.get_model("meetings", "ReleasedItem")
    for revision in apps.get_model("meetings", "ProgrammeRevision").objects.filter(is_latest=True):
        items = enumerate(json.loads(revision.body)["items"])
        released_item.objects.bulk_create(
            released_item(
                meeting_id=revision.meeting_id,
                public_id=item["id"],
                number=item["number"],
                title=item["title"],
                day=item["day"],
                position=position,
                folded=fold(" ".join(words(item))),
            )
            for position, item in items
            if item["kind"] != "break"
        )


def add_indexes(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for model in SEARCHED:
            schema_editor.execute(
                f"CREATE INDEX {model}_folded_trigrams ON meetings_{model} USING gin (folded gin_trgm_ops)"
            )


def drop_indexes(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for model in SEARCHED:
            schema_editor.execute(f"DROP INDEX {model}_folded_trigrams")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0008_search_among_released_items")]

    operations = [
        # Rows come last: PostgreSQL makes no index on a table with rows that wait for their checks.
        migrations.RunPython(add_indexes, drop_indexes),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
