"""`erase_personal_data REFERENCE`: a sponsored person goes from rows, histories, logs, the search and files."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from intersessional.lib.scrubbing import scrub
from meetings.actions.erasure import Erased, UnknownReferenceError, erase, files_left


class Command(BaseCommand):
    help = (
        "Erases all that tells of a sponsored person, in one transaction; money and figures stay. Says what else names "
        "the person, for you to judge. Takes up again the deletion of files that failed before."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("references", nargs="+", metavar="REFERENCE", help="of a nomination, such as 2025-001")
        parser.add_argument("--dry-run", action="store_true", help="say what would be reached, and change nothing")

    def handle(self, *args: Any, references: list[str], dry_run: bool, **options: Any) -> None:
        for reference in references:
            try:
                erased = erase(reference=reference, is_rehearsal=dry_run)
            except UnknownReferenceError as error:
                raise CommandError(f"There is no nomination {reference}, and never was one.") from error
            except OSError as error:
                told = f"{settings.ERASURES_FILE} can't be written: nothing of {reference} was erased."
                raise CommandError(told) from error
            self.tell(erased)
        if dry_run:
            self.stdout.write("Nothing was changed.")
            return
        scrub()
        if failed := files_left():
            raise CommandError(f"These files could not be deleted: {', '.join(failed)}. Run this again.")

    def tell(self, erased: Erased) -> None:
        for line in erased.lines():
            self.stdout.write(line)
