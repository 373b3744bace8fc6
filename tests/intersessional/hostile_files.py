"""Files that look like documents: built here, since nobody should keep such things in a repository."""

import io
import struct
import zipfile

OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{main}" ContentType="{kind}.main+xml"/></Types>'
)
MAINS = {
    "docx": ("wordprocessingml.document", "word/document.xml"),
    "pptx": ("presentationml.presentation", "ppt/presentation.xml"),
    "xlsx": ("spreadsheetml.sheet", "xl/workbook.xml"),
}
DECLARED = {ending: OFFICE + kind for ending, (kind, _main) in MAINS.items()}
DECLARED |= {"pdf": "application/pdf", "txt": "text/plain"}

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
HTML = b"<!DOCTYPE html><script>alert(document.domain)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(64)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)


def archive(parts, comment=b""):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        made.comment = comment
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()


def office(ending, *, types=TYPES, comment=b"", **others):
    """The least Office file; `others` are further parts, by name with `__` for a slash."""
    kind, main = MAINS[ending]
    parts = {"[Content_Types].xml": types.format(main=main, kind=OFFICE + kind), main: "<document/>" * 50}
    return archive(parts | {name.replace("__", "/"): content for name, content in others.items()}, comment)


def lying_about_its_size():
    """Every part claims to unpack to four gigabytes."""
    content = bytearray(office("docx"))
    place = -1
    while (place := content.find(b"PK\x01\x02", place + 1)) >= 0:
        struct.pack_into("<I", content, place + 24, 0xFFFFFFF0)
    return bytes(content)


def encrypted():
    """The flag alone: nobody has the password."""
    content = bytearray(office("docx"))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = -1
        while (place := content.find(mark, place + 1)) >= 0:
            content[place + offset] |= 1
    return bytes(content)


def damaged():
    """One byte of the main part has changed."""
    content = bytearray(office("docx"))
    content[content.index(b"word/document.xml") + len("word/document.xml") + 4] ^= 0xFF
    return bytes(content)


MACROS = "application/vnd.ms-word.document.macroEnabled"
GOOD = {
    "report.pdf": PDF,
    "report.docx": office("docx"),
    "slides.pptx": office("pptx"),
    "table.xlsx": office("xlsx"),
    "note.txt": "Déclaration de la Belgique\r\n".encode(),
    "old.txt": "Déclaration de la Belgique – n° 1".encode("windows-1252"),
}
NO_PDF = "“{name}” is refused: it is no PDF file, or a damaged one."
NO_DOCX = NO_PDF.replace("PDF", "DOCX")
NO_TXT = NO_PDF.replace("PDF", "TXT")
ONLY = "“{name}” is refused: only PDF, DOCX, PPTX, XLSX and TXT files are taken."
BAD_NAME = "This file's name can't be kept: give it a plain one of at most 200 characters."
BOMB = "This file unpacks to far more than it seems to hold, so it is refused."
WITH_MACROS = "This file contains macros, so it is refused: save it without them."

HOSTILE = [
    ("page.pdf", HTML, NO_PDF),
    ("drawing.pdf", SVG, NO_PDF),
    ("page.html", HTML, ONLY),
    ("drawing.svg", SVG, ONLY),
    ("program.exe", EXE, ONLY),
    ("program.pdf", EXE, NO_PDF),
    ("without ending", PDF, ONLY),
    ("letter.doc", OLE, ONLY),
    ("letter.docm", office("docx"), ONLY),
    ("page first.pdf", HTML + PDF, NO_PDF),
    ("page last.pdf", PDF + HTML, NO_PDF),
    ("archive last.pdf", PDF + office("docx"), NO_PDF),
    ("cut off.pdf", PDF[:40], NO_PDF),
    ("spreadsheet.docx", office("xlsx"), NO_DOCX),
    ("report.docx", PDF, NO_DOCX),
    ("locked.docx", OLE, NO_DOCX),
    ("archive.docx", archive({"readme": "nothing"}), NO_DOCX),
    ("cut off.docx", office("docx")[:-60], NO_DOCX),
    ("damaged.docx", damaged(), NO_DOCX),
    ("encrypted.docx", encrypted(), NO_DOCX),
    ("program first.docx", EXE + office("docx"), NO_DOCX),
    ("page behind.docx", office("docx", comment=HTML), NO_DOCX),
    ("outside.docx", office("docx", **{".." + "__etc__passwd": "root"}), NO_DOCX),
    ("macros.docx", office("docx", word__vbaProject="x"), WITH_MACROS),
    ("macro type.docx", office("docx", types=TYPES.replace("{kind}", MACROS)), WITH_MACROS),
    ("controls.docx", office("docx", word__activeX__activeX1="x"), WITH_MACROS),
    ("bomb.docx", office("docx", word__media=bytes(220_000_000)), BOMB),
    ("liar.docx", lying_about_its_size(), BOMB),
    ("many.xlsx", office("xlsx", **{f"xl__sheet{number}": "" for number in range(5_001)}), BOMB),
    ("empty.pdf", b"", "“{name}” is empty."),
    ("large.pdf", PDF[:-6] + bytes(21 * 1024 * 1024) + b"%%EOF\n", "“{name}” is larger than 20 MB."),
    ("nulls.txt", b"a\x00b", NO_TXT),
    ("picture.txt", PNG, NO_TXT),
    ("page.txt", HTML, NO_TXT),
    ("unreadable.txt", b"\x81\x8d\x8f", NO_TXT),
    ("../../x.pdf", PDF, BAD_NAME),
    ("..\\x.pdf", PDF, BAD_NAME),
    (".htaccess.pdf", PDF, BAD_NAME),
    ("two\nlines.pdf", PDF, BAD_NAME),
    ("\u202efdp.pdf", PDF, BAD_NAME),
    (f"{'x' * 200}.pdf", PDF, BAD_NAME),
    ("page.html.pdf", PDF, "“{name}” has two endings, .html and .pdf: give it one."),
    ("report.pdf.exe", PDF, ONLY),
    ("report.exe.pdf", PDF, "“{name}” has two endings, .exe and .pdf: give it one."),
]
"""Name, content, and the sentence that refuses it."""
