"""Two who give files to one meeting at the same instant."""

from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from meetings.models import Document
from tests.factories import PDF, DocumentFactory, MeetingFactory
from tests.races.together import MANY, Rounds, Together, kept_version, posting, two_of
from tests.staff import Fields, address, errors

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def own_folder(race):
    """A folder of uploaded files that is the race's alone."""

    @wraps(race)
    def within(rounds):
        with TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
            race(rounds)

    return within


def page(meeting, name):
    return f"/admin/meetings/meeting/{meeting.pk}/documents/{name}/"


def given(desk, meeting, name, content):
    """The row that the page's script makes of one file, with the file."""
    markup = desk.client.post(page(meeting, "guess"), {"row": ["a"], "name": [name]}).json()["rows"]
    parser = Fields("rows")
    parser.feed(f'<form id="rows">{markup}</form>')
    return parser.values | {"a-file": SimpleUploadedFile(name, content, "application/pdf"), "status": "published"}


def stored_files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def content_of(document):
    return Path(document.versions.get().file.path).read_bytes()


@own_folder
def two_uploads(rounds):
    """Both add a file of the same symbol and language."""
    files = Path(settings.MEDIA_ROOT)
    desks = two_of("Editors")
    meeting = MeetingFactory()
    with Together() as together:
        for number in rounds:
            name = f"APLC-MSP.16-2017-{number + 1}-E.pdf"
            contents = [PDF + f"%{desk.user}\n%%EOF\n".encode() for desk in desks]
            drawn = [
                given(desk, meeting, name, content) | {"a-title": f"By {desk.user}"}
                for desk, content in zip(desks, contents, strict=True)
            ]
            before = kept_version(meeting)
            answers = together.do(
                *(posting(desk, page(meeting, "add"), form) for desk, form in zip(desks, drawn, strict=True))
            )
            assert sorted(answer.status_code for answer in answers) == [200, 400], [one.text for one in answers]
            winner = [answer.status_code for answer in answers].index(200)
            refused = answers[1 - winner].json()["rows"]
            assert f"By {desks[1 - winner].user}" in refused
            assert "errorlist" in refused
            document = Document.objects.get(symbol=f"APLC/MSP.16/2017/{number + 1}")
            assert str(document.title) == f"By {desks[winner].user}"
            assert content_of(document) == contents[winner]
            assert (document.history.count(), len(stored_files(files))) == (1, number + 1)
            assert kept_version(meeting) == before + 1
            rounds.note("stored", "told")


@own_folder
def two_files_of_one_form(rounds):
    """Both put a French file into one document, by the document's own form."""
    files = Path(settings.MEDIA_ROOT)
    desks = two_of("Editors")
    with Together() as together:
        for number in rounds:
            document = DocumentFactory()
            contents = [PDF + f"%{desk.user}\n%%EOF\n".encode() for desk in desks]
            uploads = [SimpleUploadedFile("f.pdf", content, "application/pdf") for content in contents]
            pages = together.do(
                *(
                    posting(desk, address(document), form, **{"versions-0-language": "fr", "versions-0-file": upload})
                    for desk, form, upload in zip(desks, [desks[0].read(document)] * 2, uploads, strict=True)
                )
            )
            assert sorted(answer.status_code for answer in pages) == [200, 302]
            winner = [answer.status_code for answer in pages].index(302)
            assert "The document has a version in this language already." in " ".join(
                errors(pages[1 - winner]).values()
            )
            assert content_of(document) == contents[winner]
            assert len(stored_files(files)) == number + 1
            rounds.note("stored", "told")


RACES = [two_uploads, two_files_of_one_form]


@pytest.mark.parametrize("race", RACES)
def test_two_files_at_once_are_one_and_a_sentence(race):
    Rounds(MANY).of(race)
