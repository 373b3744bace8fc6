"""`reapply_erasures`: whoever was erased goes again, after a backup from before was restored."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from intersessional.lib.erasures import UnreadableListError, remembered
from intersessional.lib.scrubbing import scrub
from meetings.actions.erasure import UnknownReferenceError, erase, files_left


class Command(BaseCommand):
    help = "Erases again everybody on the list at ERASURES_FILE; a second run finds nothing to do."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            listed = list(remembered())
        except UnreadableListError as error:
            raise CommandError(str(error)) from error
        erased = [one.reference for one in listed if self.is_erased_again(one.reference, one.began)]
        if erased:
            scrub()
        self.stdout.write(f"Erasures on the list: {len(listed)}; applied again: {', '.join(erased) or 'none'}.")
        if failed := files_left():
            raise CommandError(f"These files could not be deleted: {', '.join(failed)}. Run this again.")

    def is_erased_again(self, reference: str, began: str) -> bool:
        """Not where the reference is unknown here, or somebody else's: the backup may be older than the person."""
        try:
            return bool(erase(reference=reference, began=began))
        except UnknownReferenceError:
            return False
