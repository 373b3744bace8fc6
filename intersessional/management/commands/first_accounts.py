"""Makes the first two accounts of a new site on its own SQLite database, and prints their passwords once."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import BaseCommand
from django.db import transaction

EDITORS = "Editors"


class Command(BaseCommand):
    help = "On an empty SQLite database of its own: a superuser and an editor, with random passwords."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.HAS_OWN_DATABASE or User.objects.exists():
            return
        superuser, editor = secrets.token_urlsafe(12), secrets.token_urlsafe(12)
        User.objects.create_superuser("superuser", password=superuser)
        User.objects.create_user("editor", password=editor, is_staff=True).groups.set(
            Group.objects.filter(name=EDITORS)
        )
        self.stdout.write(
            f"Two accounts for /admin/, shown this once:\n  superuser  {superuser}\n  editor     {editor}"
        )
