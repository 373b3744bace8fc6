"""Groups and their permissions. Users and groups themselves are the superusers' business: no group touches them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps as every_app

RECORDS = {
    "committees": ("state", "objective", "committee", "succession", "membership"),
    "meetings": (
        *("meeting", "segment", "agendaitem", "speaker", "document", "documentversion", "presidentspaper"),
        *("principle", "decision", "effect", "amendment", "reportedfigure", "attendance"),
        *("thematicoption", "deadline", "externalmeeting", "departure"),
    ),
}
"""What the secretariat edits, by app."""

RELEASED = {"meetings": ("programmerevision",)}
"""What is written once and never changed."""
LENT = {"meetings": ("draftlink",)}
"""What is given away and taken back, and keeps no history."""

DELETED_BY_EDITORS = {
    "committees": ("succession", "membership"),
    "meetings": (
        *("meeting", "segment", "agendaitem", "speaker", "document", "documentversion", "principle", "effect"),
        *("amendment", "thematicoption", "deadline", "externalmeeting", "departure", "attendance"),
    ),
}
"""Parts, which have no draft of their own; and meetings and documents, of which the admin spares what was public."""

SPONSORED = {
    "meetings": (
        *("sponsorshipround", "exchangerate", "contribution", "allotment", "nomination", "awardline"),
        "sensitivedetails",
    ),
}
"""Rounds with their money and their persons, which concern no editor."""

DELETED_BY_OFFICERS = {"meetings": ("exchangerate", "allotment", "awardline")}
"""Parts of a round's money; the rest is history once it is entered."""


def allowed(actions: Iterable[str], models: Mapping[str, Iterable[str]], prefix: str = "") -> set[str]:
    """`app.action_model` for each of them."""
    actions = list(actions)
    return {f"{app}.{a}_{prefix}{model}" for app, names in models.items() for model in names for a in actions}


GROUPS: dict[str, set[str]] = {
    "Editors": (
        allowed(["view", "add", "change"], RECORDS)
        | allowed(["view"], RECORDS, "historical")
        | allowed(["view", "add"], RELEASED)
        | allowed(["view", "add", "change"], LENT)
        | allowed(["delete"], DELETED_BY_EDITORS)
    ),
    "Sponsorship officers": (
        allowed(["view"], {"committees": ("state",), "meetings": ("meeting", "reportedfigure", "attendance")})
        | allowed(["view", "add", "change"], SPONSORED)
        | allowed(["view"], SPONSORED, "historical")
        | allowed(["export"], {"meetings": ("nomination",)})
        | allowed(["delete"], DELETED_BY_OFFICERS)
    ),
}


def set_groups(apps: Any = every_app) -> None:
    """Make the groups hold just the permissions of the table, and make permissions that are missing.

    A migration gives its own `apps`: models that it doesn't know yet are skipped, and set by a later migration.
    LookupError: a name in the table that is no model's.
    """
    group_model = apps.get_model("auth", "Group")
    for name, permissions in GROUPS.items():
        group, _is_new = group_model.objects.get_or_create(name=name)
        found = [permission_of(apps, permission) for permission in sorted(permissions)]
        group.permissions.set([permission for permission in found if permission is not None])


def permission_of(apps: Any, name: str) -> Any:
    """The row of `app.action_model`, made if it is missing; None for a model that `apps` doesn't know yet."""
    app, codename = name.split(".")
    action, model_name = codename.split("_")
    model = every_app.get_model(app, model_name)
    if action not in model._meta.default_permissions:
        raise LookupError(f"No permission {name}")
    if (app, model_name) not in {(known._meta.app_label, known._meta.model_name) for known in apps.get_models()}:
        return None
    content_type, _is_new = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model_name
    )
    permission, _is_new = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": f"Can {action} {model._meta.verbose_name_raw}"},
    )
    return permission
