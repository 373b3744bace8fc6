"""`check_audit`: whether the chain of the audit log is whole."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from intersessional.audit.chain import faults
from intersessional.audit.models import Seal


class Command(BaseCommand):
    help = "Tells every place at which a line of the audit log was changed or is missing; ends with 1 if there is one."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(faults())
        for sentence in found:
            self.stderr.write(sentence)
        if found:
            raise CommandError("The audit log is not whole.")
        last = Seal.objects.order_by("-number").first()
        told = f"the last is seal {last.number}, {last.digest}" if last else "it is empty"
        self.stdout.write(f"The audit log is whole: {told}.")
