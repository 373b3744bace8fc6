"""Two who give files to one meeting at the same instant."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.models import Document, Meeting
from tests.factories import PDF, DocumentFactory, MeetingFactory
from tests.races.together import FEW, MANY, Rounds, Together, posting, two_of
from tests.staff import Fields, address, errors

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("files")]


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


def two_uploads(rounds, files):
    """Both add a file of the same symbol and language."""
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
            before = Meeting.objects.get().public_version
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
            assert document.versions.get().file.read() == contents[winner]
            assert (document.history.count(), len(stored_files(files))) == (1, number + 1)
            assert Meeting.objects.get().public_version == before + 1
            rounds.note("stored", "told")


def two_files_of_one_form(rounds, files):
    """Both put a French file into one document, by the document's own form."""
    desks = two_of("Editors")
    with Together() as together:
        for number in rounds:
            document = DocumentFactory()
            contents = [PDF + f"%{desk.user}\n%%EOF\n".encode() for desk in desks]
            uploads = [SimpleUploadedFile("f.pdf", content, "application/pdf") for content in contents]
            pages = together.do(
                *(
                    posting(
                        desk, address(document), form, **{"versions-0-language": "fr", "versions-0-file": upload}
                    )
                    for desk, form, upload in zip(desks, [desk.read(document) for desk in desks], uploads, strict=True)
                )
            )
            assert sorted(answer.status_code for answer in pages) == [200, 302]
            winner = [answer.status_code for answer in pages].index(302)
            assert "The document has a version in this language already." in " ".join(
                errors(pages[1 - winner]).values()
            )
            assert document.versions.get().file.read() == contents[winner]
            assert len(stored_files(files)) == number + 1
            rounds.note("stored", "told")


RACES = [two_uploads, two_files_of_one_form]


@pytest.mark.parametrize("race", RACES)
def test_few_rounds(race, files):
    Rounds(FEW).of(race, files)


@pytest.mark.slow
@pytest.mark.parametrize("race", RACES)
def test_many_rounds(race, files):
    Rounds(MANY).of(race, files)
