"""Groups with their permissions for principles and amendments; decisions loaded before count as unedited still."""

from typing import Any

from django.db import migrations

from intersessional.roles import set_groups
from meetings.record.digests import digest

BEFORE = ("slug", "decided_on", "reference", "summary", "source", "confidence")
SINCE = ("holds_until", "holds_until_precision", "quotation", "quoted_from")


def set_permissions(apps: Any, schema_editor: Any) -> None:
    set_groups(apps)


def renew_digests(apps: Any, schema_editor: Any) -> None:
    """A decision has more fields now: its digest is renewed unless staff have edited it."""
    model = apps.get_model("meetings", "Decision")
    for decision in model.objects.exclude(record_digest="").select_related("meeting", "based_on_paper"):
        paper = decision.based_on_paper
        links = {"meeting": decision.meeting.record_key, "based_on_paper": paper.record_key if paper else None}
        before = {name: getattr(decision, name) for name in BEFORE}
        if digest(model, before, links, {}) == decision.record_digest:
            values = before | {name: getattr(decision, name) for name in SINCE}
            model.objects.filter(pk=decision.pk).update(record_digest=digest(model, values, links, {}))


class Migration(migrations.Migration):
    dependencies = [("meetings", "0006_principles_and_amendments")]

    # Undone, the groups stay: people belong to them.
    operations = [
        migrations.RunPython(set_permissions, migrations.RunPython.noop),
        migrations.RunPython(renew_digests, migrations.RunPython.noop),
    ]
