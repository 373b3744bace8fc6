"""Terms that the record tells without their committee, so that a State's page can say what isn't recorded."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from committees.models import Membership
from intersessional.lib.recorded import Confidence
from meetings.record.files import COLUMNS, DATA, MEMBERS
from meetings.record.rows import read_rows


@dataclass(frozen=True)
class TermWithoutCommittee:
    """A State's term in a committee that the source doesn't name; the ends are short names of meetings, or nothing."""

    role: Membership.Role
    starts_at: str
    ends_at: str
    source: str
    confidence: Confidence


def terms_without_committee(iso2: str) -> list[TermWithoutCommittee]:
    """In the order of the file; the code in capital letters."""
    return list(all_terms().get(iso2, []))


@cache
def all_terms() -> dict[str, list[TermWithoutCommittee]]:
    """By State; the file is part of the program, so it is read once."""
    found = defaultdict(list)
    for row in read_rows(DATA / MEMBERS, COLUMNS[MEMBERS]):
        if not row.text("committee"):
            term = TermWithoutCommittee(
                role=Membership.Role(row.choice("role", Membership.Role)),
                starts_at=row.text("term_start"),
                ends_at=row.text("term_end"),
                source=row.needed("source"),
                confidence=Confidence(row.choice("confidence", Confidence)),
            )
            found[row.needed("state_iso2")].append(term)
    return dict(found)
