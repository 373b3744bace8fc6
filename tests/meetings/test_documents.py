"""Documents as delegates find and open them: by symbol and language, published ones alone."""

import gzip
from datetime import date

import pytest
from django.test import Client

from meetings.models import Document, DocumentVersion, Meeting
from tests.factories import (
    PDF,
    AgendaItemFactory,
    CommitteeFactory,
    DocumentFactory,
    DocumentVersionFactory,
    MeetingFactory,
    PresidentsPaperFactory,
    StateFactory,
    released,
    stored,
)
from tests.intersessional.hostile_files import DECLARED, GOOD

pytestmark = pytest.mark.django_db

HEADER = "id,meeting,item,kind,symbol,title,state,organisation,committee,languages,files,source,confidence,url"


def address(version):
    return f"/documents/{version.document_id}/{version.language}/"


def listed(client, query=""):
    return [document.symbol or str(document.title) for document in client.get(f"/documents/{query}").context["page"]]


def lines(response):
    return b"".join(response).decode().split("\r\n")[:-1]


# The file


def test_a_pdf_is_shown_with_a_policy_that_viewers_bear(visitor, files):
    version = stored(name="Déclaration “1”.pdf")
    response = visitor.get(address(version))
    assert response.getvalue() == PDF
    names = (
        *("Content-Type", "Content-Length", "Content-Disposition", "Content-Security-Policy"),
        *("X-Content-Type-Options", "Cache-Control", "ETag"),
    )
    assert [response[name] for name in names] == [
        "application/pdf",
        str(len(PDF)),
        "inline; filename*=utf-8''D%C3%A9claration%20%E2%80%9C1%E2%80%9D.pdf",
        "frame-ancestors 'none'",
        "nosniff",
        "public, no-cache",
        f'"{version.checksum}"',
    ]
    assert "Vary" not in response or "Cookie" not in response["Vary"]


@pytest.mark.parametrize("name", ["report.docx", "slides.pptx", "table.xlsx", "note.txt"])
def test_any_other_file_is_saved_under_its_own_name_and_in_a_sandbox(visitor, files, name):
    version = stored(GOOD[name], name)
    response = visitor.get(address(version))
    assert response.getvalue() == GOOD[name]
    assert response["Content-Type"].startswith(DECLARED[name.rpartition(".")[2]])
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Content-Security-Policy"] == "sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_one_has_is_not_sent_again(visitor, files):
    version = stored()
    tag = visitor.get(address(version))["ETag"]
    again = visitor.get(address(version), headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Cache-Control"]) == (tag, "public, no-cache")
    assert again["Content-Security-Policy"] == "frame-ancestors 'none'"


def test_head_tells_the_same_without_the_file(visitor, files):
    version = stored()
    seen, told = visitor.get(address(version)), visitor.head(address(version))
    assert (told.status_code, told.content) == (200, b"")
    telling = {name: value for name, value in seen.headers.items() if name != "X-Request-ID"}
    assert {name: told.headers.get(name) for name in telling} == telling


def test_a_file_is_sent_whole_and_as_it_is_whatever_is_asked_for(visitor, files):
    version = stored(GOOD["note.txt"] * 100, "note.txt")
    response = visitor.get(address(version), headers={"Accept-Encoding": "gzip", "Range": "bytes=0-9"})
    assert (response.status_code, response.getvalue()) == (200, GOOD["note.txt"] * 100)
    assert "Content-Encoding" not in response
    page = visitor.get("/documents/", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(page.content).strip().startswith(b"<!DOCTYPE html>")


def test_an_outside_address_is_pointed_to(visitor):
    version = DocumentVersionFactory(url="https://example.org/report.pdf")
    response = visitor.get(address(version))
    assert (response.status_code, response["Location"]) == (302, "https://example.org/report.pdf")
    assert response["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("status", [Document.Status.DRAFT, Document.Status.WITHDRAWN])
def test_what_is_not_published_answers_404_from_the_next_request_on(visitor, editor, files, status):
    version = stored()
    assert visitor.get(address(version)).status_code == 200
    editor.save(version.document, status=status)
    assert visitor.get(address(version)).status_code == 404
    assert visitor.get(address(version), headers={"If-None-Match": f'"{version.checksum}"'}).status_code == 404


def test_a_draft_meetings_documents_are_not_given(visitor, files):
    version = stored()
    Meeting.objects.update(status=Meeting.Status.DRAFT)
    assert visitor.get(address(version)).status_code == 404
    assert listed(visitor) == []


@pytest.mark.parametrize("path", ["0/en/", "99999999999999999999999/en/", "{pk}/fr/", "{pk}/xx/", "{pk}/", "{pk}/en"])
def test_an_address_of_no_version_is_404(visitor, path):
    version = DocumentVersionFactory(language="en")
    assert visitor.get("/documents/" + path.format(pk=version.document_id)).status_code in {404, 301}


def test_a_file_that_the_storage_has_lost_is_404_and_an_error_in_the_log(visitor, files, caplog):
    version = stored()
    (files / version.file.name).unlink()
    assert [visitor.get(address(version)).status_code, visitor.head(address(version)).status_code] == [404, 404]
    assert f"A stored file is missing: {version.file.name}" in caplog.messages


def test_a_file_has_no_address_but_its_documents(visitor, files):
    version = stored()
    for path in (f"/files/{version.file.name}", f"/media/{version.file.name}", f"/{version.file.name}"):
        assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("versions", [1, 3])
def test_a_file_costs_one_query(client, files, versions, django_assert_num_queries):
    version = stored()
    for language in ["fr", "es"][: versions - 1]:
        stored(document=version.document, language=language)
    with django_assert_num_queries(1):
        client.get(address(version)).close()


# The list


@pytest.fixture
def some(db):
    """Two meetings: one with a report in two languages, its addendum and a statement; one with a letter."""
    old = MeetingFactory(short_name="16MSP", slug="16msp", starts_on=date(2017, 12, 18), ends_on=date(2017, 12, 21))
    new = MeetingFactory(short_name="IM-2024", slug="im-2024")
    report = DocumentFactory(meeting=old, symbol="APLC/MSP.16/2017/11", kind="report", title={"en": "Report"})
    for language in ("fr", "en"):
        DocumentVersionFactory(document=report, language=language, size=120_000)
    DocumentFactory(
        meeting=old, symbol="APLC/MSP.16/2017/2", title={"en": "Plan"}, committee=CommitteeFactory(slug="c-va")
    )
    DocumentFactory(meeting=old, symbol="APLC/MSP.16/2017/11/Add.1", title={"en": "More of the report"})
    ruritania = StateFactory(iso2="RU", name={"en": "Ruritania"})
    DocumentFactory(meeting=old, kind="statement", title={"en": "Statement"}, state=ruritania)
    DocumentFactory(meeting=new, kind="invitation", title={"en": "Letter"}, organisation="ICBL")
    DocumentFactory(meeting=new, title={"en": "Secret"}, status=Document.Status.DRAFT)
    return report


ALL = [
    "Letter",
    "APLC/MSP.16/2017/2",
    "APLC/MSP.16/2017/11",
    "APLC/MSP.16/2017/11/Add.1",
    "Statement",
]


def test_the_newest_meeting_comes_first_and_its_documents_by_symbol_then_by_title(client, some):
    assert listed(client) == ALL


FILTERS = [
    ("q=report", ["APLC/MSP.16/2017/11", "APLC/MSP.16/2017/11/Add.1"]),
    ("q=aplc+11", ["APLC/MSP.16/2017/11", "APLC/MSP.16/2017/11/Add.1"]),
    ("q=icbl", ["Letter"]),
    ("kind=report&kind=invitation", ["Letter", "APLC/MSP.16/2017/11"]),
    ("year=2024", ["Letter"]),
    ("meeting=im-2024", ["Letter"]),
    ("committee=c-va", ["APLC/MSP.16/2017/2"]),
    ("state=ru", ["Statement"]),
    ("language=fr", ["APLC/MSP.16/2017/11"]),
    ("language=ar", []),
    ("kind=report&language=en", ["APLC/MSP.16/2017/11"]),
]


@pytest.mark.parametrize(("query", "found"), FILTERS)
def test_a_filter_narrows_page_and_file_alike(client, some, query, found):
    assert listed(client, f"?{query}") == found
    rows = [line.split(",") for line in lines(client.get(f"/documents.csv?{query}"))[1:]]
    assert [row[4] or row[5] for row in rows] == found


def test_choices_are_those_that_documents_have_and_those_asked_for(client, some):
    StateFactory(iso2="ZZ", name={"en": "Zembla"})
    form = client.get("/documents/?state=zz").context["listing"].form
    assert [value for value, _told in form.fields["state"].widget.choices] == ["ru", "zz"]
    assert [value for value, _told in form.fields["meeting"].widget.choices] == ["im-2024", "16msp"]


@pytest.mark.parametrize("query", ["kind=nonsense", "year=abc", "meeting=nowhere", "state=RU", "language=xx"])
def test_a_filter_that_cant_be_understood_is_400_with_nothing_listed(client, some, query):
    page = client.get(f"/documents/?{query}")
    assert (page.status_code, list(page.context["page"])) == (400, [])
    assert client.get(f"/documents.csv?{query}").status_code == 400


def test_a_supplement_stands_under_its_document(client, some, text_of):
    page = client.get("/documents/?meeting=16msp")
    assert page.text.count('<tr class="supplement">') == 1
    assert "APLC/MSP.16/2017/11/Add.1 More of the report Addendum 1" in text_of(page)


def test_each_version_tells_its_language_format_and_size(client, some, text_of):
    text = text_of(client.get("/documents/?kind=report"))
    assert "Report Report English PDF, 120 kB · Français PDF, 120 kB" in text
    assert "no version recorded" in text_of(client.get("/documents/?q=letter"))


def test_the_file_has_the_promised_columns(client, some):
    item = AgendaItemFactory(meeting=some.meeting)
    released(some.meeting)
    later = AgendaItemFactory(meeting=some.meeting)
    Document.objects.filter(pk=some.pk).update(item=item)
    Document.objects.filter(symbol="APLC/MSP.16/2017/2").update(item=later, source="read", confidence="high")
    header, _letter, second, report, *_others = lines(client.get("/documents.csv"))
    assert header == HEADER
    files = "; ".join(f"http://testserver/documents/{some.pk}/{language}/" for language in ("en", "fr"))
    url = f"http://testserver/meetings/16msp/#document-{some.pk}"
    assert report == (f"{some.pk},16MSP,{item.public_id},report,APLC/MSP.16/2017/11,Report,,,,en; fr,{files},,,{url}")
    assert second.split(",")[2] == "", "delegates don't know of an item that isn't released"
    assert second.split(",")[-3:-1] == ["read", "high"]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/documents/", 7), ("/documents.csv", 7)])
def test_list_and_file_cost_the_same_however_many_documents(client, path, queries, rows, django_assert_num_queries):
    for _ in range(rows):
        document = DocumentFactory(
            meeting=AgendaItemFactory().meeting, committee=CommitteeFactory(), state=StateFactory()
        )
        document.item = document.meeting.items.get()
        document.save()
        released(document.meeting)
        PresidentsPaperFactory(document=document, meeting=document.meeting)
        DocumentVersionFactory(document=document)
    with django_assert_num_queries(queries):
        assert str(Document.objects.model._meta.verbose_name) in b"".join(client.get(path)).decode()


# On the meeting's page and the items'


@pytest.fixture
def meeting():
    meeting = MeetingFactory(slug="im-2024")
    first = AgendaItemFactory(meeting=meeting, number="1", title={"en": "Opening"}, position=1)
    AgendaItemFactory(meeting=meeting, number="2", title={"en": "Victims"}, position=2)
    released(meeting)
    report = DocumentFactory(meeting=meeting, item=first, title={"en": "Report"}, symbol="APLC/IM/2024/2")
    for language in ("en", "fr"):
        DocumentVersionFactory(document=report, language=language, size=1_250_000)
    note = DocumentFactory(meeting=meeting, item=first, title={"en": "Note"})
    DocumentVersionFactory(document=note, language="en", url="https://example.org/note", size=None)
    DocumentFactory(meeting=meeting, title={"en": "List"}, kind="participants")
    return meeting


def item_address(meeting, number):
    return f"/meetings/{meeting.slug}/items/{meeting.items.get(number=number).public_id}/"


def test_a_meetings_documents_stand_by_agenda_item_with_each_language_or_its_want(client, meeting, text_of):
    text = text_of(client.get(meeting.get_absolute_url())).partition("Symbol Document ")[2]
    assert text.startswith(
        "English Français "
        "1. Opening "
        "APLC/IM/2024/2 Report Other English PDF, 1.2 MB Français PDF, 1.2 MB "
        "Note Other English not available in French not available in French "
        "Other documents of the meeting "
        "List List of participants no version recorded"
    )


def test_an_item_has_its_documents_and_another_none(client, meeting, text_of):
    own, other = (client.get(item_address(meeting, number)) for number in "12")
    assert "Note Other English not available in French" in text_of(own)
    assert "List of participants" not in text_of(own)
    assert "Documents Symbol" not in text_of(other)


def test_languages_are_named_in_their_own_script_for_screen_readers_too(client):
    for language, name in (("ar", "العربية"), ("zh-hans", "中文")):
        version = DocumentVersionFactory(language=language)
        page = client.get(version.document.meeting.get_absolute_url()).text
        assert f'<th scope="col" lang="{language}">{name}</th>' in page
        assert f'<bdi class="language" lang="{language}">{name}</bdi>' in page


def test_an_item_that_is_not_released_is_not_told_by_its_document(client, meeting, text_of):
    secret = AgendaItemFactory(meeting=meeting, title={"en": "Secret item"})
    DocumentFactory(meeting=meeting, item=secret, title={"en": "Open document"})
    text = text_of(client.get(meeting.get_absolute_url()))
    assert "Other documents of the meeting List List of participants no version recorded Open document" in text
    assert "Secret item" not in text


def test_a_statement_published_during_a_meeting_shows_at_the_next_load(client, editor, meeting, files):
    path = item_address(meeting, 2)
    statement = stored(
        document=DocumentFactory(
            meeting=meeting, item=meeting.items.get(number=2), title={"en": "Statement"}, status=Document.Status.DRAFT
        )
    )
    delegate = Client()
    before = delegate.get(path)
    assert "Statement" not in before.text
    assert delegate.get(path, headers={"If-None-Match": before["ETag"]}).status_code == 304
    editor.act("publish", [statement.document])
    after = delegate.get(path, headers={"If-None-Match": before["ETag"]})
    assert (after.status_code, f'href="{address(statement)}"' in after.text) == (200, True)
    editor.act("withdraw", [statement.document])
    assert "Statement" not in delegate.get(path, headers={"If-None-Match": after["ETag"]}).text


@pytest.mark.parametrize("documents", [1, 3])
def test_an_item_costs_the_same_however_many_documents(client, documents, django_assert_num_queries):
    item = AgendaItemFactory()
    released(item.meeting)
    for _ in range(documents):
        document = DocumentFactory(meeting=item.meeting, item=item, state=StateFactory())
        PresidentsPaperFactory(document=document, meeting=item.meeting)
        DocumentVersionFactory(document=document)
    path = f"/meetings/{item.meeting.slug}/items/{item.public_id}/"
    with django_assert_num_queries(4):
        page = client.get(path)
    assert page.text.count('id="document-') == documents
    with django_assert_num_queries(1):
        client.get(path)


def test_the_first_page_and_a_states_page_lead_to_the_file(client, files, text_of):
    state = StateFactory(iso2="BE")
    version = stored(document=DocumentFactory(title={"en": "Statement"}, state=state), language="fr")
    for path in ("/", "/states/be/"):
        page = client.get(path)
        assert "Statement · Français PDF, 1 kB ·" in text_of(page)
        assert f'<a class="version" href="{address(version)}" hreflang="fr">' in page.text


def test_documents_are_in_navigation_and_sitemap(client):
    page = client.get("/documents/").text
    assert '<a href="/documents/" aria-current="page">Documents</a>' in page
    assert "http://testserver/documents/" in client.get("/sitemap.xml").text


def test_a_symbol_is_stored_as_it_is_printed(editor):
    document = DocumentFactory()
    editor.save(document, symbol=" aplc/msp.16/2017/3/CORR.1")
    document.refresh_from_db()
    assert (document.symbol, document.sort_key) == (
        "APLC/MSP.16/2017/3/Corr.1",
        "0aplc0msp000001600020170000003" + "0corr0000001",
    )


def test_versions_of_a_file_know_it(files):
    version = stored(name="Report.PDF")
    found = DocumentVersion.objects.get(pk=version.pk)
    assert (found.format, found.size, found.file.told) == ("PDF", len(PDF), "Report.PDF")
