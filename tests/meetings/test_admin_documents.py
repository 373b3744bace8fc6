"""Documents, papers, decisions and reported figures at the staff's desk."""

import pytest

from meetings.exports import DECISION_COLUMNS, PAPER_COLUMNS
from meetings.models import Amendment, Document, DocumentVersion
from tests.factories import (
    AgendaItemFactory,
    AmendmentFactory,
    CommitteeFactory,
    DecisionFactory,
    DocumentFactory,
    DocumentVersionFactory,
    EffectFactory,
    MeetingFactory,
    PresidentsPaperFactory,
    PrincipleFactory,
    ReportedFigureFactory,
    SegmentFactory,
    StateFactory,
)
from tests.staff import address, errors, notices

pytestmark = pytest.mark.django_db

DRAFT, PUBLISHED, WITHDRAWN = Document.Status.values


def lines(response):
    return b"".join(response.streaming_content).decode().split("\r\n")


# Documents


@pytest.mark.parametrize(
    ("action", "becomes", "told"),
    [
        ("publish", {DRAFT: PUBLISHED, WITHDRAWN: PUBLISHED}, "2 rows published."),
        ("withdraw", {PUBLISHED: WITHDRAWN}, "1 row withdrawn."),
    ],
)
def test_documents_are_published_or_withdrawn_each_with_its_history_row(editor, action, becomes, told):
    rows = {status: DocumentFactory(status=status) for status in Document.Status.values}
    assert notices(editor.act(action, list(rows.values())))[0] == ("success", told)
    for status, row in rows.items():
        row.refresh_from_db()
        steps = 2 if status in becomes else 1
        assert (row.status, row.version, row.history.count()) == (becomes.get(status, status), steps, steps)


def test_more_rows_left_than_one_would_read_are_counted(editor):
    rows = DocumentFactory.create_batch(12, status=PUBLISHED, title={"en": "Note"})
    told = "12 left as they were: " + "; ".join(["Note (Published)"] * 10) + " …"
    assert notices(editor.act("publish", rows)) == [("warning", told)]


def test_a_document_has_a_version_once_in_a_language(editor):
    version = DocumentVersionFactory(language="fr")
    second = {"versions-TOTAL_FORMS": "2", "versions__1__language": "fr", "versions__1__url": "example.org/2"}
    told = errors(editor.save(version.document, **second))
    assert told == {"": "Please correct the duplicate values below."}
    editor.save(version.document, **{**second, "versions__1__language": "es"})
    assert set(DocumentVersion.objects.values_list("language", "url")) == {
        ("fr", "https://example.org/document.pdf"),
        ("es", "https://example.org/2"),
    }


def test_a_documents_item_is_of_its_meeting(editor):
    own = AgendaItemFactory(title={"en": "Own item"})
    other = AgendaItemFactory(title={"en": "Other item"})
    document = DocumentFactory(meeting=own.meeting)
    page = editor.open(document).text
    assert [title for title in ("Own item", "Other item") if title in page] == ["Own item"]
    page = editor.save(document, item=str(other.pk))
    assert errors(page) == {"item": "This agenda item belongs to another meeting."}


def test_a_symbol_is_given_once(editor):
    DocumentFactory(symbol="APLC/MSP.16/2017/11")
    page = editor.save(DocumentFactory(), symbol="APLC/MSP.16/2017/11")
    assert errors(page) == {"": "There is a document of this symbol already."}


def test_an_editor_deletes_a_draft_but_nothing_that_was_published(editor):
    draft, public = DocumentFactory(status=DRAFT), DocumentFactory(status=PUBLISHED)
    for row in (draft, public):
        editor.client.post(address(row, "delete"), {"post": "yes"})
    assert list(Document.objects.all()) == [public]


# Papers


def test_a_papers_document_is_of_its_meeting(editor):
    page = editor.save(PresidentsPaperFactory(), document=str(DocumentFactory().pk))
    assert errors(page) == {"document": "This document belongs to another meeting."}


def test_a_paper_cant_revise_itself(editor):
    paper = PresidentsPaperFactory()
    assert errors(editor.save(paper, revises=str(paper.pk))) == {"": "A paper can't revise or reaffirm itself."}


def test_a_paper_whose_document_is_a_draft_offers_no_page_on_the_site(editor):
    paper = PresidentsPaperFactory()
    assert "viewsitelink" in editor.open(paper).text
    Document.objects.update(status=DRAFT)
    assert "viewsitelink" not in editor.open(paper).text


def test_principles_are_entered_on_the_papers_page_each_number_once(editor):
    paper = PresidentsPaperFactory()
    first = {"principles__0__number": "1", "principles__0__text_en": "That it be open."}
    editor.save(paper, **{"principles-TOTAL_FORMS": "1"}, **first, principles__0__is_quoted="on")
    assert [(one.number, str(one.text), one.is_quoted) for one in paper.principles.all()] == [
        (1, "That it be open.", True)
    ]
    second = {"principles__1__number": "1", "principles__1__text_en": "That it be brief."}
    page = editor.save(paper, **{"principles-TOTAL_FORMS": "2"}, **second)
    assert errors(page) == {"": "Please correct the duplicate values below."}


# Decisions


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"decided_on": "2024-06-21"}, {"decided_on": "The meeting was held on 18–20 June 2024."}),
        ({"effects__0__kind": "adjusts"}, {"": "Choose a committee or a matter, one of them."}),
    ],
)
def test_a_decision_that_cant_be_is_told(editor, changes, told):
    assert errors(editor.save(DecisionFactory(), **changes)) == told


def test_only_a_formal_meeting_decides(editor):
    page = editor.save(DecisionFactory(), meeting=str(MeetingFactory().pk))
    assert errors(page) == {"meeting": "Only a formal meeting takes decisions."}


def test_effects_are_entered_on_the_decisions_page(editor):
    decision, committee = DecisionFactory(), CommitteeFactory()
    editor.save(decision, effects__0__kind="establishes", effects__0__committee=str(committee.pk))
    assert [(effect.kind, effect.committee) for effect in decision.effects.all()] == [("establishes", committee)]


def test_what_a_decision_amends_is_entered_on_its_page_and_must_be_older(editor):
    old, new = DecisionFactory(decided_on="2024-06-18"), DecisionFactory(decided_on="2024-06-19")
    for decision, other, told in (
        (old, new, {"changes-0-earlier": "This decision isn't older than the one that changes it."}),
        (new, old, {}),
    ):
        edge = {"changes__0__kind": "amends", "changes__0__earlier": str(other.pk)}
        assert errors(editor.save(decision, **{"changes-TOTAL_FORMS": "1"}, **edge)) == told
    assert [(edge.later, edge.kind, edge.earlier) for edge in Amendment.objects.all()] == [(new, "amends", old)]


def test_quoted_words_need_the_place_where_they_stand(editor):
    page = editor.save(DecisionFactory(), quotation_en="hold them each year")
    assert errors(page) == {"quoted_from": "Say where the quoted words stand."}


# Figures


def test_an_amount_needs_its_currency(editor):
    page = editor.save(ReportedFigureFactory(), amount="1000")
    assert errors(page) == {"": "An amount needs its currency, and a currency its amount."}


def test_donors_and_sponsored_states_make_one_history_row(editor):
    figure, donor, sponsored = ReportedFigureFactory(), StateFactory(), StateFactory()
    editor.save(figure, donors=[str(donor.pk)], sponsored_states=[str(sponsored.pk)])
    last = figure.history.first()
    assert figure.history.count() == 2
    assert [link.state for link in (*last.donors.all(), *last.sponsored_states.all())] == [donor, sponsored]


def test_an_officer_reads_figures_and_changes_none(officer):
    figure = ReportedFigureFactory(meaning={"en": "Delegates"}, offers=16)
    page = officer.open(figure).text
    assert '<div class="readonly">Delegates</div>' in page
    assert '<div class="readonly">16</div>' in page
    assert officer.client.post(address(figure), {"offers": "17"}).status_code == 403


# Lists and files


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("factory", "queries"),
    [
        (DocumentFactory, 5),
        (PresidentsPaperFactory, 4),
        (DecisionFactory, 5),
        (ReportedFigureFactory, 6),
        (SegmentFactory, 5),
        (EffectFactory, 4),
        (AmendmentFactory, 4),
        (PrincipleFactory, 4),
        (DocumentVersionFactory, 4),
    ],
)
def test_lists_cost_the_same_however_many_rows(superuser, factory, queries, rows, django_assert_num_queries):
    factory.create_batch(rows)
    with django_assert_num_queries(queries):
        superuser.list(factory._meta.model)


@pytest.mark.parametrize(
    ("factory", "columns"), [(DecisionFactory, DECISION_COLUMNS), (PresidentsPaperFactory, PAPER_COLUMNS)]
)
def test_the_selection_is_a_file_of_the_public_columns(editor, factory, columns):
    chosen, _other = factory.create_batch(2)
    header, row, _end = lines(editor.act("export_csv", [chosen]))
    assert header == "\ufeff" + ",".join(columns)
    assert row.startswith(f"{chosen.slug},")


@pytest.mark.parametrize("factory", [EffectFactory, ReportedFigureFactory, DocumentVersionFactory, DocumentFactory])
def test_other_selections_are_files_too(editor, factory):
    header, row, _end = lines(editor.act("export_csv", [factory()]))
    assert (header[1:].split(",")[0], row.split(",")[0]) == ("id", str(factory._meta.model.objects.get().pk))
