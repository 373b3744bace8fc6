"""Files of documents at the staff's desk: one at a time on the document's page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.models import Document, DocumentVersion
from tests.factories import PDF, DocumentFactory, DocumentVersionFactory, StateFactory, stored
from tests.intersessional.hostile_files import DECLARED, GOOD, HTML
from tests.intersessional.test_uploads import disk_that_takes
from tests.staff import conflict, errors, notices, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]


def upload(name="report.pdf", content=PDF):
    return SimpleUploadedFile(name, content, DECLARED.get(name.rpartition(".")[2], "text/html"))


def save(editor, document, **version):
    return editor.save(document, **{f"versions__0__{name}": value for name, value in version.items()})


def stored_files(folder):
    return sorted(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_stored_with_its_facts(editor, files, name):
    document = DocumentFactory()
    save(editor, document, language="fr", file=upload(name, GOOD[name]))
    version = document.versions.get()
    assert (version.file_name, version.size, version.url) == (name, len(GOOD[name]), "")
    assert stored_files(files) == [GOOD[name]]
    assert (version.history.count(), version.history.first().file_name) == (1, name)


def test_a_hostile_file_is_refused_at_its_field(editor, files):
    page = save(editor, DocumentFactory(), language="en", file=upload("page.pdf", HTML))
    assert errors(page) == {"versions-0-file": "“page.pdf” is refused: it is no PDF file, or a damaged one."}
    assert (DocumentVersion.objects.count(), stored_files(files)) == (0, [])


@pytest.mark.parametrize(
    ("sent", "stored_as"),
    [("../../report.pdf", "report.pdf"), ("two\nlines.pdf", "twolines.pdf"), ("\u202efdp.pdf", "fdp.pdf")],
)
def test_of_an_odd_name_only_the_plain_part_is_kept(editor, sent, stored_as):
    """The browser's post is read so, before anybody looks at the file."""
    given = upload()
    given._name = sent
    save(editor, DocumentFactory(), language="en", file=given)
    assert DocumentVersion.objects.get().file_name == stored_as


@pytest.mark.parametrize(
    "version", [{}, {"file": PDF, "url": "https://example.org/report.pdf"}], ids=["neither", "both"]
)
def test_a_version_is_a_file_or_an_address(editor, version):
    if "file" in version:
        version = version | {"file": upload()}
    page = save(editor, DocumentFactory(), language="en", **version)
    assert errors(page) == {"": "Give a file or an address, one of them."}


def test_a_file_takes_the_place_of_an_address_and_back(editor):
    version = DocumentVersionFactory(url="https://example.org/report.pdf", size=5)
    save(editor, version.document, url="", file=upload())
    version.refresh_from_db()
    assert (version.url, version.file_name, version.size) == ("", "report.pdf", len(PDF))
    save(editor, version.document, **{"file-clear": "on", "url": "https://example.org/elsewhere.pdf"})
    version.refresh_from_db()
    assert (version.url, version.file.name, version.file_name) == ("https://example.org/elsewhere.pdf", "", "")
    assert (version.size, version.checksum, version.content_type) == (None, "", "")


def test_a_replaced_file_gives_the_new_one_at_once_and_the_old_one_stays_on_the_disk(editor, visitor, files):
    version = stored()
    old = visitor.get(version.get_absolute_url())["ETag"]
    newer = PDF.replace(b"Catalog", b"Changed")
    save(editor, version.document, file=upload("newer.pdf", newer))
    response = visitor.get(version.get_absolute_url(), headers={"If-None-Match": old})
    assert (response.status_code, response.getvalue()) == (200, newer)
    assert stored_files(files) == sorted([PDF, newer])


def test_the_page_names_the_file_and_leads_to_it(editor):
    version = stored(name="Statement.pdf", document=DocumentFactory(status=Document.Status.DRAFT))
    page = editor.open(version.document).text
    address = f"/admin/meetings/documentversion/{version.pk}/file/"
    assert f'<a href="{address}">Statement.pdf</a>' in page
    response = editor.client.get(address)
    assert (response.getvalue(), response["Cache-Control"]) == (PDF, "no-store")
    assert response["Content-Security-Policy"] == "frame-ancestors 'none'"


def test_an_unpublished_file_is_shown_to_no_one_else(officer, client):
    version = stored(document=DocumentFactory(status=Document.Status.DRAFT))
    address = f"/admin/meetings/documentversion/{version.pk}/file/"
    assert officer.client.get(address).status_code == 403
    assert client.get(address)["Location"].startswith("/admin/login/")
    assert client.get(version.get_absolute_url()).status_code == 404


def test_an_outside_version_has_no_file_for_staff(editor):
    version = DocumentVersionFactory()
    assert editor.client.get(f"/admin/meetings/documentversion/{version.pk}/file/").status_code == 404


DISK_IS_FULL = "The file could not be stored: the server's disk may be full. Nothing was changed."


def test_a_full_disk_is_told_and_changes_nothing(editor, settings):
    document = DocumentFactory(title={"en": "Report"})
    settings.MEDIA_ROOT = "/dev/null/files"
    page = save(editor, document, language="en", file=upload())
    assert notices(page) == [("error", DISK_IS_FULL)]
    assert (document.versions.count(), document.history.count()) == (0, 1)


def test_a_large_file_that_a_full_disk_cuts_off_while_it_arrives_is_told_and_changes_nothing(editor, files):
    document = DocumentFactory()
    drawn = editor.read(document)
    large = upload("large.pdf", PDF[:-6] + bytes(9_000_000) + b"%%EOF\n")
    with disk_that_takes(8_000_000):
        page = editor.save(document, drawn, versions__0__language="en", versions__0__file=large)
    assert notices(page) == [("error", DISK_IS_FULL)]
    assert (document.versions.count(), stored_files(files)) == (0, [])


def test_of_a_file_beyond_the_limit_the_sentence_tells_the_limit(editor, files):
    large = upload("large.pdf", PDF[:-6] + bytes(21 * 1024 * 1024) + b"%%EOF\n")
    page = save(editor, DocumentFactory(), language="en", file=large)
    assert errors(page) == {"versions-0-file": "“large.pdf” is larger than 20 MB."}


def test_two_editors_see_both_files_by_name(editor, second_editor):
    version = stored(name="first.pdf")
    drawn = editor.read(version.document)
    save(second_editor, version.document, file=upload("second.pdf"))
    page = editor.save(version.document, drawn, versions__0__file=upload("third.pdf"))
    assert conflict(page) == [("File", "second.pdf", "third.pdf")]
    assert "second" in words(page.text)


def test_by_whom_is_a_state_or_an_organisation(editor):
    page = editor.save(DocumentFactory(), state=str(StateFactory().pk), organisation="ICBL")
    assert errors(page) == {"": "Name a State or an organisation, not both."}
