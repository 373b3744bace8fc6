"""What delegates read of a meeting as it stands, and answers that are kept tell."""

from typing import Any

from django.db.models import QuerySet

from meetings.models import Meeting


class PublishedFacts:
    """An admin of such rows; `to_meeting` leads from a row to its meeting's key."""

    to_meeting = "meeting"

    def let_go_of(self, rows: QuerySet[Any]) -> None:
        """In the transaction of the edit, so that the next answer tells it."""
        Meeting.objects.filter(pk__in=rows.order_by().values(self.to_meeting)).raise_public_version()
