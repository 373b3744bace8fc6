"""The money of a sponsorship round: exact sums, what may still be offered, what it carries, whom it brought."""

from meetings.ledger.figures import Average, Delegate, Forecast, Tally, forecast
from meetings.ledger.offers import Objection, Why, objections
from meetings.ledger.sums import Column, Ledger, Total
from meetings.ledger.values import ARROWS, Allotted, Award, Line, Rate, Status, Verb

__all__ = [
    "ARROWS",
    "Allotted",
    "Average",
    "Award",
    "Column",
    "Delegate",
    "Forecast",
    "Ledger",
    "Line",
    "Objection",
    "Rate",
    "Status",
    "Tally",
    "Total",
    "Verb",
    "Why",
    "forecast",
    "objections",
]
