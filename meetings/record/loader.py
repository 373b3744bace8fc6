"""Brings the record into the database, all of it or nothing."""

from pathlib import Path

from django.db import transaction

from intersessional.audit import log
from meetings.actions import release_record
from meetings.models import Meeting
from meetings.record.files import DATA
from meetings.record.report import TableReport
from meetings.record.table_load import Loaded, TableLoad
from meetings.record.tables import read_tables


def load(folder: Path = DATA) -> list[TableReport]:
    """Add and change rows, leave alone what staff have edited or deleted. A `BadRow` leaves the database as it was."""
    tables = read_tables(folder)
    with transaction.atomic():
        loaded = Loaded()
        reports = [TableLoad(table, loaded).run() for table in tables]
        release_first_revisions()
        if any(report.changed for report in reports):
            Meeting.objects.all().raise_public_version()
        added, changed = sum(report.added for report in reports), sum(report.changed for report in reports)
        if added or changed:
            log.write(log.Kind.LOADED, added=added, changed=changed)
        return reports


def release_first_revisions() -> None:
    """Recorded programmes are seen as revision 1, which says where it comes from."""
    recorded = Meeting.objects.exclude(items__record_key="").filter(items__isnull=False, revisions=None).distinct()
    for meeting in recorded:
        release_record(meeting=meeting)
