"""What an uploaded file is, by its content: its name, its declared type and its content must agree."""

import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from intersessional.lib.uploads import MAX_BYTES, FileFacts

UNKNOWN_TYPES = {"", "application/octet-stream"}
"""Declared by browsers on machines that don't know the format."""

OFFICE = "application/vnd.openxmlformats-officedocument."
MAX_PARTS, MAX_TYPES, MAX_UNPACKED = 5_000, 1_000_000, 10 * MAX_BYTES
"""Of an Office file, which is an archive: how many parts, how long the list of their types, how much unpacked."""
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
"""What reading a damaged, encrypted or strangely packed archive leads to."""

ACTIVE = {
    *("apk", "app", "bat", "bin", "chm", "cmd", "com", "cpl", "dll", "docm", "exe", "hta", "htm", "html", "iso"),
    *("jar", "js", "jse", "lnk", "mht", "msi", "php", "pif", "pptm", "ps1", "py", "reg", "scr", "sh", "svg", "swf"),
    *("vb", "vbe", "vbs", "wsf", "xhtml", "xlsm", "xml", "zip"),
}
"""Endings of what runs or holds something that runs: with a second one behind it, a name says two things."""


def checked(upload: File) -> FileFacts:
    """ValidationError with a sentence: the file is refused."""
    name = upload.name or ""
    check_name(name)
    ending = PurePath(name).suffix.lower()
    if ending not in CHECKS:
        raise ValidationError(
            _("“%(name)s” is refused: only PDF, DOCX, PPTX, XLSX and TXT files are taken."), params={"name": name}
        )
    if not upload.size:
        raise ValidationError(_("“%(name)s” is empty."), params={"name": name})
    if upload.size > MAX_BYTES:
        raise ValidationError(_("“%(name)s” is larger than 20 MB."), params={"name": name})
    told = CHECKS[ending](upload)
    declared = (getattr(upload, "content_type", "") or "").partition(";")[0].strip().lower()
    if told is None or declared not in {told.partition(";")[0], *UNKNOWN_TYPES}:
        raise ValidationError(
            _("“%(name)s” is refused: it is no %(format)s file, or a damaged one."),
            params={"name": name, "format": ending[1:].upper()},
        )
    return FileFacts(name=name, content_type=told, size=upload.size, checksum=digest(upload))


def check_name(name: str) -> None:
    """Of one file, in signs that show what they are, with one ending."""
    is_odd = name != PurePath(name).name or "\\" in name or name.startswith(".") or len(name) > 200
    if is_odd or any(unicodedata.category(sign)[0] == "C" for sign in name):
        raise ValidationError(_("This file's name can't be kept: give it a plain one of at most 200 characters."))
    *before, last = name.lower().split(".")
    if twice := [ending for ending in before[1:] if ending.strip() in ACTIVE]:
        told = _("“%(name)s” has two endings, .%(first)s and .%(last)s: give it one.")
        raise ValidationError(told, params={"name": name, "first": twice[-1], "last": last})


def digest(upload: File) -> str:
    found = sha256()
    for chunk in upload.chunks():
        found.update(chunk)
    upload.seek(0)
    return found.hexdigest()


def pdf(upload: File) -> str | None:
    """Begins as one and ends as one: what else follows would be another file in disguise."""
    upload.seek(0)
    beginning = upload.read(8)
    upload.seek(max(0, (upload.size or 0) - 1024))
    is_whole = re.search(rb"%%EOF[\s\x00]*\Z", upload.read())
    return "application/pdf" if re.match(rb"%PDF-[12]\.", beginning) and is_whole else None


def office(kind: str, main: str) -> Callable[[File], str | None]:
    """An archive with that main part, of which every part can be read; without macros."""

    def check(upload: File) -> str | None:
        upload.seek(0)
        if upload.read(4) != b"PK\x03\x04":
            return None
        try:
            with zipfile.ZipFile(upload) as archive:
                return OFFICE + kind if is_office(archive, kind, main) else None
        except DAMAGED:
            return None

    return check


def is_office(archive: zipfile.ZipFile, kind: str, main: str) -> bool:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise ValidationError(_("This file unpacks to far more than it seems to hold, so it is refused."))
    if archive.comment or not {"[Content_Types].xml", main} <= names or any(is_outside(name) for name in names):
        return False
    if archive.getinfo("[Content_Types].xml").file_size > MAX_TYPES:
        return False
    types = archive.read("[Content_Types].xml")
    if b"macroEnabled" in types or any(re.search(r"vbaProject|activeX", name, re.IGNORECASE) for name in names):
        raise ValidationError(_("This file contains macros, so it is refused: save it without them."))
    return f"{OFFICE}{kind}.main+xml".encode() in types and archive.testzip() is None


def is_outside(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def text(upload: File) -> str | None:
    """UTF-8, else Windows-1252; no other format that happens to be text."""
    upload.seek(0)
    content = upload.read()
    if re.search(rb"[\x00-\x08\x0e-\x1f\x7f]", content) or re.match(rb"(\xef\xbb\xbf)?\s*(<[!?a-zA-Z]|%PDF-)", content):
        return None
    for encoding in ("utf-8", "windows-1252"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return f"text/plain; charset={encoding}"
    return None


CHECKS: dict[str, Callable[[File], str | None]] = {
    ".pdf": pdf,
    ".docx": office("wordprocessingml.document", "word/document.xml"),
    ".pptx": office("presentationml.presentation", "ppt/presentation.xml"),
    ".xlsx": office("spreadsheetml.sheet", "xl/workbook.xml"),
    ".txt": text,
}
"""By ending: gives the content type, or None where the content isn't of it."""
