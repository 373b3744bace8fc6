"""Many files at once: guessed at by their names, confirmed row by row, all stored or none."""

import threading

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from intersessional.lib.file_checks import checked
from intersessional.lib.uploads import NotStoredError
from meetings.actions import NewFile, RefusedFilesError, add_documents
from meetings.models import Document, DocumentVersion, Meeting
from tests.factories import PDF, AgendaItemFactory, DocumentFactory, MeetingFactory, StateFactory, released, stored
from tests.intersessional.hostile_files import DECLARED, GOOD, HTML
from tests.intersessional.test_uploads import disk_that_takes
from tests.staff import Fields, member_of, notices, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]

SYMBOL = "APLC/MSP.16/2017/11"


@pytest.fixture
def meeting():
    return MeetingFactory(slug="16msp", short_name="16MSP")


def page(meeting, name="add"):
    return f"/admin/meetings/meeting/{meeting.pk}/documents/{name}/"


def rows_of(markup):
    parser = Fields("rows")
    parser.feed(f'<form id="rows">{markup}</form>')
    return parser.values


def guess(desk, meeting, *names):
    """What the page would draw for files of these names, by field."""
    keys = [f"file{place}" for place in range(len(names))]
    return rows_of(desk.client.post(page(meeting, "guess"), {"row": keys, "name": names}).json()["rows"])


def add(desk, meeting, *files, status="draft", **changes):
    """Post the rows as they are guessed for these files, but for the changes; a file is a name or (name, content)."""
    given = [file if isinstance(file, tuple) else (file, PDF) for file in files]
    drawn = guess(desk, meeting, *(name for name, _content in given))
    for place, (name, content) in enumerate(given):
        kind = DECLARED.get(name.rpartition(".")[2], "text/html")
        drawn[f"file{place}-file"] = SimpleUploadedFile(name, content, kind)
    drawn |= {name.replace("__", "-"): value for name, value in changes.items()}
    return desk.client.post(page(meeting), drawn | {"status": status})


def refusals(response):
    """What is said above the rows, and in each row that is refused."""
    assert response.status_code == 400
    answer = response.json()
    rows = answer["rows"].split("<tr ")[1:]
    told = [
        words(" ".join(part.split("</ul>")[0].split(">", 1)[1] for part in row.split('<ul class="errorlist')[1:]))
        for row in rows
    ]
    return answer["told"], told


def stored_files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def told(documents):
    return [
        (row.symbol, str(row.title), row.kind, row.status, [version.language for version in row.versions_in_order])
        for row in documents
    ]


# Guessing


def test_rows_are_guessed_from_the_names(editor, meeting):
    StateFactory(name={"en": "Belgium"})
    StateFactory(name={"en": "Guinea"})
    StateFactory(name={"en": "Guinea-Bissau"}, aliases="Guinée-Bissau")
    drawn = guess(
        editor,
        meeting,
        "APLC-MSP.16-2017-11-Add.1-E.pdf",
        "Statement_Belgium_FR.pdf",
        "Déclaration Guinée Bissau.pdf",
        "Slides.pptx",
    )

    def column(name):
        return [drawn[f"file{place}-{name}"][0] if f"file{place}-{name}" in drawn else "" for place in range(4)]

    assert drawn["row"] == ["file0", "file1", "file2", "file3"]
    assert column("symbol") == [SYMBOL + "/Add.1", "", "", ""]
    assert column("title") == ["", "Statement by Belgium", "Statement by Guinea-Bissau", "Slides"]
    assert column("language") == ["en", "fr", "", ""]
    assert column("kind") == ["other", "statement", "statement", "presentation"]
    assert column("state") == ["", "Belgium", "Guinea-Bissau", ""]


def test_a_document_that_is_there_already_names_itself(editor, meeting):
    DocumentFactory(meeting=meeting, symbol=SYMBOL, title={"en": "Report"}, kind="report")
    drawn = guess(editor, meeting, "APLC-MSP.16-2017-11-F.pdf")
    assert (drawn["file0-title"], drawn["file0-kind"]) == (["Report"], ["report"])


@pytest.mark.parametrize("files", [1, 3])
def test_guessing_costs_the_same_however_many_files(superuser, meeting, files, django_assert_num_queries):
    AgendaItemFactory(meeting=meeting)
    names = [f"APLC-MSP.16-2017-{number}-E.pdf" for number in range(files)]
    with django_assert_num_queries(6):
        guess(superuser, meeting, *names)


# Adding


def test_files_become_drafts_of_the_meeting_with_their_versions(editor, meeting, files):
    item = AgendaItemFactory(meeting=meeting)
    belgium = StateFactory(name={"en": "Belgium"}, iso2="BE")
    answer = add(
        editor,
        meeting,
        "APLC-MSP.16-2017-11-E.pdf",
        "APLC-MSP.16-2017-11-F.pdf",
        ("Statement_Belgium_FR.docx", GOOD["report.docx"]),
        "Statement_ICBL_EN.pdf",
        file0__title="Report",
        file0__kind="report",
        file1__kind="report",
        file2__item=str(item.pk),
        file2__state="be",
        file3__organisation="ICBL",
    )
    assert answer.json() == {"next": f"/admin/meetings/document/?meeting__id__exact={meeting.pk}"}
    assert notices(editor.client.get(answer.json()["next"])) == [("success", "4 files added to 3 documents.")]
    assert told(Document.objects.in_order()) == [
        (SYMBOL, "Report", "report", "draft", ["en", "fr"]),
        ("", "Statement by Belgium", "statement", "draft", ["fr"]),
        ("", "Statement ICBL", "statement", "draft", ["en"]),
    ]
    by_belgium, by_icbl = Document.objects.filter(kind="statement").in_order()
    assert (by_belgium.item, by_belgium.state, by_icbl.organisation) == (item, belgium, "ICBL")
    assert len(stored_files(files)) == 4
    for row in (*Document.objects.all(), *DocumentVersion.objects.all()):
        assert [(record.history_type, record.history_user) for record in row.history.all()] == [("+", editor.user)]


def test_files_without_a_symbol_and_of_one_title_are_versions_of_one_document(editor, meeting):
    add(editor, meeting, "Agenda (EN).pdf", "Agenda (FR).pdf")
    assert told(Document.objects.all()) == [("", "Agenda", "agenda", "draft", ["en", "fr"])]


def test_a_published_statement_shows_at_once(editor, client, meeting):
    item = AgendaItemFactory(meeting=meeting)
    released(meeting)
    path = f"/meetings/16msp/items/{item.public_id}/"
    assert "Statement" not in client.get(path).text
    add(editor, meeting, "Statement EN.pdf", status="published", file0__item=str(item.pk))
    assert "Statement" in client.get(path).text


def test_a_document_that_is_there_gets_another_version_and_stays_as_it_is(editor, meeting):
    report = stored(document=DocumentFactory(meeting=meeting, symbol=SYMBOL, title={"en": "Report"})).document
    add(editor, meeting, "APLC-MSP.16-2017-11-F.pdf")
    assert told(Document.objects.all()) == [(SYMBOL, "Report", "other", "published", ["en", "fr"])]
    assert report.history.count() == 1


REFUSED = [
    (
        ["Agenda EN.pdf", ("page EN.pdf", HTML)],
        {},
        ["", "“page EN.pdf” is refused: it is no PDF file, or a damaged one."],
    ),
    (["Agenda EN.pdf", ("empty EN.pdf", b"")], {}, ["", "“empty EN.pdf” is empty."]),
    (["Agenda.pdf"], {}, ["This field is required."]),
    (["APLC-MSP.16-2017-12-E.pdf"], {}, ["Title: This field cannot be blank."]),
    (
        ["APLC-MSP.16-2017-11-F.pdf"],
        {"file0__title": "Other", "file0__kind": "other"},
        [
            "There is a document of this symbol already, and it differs: title. Change that on its page.",
        ],
    ),
    (
        ["APLC-MSP.16-2017-11-F.pdf"],
        {"file0__state": "be", "file0__kind": "agenda"},
        ["There is a document of this symbol already, and it differs: kind, by the State. Change that on its page."],
    ),
    (["APLC-MSP.16-2017-11-E.pdf"], {}, ["The document has a version in this language already."]),
    (
        ["Note EN.pdf", "Note.pdf"],
        {"file1__language": "en"},
        [
            "",
            "The document has a version in this language already.",
        ],
    ),
    (
        ["APLC-MSP.16-2017-12-E.pdf", "APLC-MSP.16-2017-12-F.pdf"],
        {"file0__title": "Report", "file1__title": "Rapport"},
        ["", "The files of one document differ: title."],
    ),
    (
        ["APLC-MSP.15-2016-1-E.pdf"],
        {"file0__title": ""},
        [
            "There is a document of this symbol already, of another meeting.",
        ],
    ),
    (["Note EN.pdf"], {"file0__state": "Belguim"}, ["No State is called “Belguim”."]),
    (
        ["Note EN.pdf"],
        {"file0__state": "be", "file0__organisation": "ICBL"},
        [
            "Name a State or an organisation, not both.",
        ],
    ),
    (
        ["Note EN.pdf"],
        {"file0__name": "Other EN.pdf"},
        [
            "This file's name can't be kept: give it a plain one of at most 200 characters.",
        ],
    ),
    (["Note EN.pdf"], {"file0__file": ""}, ["This file didn't arrive whole. Leave it out, and add it again."]),
    (
        ["Note EN.pdf"],
        {"file0__item": "0"},
        [
            "Select a valid choice. 0 is not one of the available choices.",
        ],
    ),
]


@pytest.mark.parametrize(("given", "changes", "sentences"), REFUSED)
def test_one_row_that_is_wrong_keeps_all_back_and_is_told(editor, meeting, files, given, changes, sentences):
    StateFactory(name={"en": "Belgium"}, iso2="BE")
    stored(document=DocumentFactory(meeting=meeting, symbol=SYMBOL, title={"en": "Report"}))
    DocumentFactory(symbol="APLC/MSP.15/2016/1")
    before = (Document.objects.count(), len(stored_files(files)), Meeting.objects.get(pk=meeting.pk).public_version)
    answer = add(editor, meeting, *given, **changes)
    assert refusals(answer) == ("Nothing was added yet: see what is wrong with 1 file.", sentences)
    after = (Document.objects.count(), len(stored_files(files)), Meeting.objects.get(pk=meeting.pk).public_version)
    assert after == before


def test_what_was_entered_is_drawn_again(editor, meeting):
    answer = add(editor, meeting, "Note.pdf", file0__title="My title", file0__symbol="x")
    drawn = rows_of(answer.json()["rows"])
    assert (drawn["row"], drawn["file0-title"], drawn["file0-symbol"]) == (["file0"], ["My title"], ["x"])
    assert 'aria-invalid="true"' in answer.json()["rows"]


@pytest.mark.parametrize("number", [0, 51])
def test_one_file_at_least_and_fifty_at_most(editor, meeting, number):
    keys = [f"file{place}" for place in range(number)]
    answer = editor.client.post(page(meeting), {"row": keys, "status": "draft"})
    assert refusals(answer) == ("Choose one file at least, and at most 50 at once.", [])


def test_a_full_disk_stores_nothing_of_all(editor, meeting, files, settings):
    settings.MEDIA_ROOT = "/dev/null/files"
    answer = add(editor, meeting, "Note EN.pdf", "Agenda EN.pdf")
    sentence = "The file could not be stored: the server's disk may be full. Nothing was changed."
    assert refusals(answer) == (sentence, ["", ""])
    assert Document.objects.count() == 0


def new_file(name, content, **about):
    upload = ContentFile(content, name)
    return NewFile(file=upload, facts=checked(upload), language="en", title=name, **about)


def test_files_that_were_stored_before_the_disk_was_full_are_taken_away(meeting, files, editor):
    small, large = new_file("small.pdf", PDF), new_file("large.pdf", PDF[:-6] + bytes(6_000_000) + b"%%EOF\n")
    with disk_that_takes(5_000_000), pytest.raises(NotStoredError):
        add_documents(meeting=meeting, files=[small, large], status="draft", by=editor.user)
    assert (Document.objects.count(), stored_files(files)) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_of_two_who_add_one_symbol_at_once_one_is_told(files):
    """Both find that the symbol is free; on SQLite one transaction waits for the other."""
    meeting, user = MeetingFactory(), member_of("editor", "Editors").user
    barrier, outcomes = threading.Barrier(2), []

    def deed(name):
        barrier.wait()
        try:
            add_documents(meeting=meeting, files=[new_file(name, PDF, symbol=SYMBOL)], status="draft", by=user)
            outcomes.append("added")
        except RefusedFilesError as error:
            outcomes.append(error.messages[0][:30])
        finally:
            connection.close()

    threads = [threading.Thread(target=deed, args=[f"{number}.pdf"]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(outcomes) == "added"
    assert min(outcomes) in {
        "The document has a version in ",
        "Somebody else has added one of",
        "There is a document of this sy",
    }
    assert (Document.objects.count(), len(stored_files(files))) == (1, 1)


# Who may


def test_the_page_is_reached_from_the_meeting(editor, meeting):
    assert page(meeting) in editor.open(meeting).text
    opened = editor.client.get(page(meeting)).text
    assert "Choose files, or drop them here" in opened
    assert "This page needs scripts." in opened


@pytest.mark.parametrize("name", ["add", "guess"])
def test_only_who_may_add_documents_sees_it(officer, client, meeting, name):
    assert officer.client.get(page(meeting, name)).status_code == 403
    assert officer.client.post(page(meeting, name), {"row": ["a"]}).status_code == 403
    assert client.get(page(meeting, name))["Location"].startswith("/admin/login/")


def test_a_meeting_that_isnt_is_404(editor):
    assert editor.client.get("/admin/meetings/meeting/0/documents/add/").status_code == 404
