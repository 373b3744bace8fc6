"""A backup is brought back: judged whole before anything is touched, then files, then the database in one step."""

from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.module_loading import import_string

from intersessional.backups.archive import FILES, MANIFEST, BackupError, Progress, Tell, checksum, copied, verified
from intersessional.backups.engines import Engine, engine
from intersessional.backups.manifest import Manifest

ERASURES = "reapply_erasures"


def restore_backup(folder: Path, tell: Tell, *, replace: bool = False) -> Manifest:
    """BackupError: why it is refused, and that nothing was changed; or what is left to do.

    `replace` gives up the database that is there, and files that differ from those of the same name in the backup."""
    room = engine()
    sums, manifest = judge(folder, room, tell)
    tables = connection.introspection.table_names()
    if tables and not replace:
        raise BackupError(
            "The database is not empty. Restore into an empty one, or give up what it holds with --replace."
        )
    files = {name.removeprefix(f"{FILES}/"): digest for name, digest in sums.items() if name.startswith(f"{FILES}/")}
    bring_files(folder / FILES, Path(settings.MEDIA_ROOT), files, tell, replace=replace)
    room.load(folder / room.FILE, tables, tell)
    compare(room.states(), manifest)
    finish(tell)
    return manifest


def judge(folder: Path, room: Engine, tell: Tell) -> tuple[Mapping[str, str], Manifest]:
    """Checksums by name and the manifest, of a backup that can be restored here."""
    sums = verified(folder, tell)
    manifest = Manifest.from_json((folder / MANIFEST).read_text())
    if manifest.database != connection.vendor:
        raise BackupError(f"This is a backup of {manifest.database}, and the site is set up on {connection.vendor}.")
    if obstacle := room.obstacle():
        raise BackupError(obstacle)
    if unknown := manifest.unknown_to(MigrationLoader(connection, ignore_no_migrations=True).disk_migrations):
        raise BackupError(
            f"The backup was made by a newer version: this one doesn't know {', '.join(unknown)}. Install that version."
        )
    if room.FILE not in sums:
        raise BackupError(f"{room.FILE} is missing: nothing was changed.")
    room.check(folder / room.FILE)
    return sums, manifest


def bring_files(source: Path, root: Path, files: Mapping[str, str], tell: Tell, *, replace: bool) -> None:
    """Names are random, so another file of the same name belongs to another site; what is there already stays."""
    there = {name for name in files if (root / name).exists()}
    wanting = [name for name in files if name not in there or checksum(root / name) != files[name]]
    if (differing := there.intersection(wanting)) and not replace:
        raise BackupError(f"{root / min(differing)} is another file than in the backup. Nothing was changed.")
    progress = Progress(tell, "Files", len(wanting))
    for name in wanting:
        if copied(source / name, root / name) != files[name]:
            raise BackupError(f"{FILES}/{name} has changed since its checksum was compared. Begin again.")
        progress.add(1)


def compare(states: Mapping[str, object], manifest: Manifest) -> None:
    differing = [name for name in manifest.tables if states.get(name) != manifest.tables[name]]
    if differing:
        raise BackupError(
            f"What was restored differs from what the backup tells, in {', '.join(differing)}: "
            "don't start the site on it."
        )


def finish(tell: Tell) -> None:
    """The schema of this version, persons who were erased since, and what the apps do."""
    call_command("migrate", verbosity=0, skip_checks=True)
    if ERASURES in get_commands():
        call_command(ERASURES)
    for path in settings.AFTER_RESTORE:
        after: Callable[[], None] = import_string(path)
        after()
    tell("Schema brought up to date")
