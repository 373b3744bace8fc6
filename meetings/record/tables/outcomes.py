"""Papers with documents and principles, decisions with effects and amendments, reported figures, from the files."""

from collections.abc import Iterator

from meetings.models import Amendment, Decision, Document, Effect, PresidentsPaper, Principle, ReportedFigure
from meetings.record.entries import Entry, Table, english, origin
from meetings.record.files import (
    AMENDMENTS,
    COMMITTEES,
    DECISIONS,
    FIGURES,
    MEETINGS,
    PAPERS,
    PRINCIPLES,
    STATES,
    Files,
)
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


def principles(files: Files) -> Table:
    entries = [principle(files, row) for row in files.rows[PRINCIPLES]]
    return Table("principles", Principle, entries, {"record_key": "number", "is_quoted": "quoted"})


def principle(files: Files, row: Row) -> Entry:
    paper, number = row.known("paper", row.needed("paper"), files.papers, PAPERS), row.needed("number")
    values = {
        "number": row.number("number"),
        "text": english(row.needed("text")),
        "is_quoted": row.choice("quoted", ("yes", "no")) == "yes",
    }
    return Entry(row, f"{paper}|{number}", values | origin(row), {"paper": paper})


def decisions(files: Files) -> Table:
    entries = [decision(files, row) for row in files.decisions.values()]
    columns = {"record_key": "key", "slug": "key", "decided_on": "date", "holds_until": "until"}
    return Table("decisions", Decision, entries, columns)


def decision(files: Files, row: Row) -> Entry:
    key = row.needed("key")
    holds_until, precision = row.day_or_year("until")
    values = {
        "slug": key,
        "decided_on": row.day("date"),
        "reference": row.text("reference"),
        "summary": english(row.needed("summary")),
        "holds_until": holds_until,
        "holds_until_precision": precision.value,
        "quotation": english(row.text("quotation")),
        "quoted_from": row.text("quoted_from"),
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


def amendments(files: Files) -> Table:
    entries = [amendment(files, row) for row in files.rows[AMENDMENTS]]
    return Table("amendments", Amendment, entries, {"record_key": "earlier"})


def amendment(files: Files, row: Row) -> Entry:
    links = {name: row.known(name, row.needed(name), files.decisions, DECISIONS) for name in ("later", "earlier")}
    values = {"kind": row.choice("kind", Amendment.Kind), "basis": english(row.needed("basis"))}
    return Entry(row, f"{links['later']}|{links['earlier']}", values | origin(row), links)


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
