"""The programme's own rules and what they find: pure, they advise and never forbid."""

from meetings.rules.judging import findings_of, judge
from meetings.rules.table import RULES, Rule, rule
from meetings.rules.values import (
    Body,
    Finding,
    Held,
    Option,
    Period,
    Record,
    Severity,
    Status,
    ThematicOption,
)

__all__ = [
    "RULES",
    "Body",
    "Finding",
    "Held",
    "Option",
    "Period",
    "Record",
    "Rule",
    "Severity",
    "Status",
    "ThematicOption",
    "findings_of",
    "judge",
    "rule",
]
