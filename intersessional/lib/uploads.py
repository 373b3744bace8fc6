"""Files that staff give us: never larger than agreed, stored whole or not at all, under names that nobody can guess."""

import os
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler
from django.db import models
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 20 * 1024 * 1024
LONGEST_ARRIVAL_SECONDS = 60 * 60

NOT_STORED = _("The file could not be stored: the server's disk may be full. Nothing was changed.")


@dataclass(frozen=True)
class FileFacts:
    """What is known of a file beside its bytes: the name that it came under, its size in bytes, its SHA-256."""

    name: str
    content_type: str
    size: int
    checksum: str


class LimitedUpload(FileUploadHandler):
    """Lets through a little more than a file may hold, and nothing of the rest: so that it is seen to be too large."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= MAX_BYTES else None

    def file_complete(self, file_size: int) -> None:
        """The next handler gives the file."""


class SpooledUpload(TemporaryFileUploadHandler):
    """A file that the disk has no room for while it arrives is missing then, where the request would fail."""

    request: Any

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self.request.is_disk_full = True
            raise SkipFile from error


class NotStoredError(ValidationError):
    """The disk took no more."""


written: ContextVar[list[Path] | None] = ContextVar("written", default=None)


@contextmanager
def taken_away_on_failure() -> Iterator[None]:
    """Files that are stored before something fails: the rows that would know them are undone."""
    paths: list[Path] = []
    before = written.set(paths)
    try:
        yield
    except BaseException:
        for path in paths:
            path.unlink(missing_ok=True)
        raise
    finally:
        written.reset(before)


def check_arrived(request: HttpRequest) -> None:
    """NotStoredError: the disk had no room for a file while it arrived."""
    have_arrived = request.FILES is not None
    if have_arrived and getattr(request, "is_disk_full", False):
        raise NotStoredError(NOT_STORED)


class UploadStorage(FileSystemStorage):
    """Writes into a folder of what arrives, and renames what is complete."""

    def _save(self, name: str, content: File) -> str:
        path = Path(self.path(name))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.write(path, content)
        except OSError as error:
            raise NotStoredError(NOT_STORED) from error
        paths = written.get()
        if paths is not None:
            paths.append(path)
        return name

    def write(self, path: Path, content: File) -> None:
        arriving = Path(self.location) / "arriving"
        arriving.mkdir(exist_ok=True)
        sweep(arriving)
        descriptor, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=arriving)
        try:
            with os.fdopen(descriptor, "wb") as target:
                for chunk in content.chunks():
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def sweep(arriving: Path) -> None:
    """Deletes what somebody who was killed has left there."""
    for left in arriving.iterdir():
        with suppress(FileNotFoundError):
            if left.stat().st_mtime < time.time() - LONGEST_ARRIVAL_SECONDS:
                left.unlink()


def random_name(row: models.Model, name: str) -> str:
    """`3f/3f9c….pdf`, of the uploaded name only the ending; a folder for each of 256 beginnings."""
    stem = secrets.token_hex(16)
    return f"{stem[:2]}/{stem}{Path(name).suffix.lower()}"


class HeldFile(FieldFile):
    """Known to people by the name that it came under, to the storage by another."""

    instance: Any
    field: "UploadField"
    _committed: bool

    @property
    def is_stored(self) -> bool:
        return bool(self) and self._committed

    @property
    def told(self) -> str:
        return str(getattr(self.instance, self.field.name_from))

    @property
    def url(self) -> str:
        """Its row's own address: the storage has none."""
        return str(self.instance.get_absolute_url())


class UploadField(models.FileField):
    """A file under a random name; `name_from` is the field of the row that keeps the uploaded one."""

    attr_class = HeldFile

    def __init__(self, *args: Any, name_from: str = "file_name", **kwargs: Any) -> None:
        self.name_from = name_from
        super().__init__(*args, **{"upload_to": random_name, "max_length": 255, **kwargs})
