"""The folder of a backup: written beside its final name, renamed once it is complete, refused if a byte differs.

Its layout is that of `sha256sum`: `SHA256SUMS` names every other file of the folder, so that `sha256sum --check` tells
the same as `verified`.
"""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path

Tell = Callable[[str], None]

SUMS = "SHA256SUMS"
MANIFEST = "manifest.json"
FILES = "files"
NAME = re.compile(r"intersessional-\d{8}T\d{6}Z")
LINE = re.compile(r"([0-9a-f]{64})  ([^\n\r\\]+)")
CHUNK = 1024 * 1024


class BackupError(Exception):
    """A sentence for whoever runs the command."""


class Progress:
    """Tells each tenth of a total."""

    def __init__(self, tell: Tell, what: str, total: int) -> None:
        self.tell, self.what, self.total = tell, what, total
        self.done, self.told = 0, 0

    def add(self, amount: int) -> None:
        self.done += amount
        tenth = self.done * 10 // self.total if self.total else 10
        if tenth > self.told:
            self.told = tenth
            self.tell(f"{self.what}: {tenth * 10} %")


def folder_name(moment: datetime) -> str:
    """`intersessional-20261124T143900Z`; the moment in UTC."""
    return f"intersessional-{moment:%Y%m%dT%H%M%SZ}"


@contextmanager
def new_folder(root: Path, name: str) -> Iterator[Path]:
    """A folder to fill, readable by its owner alone; at `root/name` once the block has ended well, else nowhere.

    BackupError: where another backup is being made in the same place, or there is one of that name.
    """
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(root):
        for left in root.glob(".*.part"):
            shutil.rmtree(left)
        if (root / name).exists():
            raise BackupError(f"There is a backup {root / name} already.")
        filling = root / f".{name}.part"
        filling.mkdir(mode=0o700)
        try:
            yield filling
            for folder in (filling, *(path for path in filling.rglob("*") if path.is_dir())):
                folder.chmod(0o700)
                sync(folder)
            filling.rename(root / name)
            sync(root)
        except BaseException:
            shutil.rmtree(filling, ignore_errors=True)
            raise


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Given back by the system however the process ends."""
    descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise BackupError(f"Another backup is being made in {root}.") from None
    finally:
        os.close(descriptor)


def sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def checksum(path: Path, progress: Progress | None = None) -> str:
    found = sha256()
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            found.update(chunk)
            if progress:
                progress.add(len(chunk))
    return found.hexdigest()


def copied(source: Path, target: Path) -> str:
    """The checksum of what was copied: whole and on the disk under its name, or not there."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = sha256()
    descriptor, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as written, source.open("rb") as read:
            while chunk := read.read(CHUNK):
                found.update(chunk)
                written.write(chunk)
            written.flush()
            os.fsync(written.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return found.hexdigest()


def write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text)
    sync(path)


def write_sums(folder: Path, sums: Mapping[str, str]) -> None:
    """BackupError: a name that no line can hold."""
    lines = [f"{digest}  {name}" for name, digest in sorted(sums.items())]
    for line in lines:
        if not LINE.fullmatch(line):
            raise BackupError(f"This file's name can't be kept: {line.partition('  ')[2]!r}.")
    write_private(folder / SUMS, "".join(f"{line}\n" for line in lines))


def verified(folder: Path, tell: Tell) -> dict[str, str]:
    """Checksums by name, each of them compared. BackupError: anything differs, is missing, or is one too many."""
    sums = read_sums(folder)
    found = held(folder)
    for name in sorted(sums.keys() ^ (found.keys() - {SUMS})):
        raise BackupError(f"{name} is {'missing' if name in sums else 'no part of the backup'}: nothing was changed.")
    progress = Progress(tell, "Checksums", sum(found[name] for name in sums))
    for name, digest in sums.items():
        if checksum(folder / name, progress) != digest:
            raise BackupError(f"{name} is damaged: its checksum differs. Nothing was changed.")
    return sums


def read_sums(folder: Path) -> dict[str, str]:
    try:
        text = (folder / SUMS).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BackupError(f"{folder} is no backup, or a damaged one: {SUMS} can't be read.") from error
    lines = [LINE.fullmatch(line) for line in text.split("\n")[:-1]]
    sums = {line[2]: line[1] for line in lines if line}
    if not text.endswith("\n") or len(sums) < len(lines) or MANIFEST not in sums:
        raise BackupError(f"{SUMS} is damaged: nothing was changed.")
    return sums


def held(folder: Path) -> dict[str, int]:
    """Sizes of all files in the folder by their names; of a link BackupError."""
    found = {}
    for place, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = Path(place) / name
            if path.is_symlink():
                raise BackupError(f"{path} is a link: nothing was changed.")
            if name in names:
                found[path.relative_to(folder).as_posix()] = path.stat().st_size
    return found


def prune(root: Path, keep: int) -> list[Path]:
    """Deletes all but the newest backups, and nothing else that lies there; gives back what is gone."""
    there = sorted(path for path in root.iterdir() if NAME.fullmatch(path.name) and (path / SUMS).is_file())
    gone = there[: max(0, len(there) - keep)]
    for folder in gone:
        shutil.rmtree(folder)
    return gone
