"""`restore FOLDER`: brings back what `backup` has made, into an empty database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from intersessional.backups.engines import FAULTS
from intersessional.backups.restoring import restore_backup


class Command(BaseCommand):
    help = (
        "Restores a backup into an empty database: its checksums are compared before anything is touched, an older "
        "schema is brought up to date, nobody is signed in afterwards. Stop the site meanwhile."
    )
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", type=Path, metavar="FOLDER", help="such as var/backups/intersessional-20261124T143900Z"
        )
        parser.add_argument("--replace", action="store_true", help="give up what the database holds")

    def handle(self, *args: Any, folder: Path, replace: bool, **options: Any) -> None:
        try:
            manifest = restore_backup(folder, self.stdout.write, replace=replace)
        except FAULTS as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored the backup of {manifest.made_at}: {manifest.rows} rows in {len(manifest.tables)} tables, "
            f"{manifest.files} files. Everybody signs in again."
        )
