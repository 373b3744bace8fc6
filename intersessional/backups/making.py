"""A backup is made: the database first, then the files, so that no row of it lacks its file."""

import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from intersessional.backups.archive import (
    FILES,
    MANIFEST,
    BackupError,
    Progress,
    Tell,
    checksum,
    copied,
    folder_name,
    new_folder,
    write_private,
    write_sums,
)
from intersessional.backups.engines import engine
from intersessional.backups.manifest import Manifest
from intersessional.signing_in.models import Attempt

LEFT_OUT = (Session, Attempt)
"""What must not come to life again when it is restored."""


def make_backup(root: Path, tell: Tell) -> Path:
    """The folder that was made in `root`. BackupError: why there is none."""
    room = engine()
    if obstacle := room.obstacle():
        raise BackupError(obstacle)
    now = datetime.now(UTC)
    tables = set(connection.introspection.table_names())
    left_out = [model._meta.db_table for model in LEFT_OUT if model._meta.db_table in tables]
    with new_folder(root, folder_name(now)) as folder:
        migrations = applied_migrations()
        states = room.dump(folder / room.FILE, left_out, tell)
        sums = copy_files(Path(settings.MEDIA_ROOT), folder, tell)
        manifest = Manifest(
            made_at=now.isoformat(timespec="seconds"),
            code=settings.DEPLOYED_VERSION,
            database=connection.vendor,
            database_version=room.version(),
            migrations=migrations,
            tables=states,
            left_out=left_out,
            files=len(sums),
            bytes=sum((folder / name).stat().st_size for name in sums),
        )
        write_private(folder / MANIFEST, manifest.to_json())
        sums |= {name: checksum(folder / name) for name in (room.FILE, MANIFEST)}
        write_sums(folder, sums)
    tell(f"{manifest.rows} rows in {len(states)} tables, {manifest.files} files")
    return root / folder.name.removeprefix(".").removesuffix(".part")


def applied_migrations() -> dict[str, list[str]]:
    found = defaultdict(list)
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found[app].append(name)
    return dict(found)


def copy_files(source: Path, folder: Path, tell: Tell) -> dict[str, str]:
    """Checksums by name in the backup. A file that vanishes meanwhile was never spoken of by a row that stayed."""
    there = list(stored_files(source))
    progress = Progress(tell, "Files", len(there))
    sums = {}
    for path in there:
        name = f"{FILES}/{path.relative_to(source).as_posix()}"
        try:
            sums[name] = copied(path, folder / name)
        except FileNotFoundError:
            if path.exists():
                raise
        progress.add(1)
    return sums


def stored_files(root: Path) -> Iterator[Path]:
    """All but what is still arriving, whose name begins with a dot."""
    for place, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place) / name
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                yield path
