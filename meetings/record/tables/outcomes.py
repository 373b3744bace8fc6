"""Papers with their documents, decisions with their effects, and reported figures, from the files' rows."""

from collections.abc import Iterator

from meetings.models import Decision, Document, Effect, PresidentsPaper, ReportedFigure
from meetings.record.entries import Entry, Table, english, origin
from meetings.record.files import COMMITTEES, FIGURES, MEETINGS, PAPERS, STATES, Files
from meetings.record.rows import Row
from meetings.record.tables.when import meeting_of
from meetings.record.tables.who import objectives

MATTERS = {
    "programme": Effect.Matter.PROGRAMME.value,
    "intersessional meetings": Effect.Matter.INTERSESSIONAL_MEETINGS.value,
    "sponsorship": Effect.Matter.SPONSORSHIP.value,
}


def documents(files: Files) -> Table:
    """Each paper has a document of its own, which carries its symbol."""
    entries = [document(files, row) for row in files.papers.values()]
    return Table("documents", Document, entries, {"record_key": "key", "symbol": "document_symbol"}, once=("symbol",))


def document(files: Files, row: Row) -> Entry:
    values = {
        "kind": Document.Kind.PRESIDENTS_PAPER.value,
        "status": Document.Status.PUBLISHED.value,
        "symbol": row.text("document_symbol"),
        "title": english(row.needed("title")),
    }
    return Entry(row, row.needed("key"), values | origin(row), {"meeting": meeting_of(files, row)})


def papers(files: Files) -> Table:
    entries = [paper(files, row) for row in files.papers.values()]
    return Table("papers", PresidentsPaper, entries, {"record_key": "key", "slug": "key", "document": "key"})


def paper(files: Files, row: Row) -> Entry:
    key = row.needed("key")
    row.year("year")
    values = {
        "slug": key,
        "title": english(row.needed("title")),
        "annex": row.text("annex"),
        "president": row.text("president"),
        "subject": english(row.text("subject")),
    }
    links = {
        "meeting": meeting_of(files, row),
        "document": key,
        "revises": row.reference("revises", files.papers, PAPERS),
        "reaffirms": row.reference("reaffirms", files.papers, PAPERS),
    }
    return Entry(row, key, values | origin(row), links, {"objectives": objectives(row)})


def decisions(files: Files) -> Table:
    entries = [decision(files, row) for row in files.decisions.values()]
    return Table("decisions", Decision, entries, {"record_key": "key", "slug": "key", "decided_on": "date"})


def decision(files: Files, row: Row) -> Entry:
    key = row.needed("key")
    values = {
        "slug": key,
        "decided_on": row.day("date"),
        "reference": row.text("reference"),
        "summary": english(row.needed("summary")),
    }
    links = {
        "meeting": meeting_of(files, row),
        "based_on_paper": row.reference("based_on_paper", files.papers, PAPERS),
    }
    return Entry(row, key, values | origin(row), links)


def effects(files: Files) -> Table:
    entries = [entry for row in files.decisions.values() for entry in effects_of(files, row)]
    return Table("effects", Effect, entries, {"record_key": "key", "decision": "key"})


def effects_of(files: Files, row: Row) -> Iterator[Entry]:
    """On a committee, or on a matter that is none, in the order of the columns."""
    known = {**files.committees, **MATTERS}
    named = [(kind, name) for kind in Effect.Kind for name in row.references(kind.value, known, COMMITTEES)]
    for position, (kind, name) in enumerate(named, start=1):
        values = {"kind": kind.value, "matter": MATTERS.get(name, ""), "position": position}
        links = {"decision": row.needed("key"), "committee": None if name in MATTERS else name}
        yield Entry(row, f"{row.needed('key')}|{kind.value}|{name}", values | origin(row), links)


def figures(files: Files) -> Table:
    entries = [figure(files, row) for row in files.rows[FIGURES]]
    columns = {
        "record_key": "amount_meaning",
        "meaning": "amount_meaning",
        "donors": "donors_iso2",
        "sponsored_states": "sponsored_states_iso2",
        "coordinator": "coordinator_iso2",
    }
    return Table("figures", ReportedFigure, entries, columns)


def figure(files: Files, row: Row) -> Entry:
    row.needed("year")
    values = {
        "year": row.year("year"),
        "meaning": english(row.text("amount_meaning")),
        "offers": row.number("offers"),
        "delegates_sponsored": row.number("delegates_sponsored"),
        "states_sponsored": row.number("states_sponsored"),
        "amount": row.amount("amount"),
        "currency": row.text("currency"),
        "administered_by": row.text("administered_by"),
    }
    links = {
        "meeting": row.reference("meeting", files.meetings, MEETINGS),
        "coordinator": row.reference("coordinator_iso2", files.states, STATES),
    }
    many = {
        "donors": row.references("donors_iso2", files.states, STATES),
        "sponsored_states": row.references("sponsored_states_iso2", files.states, STATES),
    }
    key = "|".join(row.text(column) for column in ("year", "meeting", "amount_meaning"))
    return Entry(row, key, values | origin(row), links, many)
