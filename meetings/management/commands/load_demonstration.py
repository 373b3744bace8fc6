"""`load_demonstration`: a made-up meeting around today, to see a programme as it is held; `--remove` takes it away."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from meetings.record.demonstration import load_demonstration, remove_demonstration


class Command(BaseCommand):
    help = "Load one plainly titled demonstration meeting around today, or take it away."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take the demonstration away")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            was_there = remove_demonstration()
            self.stdout.write("The demonstration is gone." if was_there else "There was no demonstration.")
            return
        meeting = load_demonstration(timezone.localdate())
        self.stdout.write(f"{meeting.title}, {meeting.dates_told}: {meeting.get_absolute_url()}schedule/")
