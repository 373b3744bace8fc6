"""`backup [FOLDER]`: the database and all files into a new folder there, with checksums."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from intersessional.backups.archive import prune
from intersessional.backups.engines import FAULTS
from intersessional.backups.making import make_backup


class Command(BaseCommand):
    help = (
        "Makes a folder with the database, the uploaded files and their checksums, readable by its owner alone. The "
        "site may go on meanwhile."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("root", nargs="?", type=Path, metavar="FOLDER", help="where; else the setting BACKUP_ROOT")
        parser.add_argument("--keep", type=int, metavar="NUMBER", help="then delete all but the newest so many there")

    def handle(self, *args: Any, root: Path | None, keep: int | None, **options: Any) -> None:
        root = root or settings.BACKUP_ROOT
        if keep is not None and keep < 1:
            raise CommandError("Keep one backup at least.")
        try:
            made = make_backup(root, self.stdout.write)
        except FAULTS as error:
            raise CommandError(f"{error} No backup was made.") from error
        self.stdout.write(f"Made {made}")
        for gone in prune(root, keep) if keep else []:
            self.stdout.write(f"Deleted {gone}")
