"""Load the historical record."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.record.files import DATA
from meetings.record.loader import load
from meetings.record.rows import BadRow


class Command(BaseCommand):
    """Says table by table what was added, changed, unchanged, left alone and left out."""

    help = "Loads the historical record; a second run changes nothing, and rows edited by staff are left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", type=Path, default=DATA, metavar="FOLDER", help="other files than the packaged")
        parser.add_argument("--quiet", action="store_true", help="say nothing unless a row can't be loaded")

    def handle(self, *args: Any, data: Path, quiet: bool, **options: Any) -> None:
        try:
            reports = load(data)
        except BadRow as fault:
            raise CommandError(f"{fault} Nothing was changed.") from fault
        if not quiet:
            for line in (line for report in reports for line in report.lines()):
                self.stdout.write(line)
