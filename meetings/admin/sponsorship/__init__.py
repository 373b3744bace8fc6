"""The Sponsorship Programme on the staff's desk."""

from meetings.admin.sponsorship import contributions, figures, nominations, rounds

__all__ = ["contributions", "figures", "nominations", "rounds"]
