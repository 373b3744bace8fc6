"""Guesses of passwords and codes, counted without telling whose they were."""

from django.db import models
from django.utils import timezone


class Attempt(models.Model):
    """One try to sign in, booked before anything is compared. Names and addresses stand here as digests alone.

    Whoever is known by their browser is counted by it, and by nothing that a stranger could use up.
    """

    pair = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=64, blank=True)
    browser = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=[field, "at"], name=f"attempt_by_{field}")
            for field in ("pair", "address", "name", "browser")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"
