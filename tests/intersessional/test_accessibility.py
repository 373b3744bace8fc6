"""The statement on accessibility: found from every page, in every language, with the address for complaints."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("path", "statement"), [("/", "/accessibility/"), ("/ar/search/", "/ar/accessibility/")])
def test_every_page_leads_to_the_statement_in_its_language(client, path, statement):
    foot = client.get(path).text.partition("<footer")[2]
    assert f'<p><a href="{statement}">' in foot
    assert client.get(statement).status_code == 200


def test_the_statement_names_the_standard_the_tests_what_is_missing_and_when(client, text_of):
    text = text_of(client.get("/accessibility/"))
    for told in (
        "(WCAG) 2.2 at level AA",
        "How it was tested A program (axe-core)",
        "What is missing Nobody who works with a screen reader",
        "Written on 24 November 2026",
    ):
        assert told in text


@pytest.mark.parametrize("path", ["/accessibility/", "/ar/accessibility/"])
def test_the_statement_tells_where_to_complain(client, settings, path):
    settings.CONTACT_EMAIL = "access@example.org"
    link = '<a href="mailto:access@example.org"><bdi dir="ltr">access@example.org</bdi></a>'
    assert link in client.get(path).text


def test_without_an_address_for_complaints_the_statement_says_so(client, settings, text_of):
    settings.CONTACT_EMAIL = ""
    page = client.get("/accessibility/")
    assert "This site has named no address for complaints yet." in text_of(page)
    assert "mailto:" not in page.text


def test_the_statement_is_in_the_sitemap(client):
    assert "<loc>http://testserver/ru/accessibility/</loc>" in client.get("/sitemap.xml").text
